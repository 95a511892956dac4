"""Read a table of JLREQ's appendices as it is written in the tables of this package. This module knows no rule."""

from __future__ import annotations

from kumihan.jlreq.classes import CharClass

HEAD, END = "head", "end"


def read(grid: str) -> dict[tuple[str, str], str]:
    """The cells of a table by (before, after): values of CharClass, or `head` and `end` for the line's own."""
    header, *rows = (line.split() for line in grid.strip("\n").splitlines())
    after = [END if name == END else f"cl-{name}" for name in header]
    return {(before, name): cell for before, *cells in rows for name, cell in zip(after, cells, strict=True)}


def column(kind: CharClass) -> str:
    """The class under which a character is looked up: an object and a math sign stand as kanji do."""
    return STANDS_AS.get(kind, kind).value


STANDS_AS = {
    CharClass.OBJECT: CharClass.IDEOGRAPHIC,
    CharClass.MATH_SYMBOL: CharClass.IDEOGRAPHIC,
    CharClass.MATH_OPERATOR: CharClass.IDEOGRAPHIC,
}
