"""Tell where a line of a book may end: Table 2 with the levels of CSS and the words of the language. It knows no widths."""

from __future__ import annotations

from functools import cache

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.tables.separation import LOOSE, VERY_STRICT, may_separate, same_sign

WORDS = {C.WESTERN, C.NUMERAL}
# What a number is counted in stays with it.
UNITS = frozenset("年月日時分秒個人円億万兆千百回次期条項章節頁本件社国名代度歳位階倍割号巻部発州")
WESTERN_OPENING, WESTERN_CLOSING = "([{<", ")]},.:;!?%>/-"
# A Latin word may be parted after these when nothing else fits.
AFTER_SIGNS = "/-_.?&=#"


# What each level of line-break allows at the start of a line all the same (CSS Text 3, 5.3, in the terms of Appendix C).
NORMAL = frozenset({C.SMALL_KANA, C.PROLONGED_SOUND})
ALLOWED = {
    "strict": VERY_STRICT,
    "normal": NORMAL,
    "loose": LOOSE | {C.DIVIDING_PUNCTUATION, C.POSTFIXED_ABBREVIATION},
}
ANYWHERE = "anywhere"


@cache
def may_break(before: C, before_text: str, after: C, after_text: str, level: str = "strict") -> bool:
    """Whether a line may end between two clusters; `level` is one of strict, normal, loose and anywhere."""
    if level == ANYWHERE:
        return True
    if after is C.WORD_SPACE or (after is C.POSTFIXED_ABBREVIATION and level != "loose"):
        return False  # a unit does not begin a line, although Table 2 lets it after a letter
    if before is C.DIVIDING_PUNCTUATION and after is C.IDEOGRAPHIC_SPACE:
        return False  # the blank after ！ and ？ is never carried to the next line (3.1.6, Table 2 note 4)
    same = before is C.INSEPARABLE and same_sign(before_text, after_text) and level != "loose"
    if not may_separate(before, after, same, ALLOWED[level]):
        return False
    if before is C.WORD_SPACE:
        return before_text != "\u00a0"
    if before is C.REFERENCE_MARK and after in WORDS:
        return False  # it may be raised for the word after it, as in ¹⁴C
    if before is C.NUMERAL and after_text[0] in UNITS:
        return False
    if before is C.WESTERN and before_text[-1] in WESTERN_OPENING:
        return False
    return not (after is C.WESTERN and after_text[0] in WESTERN_CLOSING)
