"""Hold how the products of a build are wanted, beside which and where. It decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kumihan.pages.store import DEFAULT


@dataclass(frozen=True, slots=True)
class Wishes:
    """Each field is an option of the command line.

    `strict` counts a warning as an error; `store` is where the e-book is going; `approve` keeps the digest's sentences as
    approved; `x1a` makes print to PDF/X-1a; `loose` builds although a part does not fit on its pages;
    `jobs` is the number of processes.
    """

    strict: bool = False
    store: str = DEFAULT.name
    approve: bool = False
    x1a: bool = False
    loose: bool = False
    jobs: int = 1
