"""JLREQ Table 2 (Appendix C): between which classes a line may end. This module knows no widths and no words.

The table is short when it is said by its rules: whole rows and columns, and seven pairs.
"""

from __future__ import annotations

from functools import cache

from kumihan.jlreq.classes import CharClass as C

# The rows of Table 2 that say "not" (or ×) throughout: what does not end a line (3.1.8).
NEVER_AT_END = frozenset({C.OPENING_BRACKET, C.PREFIXED_ABBREVIATION, C.WARICHU_OPENING})
# The columns that say "not" throughout: what does not begin a line (3.1.7), and a reference mark (4.2.3).
NEVER_AT_START = frozenset(
    {
        C.CLOSING_BRACKET, C.HYPHEN, C.DIVIDING_PUNCTUATION, C.MIDDLE_DOT, C.FULL_STOP, C.COMMA, C.ITERATION_MARK,
        C.PROLONGED_SOUND, C.SMALL_KANA, C.REFERENCE_MARK, C.WARICHU_CLOSING,
    }
)  # fmt: skip
# Table 2, single cells: numbers and units stay together, Latin words and what belongs to them too (notes 9, 10, 12).
TOGETHER = frozenset(
    {
        (C.NUMERAL, C.POSTFIXED_ABBREVIATION), (C.NUMERAL, C.NUMERAL), (C.NUMERAL, C.WESTERN),
        (C.UNIT_SYMBOL, C.UNIT_SYMBOL), (C.UNIT_SYMBOL, C.WESTERN),
        (C.WESTERN, C.NUMERAL), (C.WESTERN, C.UNIT_SYMBOL), (C.WESTERN, C.WESTERN),
    }
)  # fmt: skip
# Classes whose neighbours of the same kind are kept together when they are one: sign, complex or set (notes 5–8, 13).
ONE = frozenset({C.INSEPARABLE, C.ORNAMENTED, C.SIMPLE_RUBY, C.JUKUGO_RUBY, C.TATE_CHU_YOKO})
# Signs that are two halves of one (note 5).
HALVES = frozenset({"〳〵", "〴〵"})

# Before or after what each level lets a line end although the table does not (Appendix C, addendum).
VERY_STRICT: frozenset[C] = frozenset()
STRICT = frozenset({C.ITERATION_MARK, C.PROLONGED_SOUND, C.SMALL_KANA})
LOOSE = STRICT | {C.HYPHEN, C.MIDDLE_DOT}
VERY_LOOSE = LOOSE | {
    C.DIVIDING_PUNCTUATION, C.INSEPARABLE, C.PREFIXED_ABBREVIATION, C.POSTFIXED_ABBREVIATION,
}  # fmt: skip
LEVELS = {"very-strict": VERY_STRICT, "strict": STRICT, "loose": LOOSE, "very-loose": VERY_LOOSE}


@cache
def may_separate(before: C, after: C, same: bool = False, allowed: frozenset[C] = VERY_STRICT) -> bool:
    """Whether a line may end between two classes; `same` tells that both belong to one complex or are the same sign.

    `allowed` are the classes that the level exempts.
    """
    if before in NEVER_AT_END and before not in allowed:
        return False
    if after in NEVER_AT_START and after not in allowed:
        return False
    if (before, after) in TOGETHER and after not in allowed:
        return False
    return not (same and before is after and before in ONE and before not in allowed)


def same_sign(before: str, after: str) -> bool:
    """Whether two inseparable signs are one (note 5): a doubled dash or leader, or the halves of a repeat mark."""
    return before[-1] == after[0] or before[-1] + after[0] in HALVES
