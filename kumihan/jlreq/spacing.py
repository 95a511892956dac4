"""Tell the space between two classes, and how far it may shrink and stretch. All numbers are in em (JLREQ 3.1, 3.8)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kumihan.jlreq.classes import CharClass as C

HALF_EM, QUARTER_EM, EIGHTH_EM = 0.5, 0.25, 0.125

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

    Shrinking goes in the order of JLREQ 3.8.3: 0 word spaces, 1 middle dots, 2 brackets and commas, 3 the gap between
    Japanese and Latin. Stretching: 0 word spaces and that gap, 1 every place where Japanese characters meet; `late` is
    what a word space gives when all that is not enough.
    """

    natural: float
    shrink_stage: int = 0
    shrink: float = 0.0
    stretch_stage: int = 0
    stretch: float = 0.0
    late: float = 0.0


SOLID = Gap(0.0)
WIDEST_AUTOSPACE = 0.375


@cache
def gap(before: C, after: C, autospace: float, breakable: bool) -> Gap:
    """The space between two neighbours on a line (JLREQ 3.1.2–3.1.5, 3.2.6, Table 1).

    `autospace` is the gap between Japanese and Latin. Two clusters that may not be parted by a line end are not drawn
    apart either (JLREQ 3.8.4 e).
    """
    apart = QUARTER_EM if breakable or after in JAPANESE else 0.0
    if before in BLANK and after in BLANK:
        apart = 0.0  # marks that follow one another keep together
    if before is C.WORD_SPACE or after is C.WORD_SPACE:
        return Gap(0.0, 0, 0.08, 0, 0.17, 0.5) if before is C.WORD_SPACE else SOLID
    if joined := meeting(before, after, autospace):
        return (
            Gap(autospace, 3, max(0.0, autospace - EIGHTH_EM), 0, max(0.0, WIDEST_AUTOSPACE - autospace))
            if joined
            else SOLID
        )
    natural = punctuation_gap(before, after)
    if before is C.OBJECT:
        return Gap(natural)  # an object has no advance that could carry more
    if natural and C.MIDDLE_DOT in (before, after):
        return Gap(natural, 1, natural, 1, apart)
    if natural and before is not C.FULL_STOP:
        return Gap(natural, 2, natural - QUARTER_EM, 1, apart)
    if natural:
        return Gap(natural, 0, 0.0, 1, apart)
    if before in SPREADING | CLOSING and after in SPREADING | {C.OPENING_BRACKET} | CLOSING:
        return Gap(0.0, 0, 0.0, 1, apart)
    if C.OPENING_BRACKET in (before, after) or before in CLOSING or after in CLOSING:
        return Gap(0.0, 0, 0.0, 1, apart if breakable else 0.0)
    return SOLID


def meeting(before: C, after: C, autospace: float) -> bool:
    """Whether Japanese and Latin meet here (JLREQ 3.2.6)."""
    if not autospace:
        return False
    return (before in JAPANESE and after in ALPHABETIC) or (before in ALPHABETIC and after in JAPANESE)


def punctuation_gap(before: C, after: C) -> float:
    """The blank that is left between two marks, or between a mark and a letter (JLREQ 3.1.4)."""
    trailing = BLANK[before][1] if before in BLANK else 0.0
    leading = BLANK[after][0] if after in BLANK else 0.0
    if before in CLOSING and after in CLOSING:
        return 0.0
    if before is C.OPENING_BRACKET and after is C.OPENING_BRACKET:
        return 0.0
    if before is C.IDEOGRAPHIC_SPACE and after is C.OPENING_BRACKET:
        return 0.0
    if before in CLOSING and after is C.IDEOGRAPHIC_SPACE:
        return 0.0
    if before in CLOSING and after is C.OPENING_BRACKET:
        return HALF_EM
    if after is C.MIDDLE_DOT and trailing:
        return leading + (trailing if before is C.FULL_STOP else 0.0)
    if before is C.MIDDLE_DOT:
        return trailing
    return trailing + leading
