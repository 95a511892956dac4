"""Tell where a line may end. This module knows no widths (JLREQ 3.1.7–3.1.11, Table 2)."""

from __future__ import annotations

from functools import cache

from kumihan.jlreq.classes import CharClass as C

NOT_AT_LINE_START = {
    C.CLOSING_BRACKET, C.HYPHEN, C.DIVIDING_PUNCTUATION, C.MIDDLE_DOT, C.FULL_STOP, C.COMMA, C.ITERATION_MARK,
    C.PROLONGED_SOUND, C.SMALL_KANA, C.POSTFIXED_ABBREVIATION,
}  # fmt: skip
NOT_AT_LINE_END = {C.OPENING_BRACKET, C.PREFIXED_ABBREVIATION}
WORDS = {C.WESTERN, C.NUMERAL}
# What a number is counted in stays with it.
UNITS = frozenset("年月日時分秒個人円億万兆千百回次期条項章節頁本件社国名代度歳位階倍割号巻部発州州")
WESTERN_OPENING, WESTERN_CLOSING = "([{<", ")]},.:;!?%>/-"
# A Latin word may be parted after these when nothing else fits.
AFTER_SIGNS = "/-_.?&=#"


# What each level allows at the start of a line all the same (CSS Text 3, 5.3; JLREQ 3.1.7 and Appendix C).
NORMAL = {C.SMALL_KANA, C.PROLONGED_SOUND}
ALLOWED_AT_LINE_START = {
    "strict": set[C](),
    "normal": NORMAL,
    "loose": NORMAL | {C.ITERATION_MARK, C.HYPHEN, C.MIDDLE_DOT, C.DIVIDING_PUNCTUATION, C.POSTFIXED_ABBREVIATION},
}
ANYWHERE = "anywhere"


@cache
def may_break(before: C, before_text: str, after: C, after_text: str, level: str = "strict") -> bool:
    """Whether a line may end between two clusters; `level` is one of strict, normal, loose and anywhere."""
    if level == ANYWHERE:
        return True
    if before in NOT_AT_LINE_END or after is C.WORD_SPACE:
        return False
    if before is C.DIVIDING_PUNCTUATION and after is C.IDEOGRAPHIC_SPACE:
        return False  # the blank after ！ and ？ is never carried to the next line
    if after in NOT_AT_LINE_START and after not in ALLOWED_AT_LINE_START[level]:
        return False
    if before is C.WORD_SPACE:
        return before_text != "\u00a0"
    if before is C.INSEPARABLE and after is C.INSEPARABLE and level != "loose":
        return before_text[-1] != after_text[0]
    if before in WORDS and after in WORDS:
        return False
    if before is C.NUMERAL and after_text[0] in UNITS:
        return False
    if before is C.WESTERN and before_text[-1] in WESTERN_OPENING:
        return False
    return not (after is C.WESTERN and after_text[0] in WESTERN_CLOSING)
