"""Sort characters into the classes of JLREQ 3.9.2 and Appendix A. This module knows no widths and no breaks."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache


class CharClass(Enum):
    """文字クラス. The value is JLREQ's number; OBJECT and LINE_END are ours."""

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
    IDEOGRAPHIC = "cl-19"
    NUMERAL = "cl-24"
    WORD_SPACE = "cl-26"
    WESTERN = "cl-27"
    OBJECT = "object"


LISTED = {
    CharClass.OPENING_BRACKET: "（〔［｛〈《「『【〘〖｟«〝‘“",
    CharClass.CLOSING_BRACKET: "）〕］｝〉》」』】〙〗｠»〟’”",
    CharClass.HYPHEN: "‐〜゠–",
    CharClass.DIVIDING_PUNCTUATION: "！？‼⁇⁈⁉",
    CharClass.MIDDLE_DOT: "・：；",
    CharClass.FULL_STOP: "。．",
    CharClass.COMMA: "、，",
    CharClass.INSEPARABLE: "—―…‥",
    CharClass.ITERATION_MARK: "ヽヾゝゞ々〻",
    CharClass.PROLONGED_SOUND: "ー",
    CharClass.SMALL_KANA: "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
    CharClass.PREFIXED_ABBREVIATION: "￥＄￡＃№",
    CharClass.POSTFIXED_ABBREVIATION: "°′″℃￠％‰",
    CharClass.IDEOGRAPHIC_SPACE: "　",
    CharClass.WORD_SPACE: " \u00a0",
}
CLASS_OF = {character: kind for kind, characters in LISTED.items() for character in characters}
HIRAGANA = re.compile("[ぁ-ゟ]")
KATAKANA = re.compile("[゠-ヿㇰ-ㇿ]")
IDEOGRAPHIC = re.compile(
    "[\u2e80-\u2fdf\u3003-\u3007\u3012\u3013\u3020-\u303f\u3100-\u9fff\uf900-\ufaff\uff00-\uffef①-⓿■-◿☀-☆Ⅰ-ↂ\U00020000-\U0003ffff]"
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
