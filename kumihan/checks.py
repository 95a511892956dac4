"""Run checks over any subject. This module knows nothing about books."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from kumihan.finding import Finding, Place, warning

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says of one place: the fact, and the way out; `page` is a product's 1-based page, 0 for none."""

    message: str
    place: Place
    hint: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """One check: an id that is for ever, the sentence that an editor reads, and the reason why it is made."""

    id: str
    statement: str
    rationale: str
    find: Callable[[Subject], Iterable[Remark]]


def check(id: str, *, rationale: str) -> Callable[[Callable[[Subject], Iterable[Remark]]], Check[Subject]]:
    """Make a generator of remarks a check; its docstring becomes the statement."""

    def made(find: Callable[[Subject], Iterable[Remark]]) -> Check[Subject]:
        statement = inspect.getdoc(find)
        if not statement:
            raise TypeError(f"the check {id} has no docstring")
        return Check(id, statement, rationale, find)

    return made


def run(checks: Iterable[Check[Subject]], subject: Subject) -> tuple[Finding, ...]:
    """What the checks find in the subject, as warnings in the order of their places."""
    found = [
        warning(item.id, remark.message, remark.place, remark.hint) for item in checks for remark in item.find(subject)
    ]
    return tuple(sorted(found, key=lambda finding: finding.place))
