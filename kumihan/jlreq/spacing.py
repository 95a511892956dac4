"""Tell the space between two classes in a book, and how far it may shrink and stretch. All numbers are in em.

The spaces are Table 1's and what they give Tables 3 and 5's; where the book departs from them, it says so on the spot
(docs/jlreq.md has the list). This module knows no line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.tables.reduction import LATIN, Owner, owner_of
from kumihan.jlreq.tables.spacing import EM, Space, space_between

HALF_EM, QUARTER_EM = 0.5, 0.25

# The blank that a full-width punctuation mark has before and after its ink (JLREQ 3.1.2).
BLANK = {
    C.OPENING_BRACKET: (HALF_EM, 0.0),
    C.CLOSING_BRACKET: (0.0, HALF_EM),
    C.FULL_STOP: (0.0, HALF_EM),
    C.COMMA: (0.0, HALF_EM),
    C.MIDDLE_DOT: (QUARTER_EM, QUARTER_EM),
}
CLOSING = {C.CLOSING_BRACKET, C.FULL_STOP, C.COMMA}
JAPANESE = {
    C.HIRAGANA, C.KATAKANA, C.IDEOGRAPHIC, C.SMALL_KANA, C.PROLONGED_SOUND, C.ITERATION_MARK,
}  # fmt: skip
ALPHABETIC = {C.WESTERN, C.NUMERAL}
# Classes of which two neighbours may be drawn apart at the last (JLREQ 3.8.4 d).
SPREADING = JAPANESE | {
    C.DIVIDING_PUNCTUATION,
    C.IDEOGRAPHIC_SPACE,
    C.POSTFIXED_ABBREVIATION,
    C.HYPHEN,
    C.INSEPARABLE,
    C.OBJECT,
}


@dataclass(frozen=True, slots=True)
class Gap:
    """The space after a cluster: its natural width, and by which stage and how much it shrinks and stretches.

    Shrinking goes in the order of JLREQ 3.8.3: 0 word spaces, 1 brackets and commas, 2 the gap between Japanese and
    Latin; `tight` is what brackets, commas and middle dots give when all that is not enough, until they stand solid
    (Table 3); before, dots and colons keep their quarter ems (Table 5). Stretching: 0 word spaces and that gap, 1 every
    place where Japanese characters meet; `late` is what a word space gives at the last.
    """

    natural: float
    shrink_stage: int = 0
    shrink: float = 0.0
    stretch_stage: int = 0
    stretch: float = 0.0
    late: float = 0.0
    tight: float = 0.0


SOLID = Gap(0.0)
WIDEST_AUTOSPACE = 0.375
# What a word space gives (3.8.3 a, 3.8.4 a), beside the space of the font, which is near a quarter em.
WORD_SPACE = Gap(0.0, 0, 0.08, 0, 0.17, 0.5)
# The stages of Gap in which the owners of spaces give.
BRACKETS, JAPANESE_LATIN = 1, 2


@cache
def gap(before: C, after: C, autospace: float, breakable: bool) -> Gap:
    """The space between two neighbours on a line (JLREQ 3.1.2–3.1.5, 3.2.6, Table 1).

    `autospace` is the gap between Japanese and Latin. Two clusters that may not be parted by a line end are not drawn
    apart either (JLREQ 3.8.4 e).
    """
    if before is C.WORD_SPACE:
        return WORD_SPACE
    if after is C.WORD_SPACE:
        return SOLID  # the space that was typed is the space
    if meeting(before, after):
        least = LATIN.least / EM
        stretch = max(0.0, WIDEST_AUTOSPACE - autospace)
        return Gap(autospace, JAPANESE_LATIN, max(0.0, autospace - least), 0, stretch) if autospace else SOLID
    marked = before in BLANK or after in BLANK
    natural = space_between(before, after) if marked else Space()
    width = (natural.before + natural.after) / EM
    if before is C.OBJECT:
        return Gap(width)  # an object has no advance that could carry more
    shrink, tight = giving(before, after, natural)
    return Gap(width, BRACKETS, shrink, 1, apart(before, after, breakable, natural), tight=tight)


def meeting(before: C, after: C) -> bool:
    """Whether Japanese and Latin meet here (JLREQ 3.2.6; of Table 1, the classes that CSS's text-autospace names)."""
    return (before in JAPANESE and after in ALPHABETIC) or (before in ALPHABETIC and after in JAPANESE)


def giving(before: C, after: C, space: Space) -> tuple[float, float]:
    """What a space gives first and at the last: a bracket or comma the half and the rest, a dot nothing (Table 5) and all."""
    beside = ((before, space.before), (after, space.after))
    if dots := sum(part for mark, part in beside if mark is C.MIDDLE_DOT):
        return 0.0, dots / EM
    bracket = sum(part for mark, part in beside if owner_of(mark) in (Owner.BRACKET, Owner.COMMA))
    return (bracket / EM - QUARTER_EM, QUARTER_EM) if bracket else (0.0, 0.0)


def apart(before: C, after: C, breakable: bool, space: Space) -> float:
    """How far two neighbours may be drawn apart at the last (3.8.4 c, d): alike for all, so that no place looks wider."""
    if before in BLANK and after in BLANK:
        return 0.0  # marks that follow one another keep together
    widest = QUARTER_EM if breakable or after in JAPANESE else 0.0
    if space != Space():
        return widest
    if before in SPREADING | CLOSING and after in SPREADING | {C.OPENING_BRACKET} | CLOSING:
        return widest
    if C.OPENING_BRACKET in (before, after) or before in CLOSING or after in CLOSING:
        return widest if breakable else 0.0
    return 0.0
