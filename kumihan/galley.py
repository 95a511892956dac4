"""Hold what the typesetter gets: one HTML document and its stylesheets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Galley:
    """`stylesheets` are (name, text) in the order of the cascade."""

    html: str
    stylesheets: tuple[tuple[str, str], ...]
