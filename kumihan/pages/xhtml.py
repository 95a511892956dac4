"""Walk a written XHTML document piece by piece, to change its text; this is no parser and checks nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PIECE = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.S)
# An XML name after the bracket of a start or end tag; declarations and comments have none.
NAME = re.compile(r"</?([\w:.-]+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag, a comment, or a run of text as written; `inside` are the start tags around it, the outermost first."""

    text: str
    inside: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        return not self.text.startswith("<")

    def within(self, names: frozenset[str] | set[str]) -> bool:
        """Whether one of these elements is around it."""
        return any(element_of(tag) in names for tag in self.inside)


def element_of(tag: str) -> str:
    """The name of a tag's element; "" for a comment or a declaration."""
    found = NAME.match(tag)
    return found[1] if found else ""


def classes_of(tag: str) -> tuple[str, ...]:
    """The classes of a start tag."""
    found = re.search(r'\sclass="([^"]*)"', tag)
    return tuple(found[1].split()) if found else ()


def pieces(document: str) -> Iterator[Piece]:
    """Every piece in order; a start tag and its end tag stand inside the same elements."""
    inside: tuple[str, ...] = ()
    for match in PIECE.finditer(document):
        text = match[0]
        if text.startswith("</"):
            inside = inside[:-1]
        yield Piece(text, inside)
        if NAME.match(text) and not text.startswith("</") and not text.endswith("/>"):
            inside = (*inside, text)
