"""Sort characters into the classes of JLREQ 3.9.2 and Appendix A. This module knows no widths and no breaks.

Classes cl-20 to cl-23, cl-25 and cl-28 to cl-30 come from what a text means, not from its characters.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache


class CharClass(Enum):
    """文字クラス. The value is JLREQ's number; OBJECT (a picture, a box) is ours."""

    # A member is only itself; the hash of its name, which Enum takes, costs a call of Python each time.
    __hash__ = object.__hash__

    OPENING_BRACKET = "cl-01"
    CLOSING_BRACKET = "cl-02"
    HYPHEN = "cl-03"
    DIVIDING_PUNCTUATION = "cl-04"
    MIDDLE_DOT = "cl-05"
    FULL_STOP = "cl-06"
    COMMA = "cl-07"
    INSEPARABLE = "cl-08"
    ITERATION_MARK = "cl-09"
    PROLONGED_SOUND = "cl-10"
    SMALL_KANA = "cl-11"
    PREFIXED_ABBREVIATION = "cl-12"
    POSTFIXED_ABBREVIATION = "cl-13"
    IDEOGRAPHIC_SPACE = "cl-14"
    HIRAGANA = "cl-15"
    KATAKANA = "cl-16"
    MATH_SYMBOL = "cl-17"
    MATH_OPERATOR = "cl-18"
    IDEOGRAPHIC = "cl-19"
    REFERENCE_MARK = "cl-20"
    ORNAMENTED = "cl-21"
    SIMPLE_RUBY = "cl-22"
    JUKUGO_RUBY = "cl-23"
    NUMERAL = "cl-24"
    UNIT_SYMBOL = "cl-25"
    WORD_SPACE = "cl-26"
    WESTERN = "cl-27"
    WARICHU_OPENING = "cl-28"
    WARICHU_CLOSING = "cl-29"
    TATE_CHU_YOKO = "cl-30"
    OBJECT = "object"


LISTED = {
    CharClass.OPENING_BRACKET: "（〔［｛〈《「『【〘〖｟⦅«〝‘“",
    CharClass.CLOSING_BRACKET: "）〕］｝〉》」』】〙〗｠⦆»〟’”",
    CharClass.HYPHEN: "‐〜゠–",
    CharClass.DIVIDING_PUNCTUATION: "！？‼⁇⁈⁉",
    CharClass.MIDDLE_DOT: "・：；",
    CharClass.FULL_STOP: "。．",
    CharClass.COMMA: "、，",
    CharClass.INSEPARABLE: "—―…‥〳〴〵",
    CharClass.ITERATION_MARK: "ヽヾゝゞ々〻",
    CharClass.PROLONGED_SOUND: "ー",
    CharClass.SMALL_KANA: "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
    CharClass.PREFIXED_ABBREVIATION: "￥＄￡＃№",
    CharClass.POSTFIXED_ABBREVIATION: "°′″℃￠％‰㏋ℓ㌃㌍㌔㌘㌢㌣㌦㌧㌫㌶㌻㍉㍊㍍㍑㍗㎎㎏㎜㎝㎞㎡㏄",
    CharClass.IDEOGRAPHIC_SPACE: "　",
    CharClass.WORD_SPACE: " \u00a0",
}
# Signs of formulae (3.7.4). In running text they are Latin or, as wide as a kanji, ideographic; only a formula asks for these.
MATH = {
    CharClass.MATH_SYMBOL: "=≠≒≃≅≈≡≢<>≦≧≪≫≶≷⋚⋛∧∨⌅⌆⊂⊃⊄⊅⊆⊇⊊⊋∈∋∉∪∩∥∦⇒⇔↔∽∝⊥⊕⊗",
    CharClass.MATH_OPERATOR: "+−×÷±∓",
}
# The one sign that Appendix A has both among math symbols and among ideographic characters.
MATH_OR_IDEOGRAPHIC = "↔"
CLASS_OF = {character: kind for kind, characters in LISTED.items() for character in characters}
HIRAGANA = re.compile("[ぁ-ゟ]")
KATAKANA = re.compile("[゠-ヿㇰ-ㇿ]")
IDEOGRAPHIC = re.compile(
    "[\u2e80-\u2fdf\u3003-\u3007\u3012\u3013\u3020-\u303f\u3100-\u9fff\uf900-\ufaff\uff00-\uffef①-⓿■-◿☀-☆Ⅰ-ↂ※℡⊿☖☗♨⦿\U00020000-\U0003ffff]"
)


@cache
def classify(text: str) -> CharClass:
    """The class of a cluster by its first character (JLREQ Appendix A)."""
    first = text[0]
    if first in CLASS_OF:
        return CLASS_OF[first]
    if HIRAGANA.match(first):
        return CharClass.HIRAGANA
    if KATAKANA.match(first):
        return CharClass.KATAKANA
    if IDEOGRAPHIC.match(first):
        return CharClass.IDEOGRAPHIC
    return CharClass.NUMERAL if first.isdigit() else CharClass.WESTERN
