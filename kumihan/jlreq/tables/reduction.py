"""JLREQ Tables 3–5 (Appendix D): what the spaces of a line give up, and in which order. This module knows no line.

In these tables the amount follows from the mark to which a space belongs, so each is told by its steps, in order, not by
its cells. Word spaces are first in all of them (3.8.3 a).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.tables.spacing import EIGHTH, QUARTER


class Owner(Enum):
    """To what a space belongs."""

    WORD_SPACE = auto()
    LINE_END = auto()
    LINE_END_DOT = auto()
    MIDDLE_DOT = auto()
    BRACKET = auto()
    COMMA = auto()
    FULL_STOP = auto()
    JAPANESE_LATIN = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """The owners that give in one step, the eighths of an em that are left, and whether all goes at once (1/2=0)."""

    owners: tuple[Owner, ...]
    least: int = 0
    whole: bool = False


WORD_SPACES = Step((Owner.WORD_SPACE,), QUARTER)
DOTS = Step((Owner.MIDDLE_DOT,))
LATIN = Step((Owner.JAPANESE_LATIN,), EIGHTH)
REDUCTION = {
    # Table 3: JLREQ's own.
    "table-3": (
        WORD_SPACES,
        Step((Owner.LINE_END,), whole=True),
        Step((Owner.LINE_END_DOT,), whole=True),
        DOTS,
        Step((Owner.BRACKET, Owner.COMMA)),
        LATIN,
    ),
    # Table 4: JIS X 4051, where nothing gives at the line's end.
    "table-4": (WORD_SPACES, DOTS, Step((Owner.BRACKET, Owner.COMMA)), LATIN),
    # Table 5: books, where a quarter em is left and the gap to Latin is fixed.
    "table-5": (
        WORD_SPACES,
        Step((Owner.LINE_END,), whole=True),
        Step((Owner.BRACKET, Owner.COMMA), QUARTER),
    ),
}
OWNERS = {
    C.OPENING_BRACKET: Owner.BRACKET,
    C.CLOSING_BRACKET: Owner.BRACKET,
    C.MIDDLE_DOT: Owner.MIDDLE_DOT,
    C.FULL_STOP: Owner.FULL_STOP,
    C.COMMA: Owner.COMMA,
}


def owner_of(mark: C) -> Owner:
    """To what the space beside a character of this class belongs."""
    return OWNERS.get(mark, Owner.JAPANESE_LATIN)


def owner_at_end(mark: C) -> Owner:
    """To what the space between a mark and the line's end belongs."""
    return Owner.LINE_END_DOT if mark is C.MIDDLE_DOT else Owner.LINE_END
