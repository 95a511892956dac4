"""The class of a cluster where it stands: by its character, its frame and its role (JLREQ 3.9.2). It knows no widths."""

from __future__ import annotations

from collections.abc import Mapping

from kumihan.jlreq.classes import CLASS_OF, MATH, MATH_OR_IDEOGRAPHIC, CharClass, classify
from kumihan.jlreq.exact.request import Cluster
from kumihan.jlreq.exact.settings import Settings, exempt

BY_ROLE = {"unit-symbol": CharClass.UNIT_SYMBOL, "grouped-numeral": CharClass.NUMERAL}
WARICHU = {
    CharClass.OPENING_BRACKET: CharClass.WARICHU_OPENING,
    CharClass.CLOSING_BRACKET: CharClass.WARICHU_CLOSING,
}
LATIN_BRACKETS = {"(": CharClass.OPENING_BRACKET, "[": CharClass.OPENING_BRACKET, "{": CharClass.OPENING_BRACKET}
LATIN_BRACKETS |= {")": CharClass.CLOSING_BRACKET, "]": CharClass.CLOSING_BRACKET, "}": CharClass.CLOSING_BRACKET}
LETTERS = (CharClass.WESTERN, CharClass.NUMERAL)
# A mark that may begin a line is classed as what it stands for (Appendix B, notes 14–16).
PERMITTED: Mapping[CharClass, CharClass] = {
    CharClass.ITERATION_MARK: CharClass.IDEOGRAPHIC,
    CharClass.PROLONGED_SOUND: CharClass.KATAKANA,
}


def class_of(cluster: Cluster, settings: Settings, formula: bool = False) -> CharClass:
    """The class of a cluster; `formula` tells that it stands in a formula (3.7.4)."""
    by_character = classify(cluster.text)
    if cluster.text == "\t":
        return CharClass.WORD_SPACE
    if cluster.role == "warichu-bracket":
        return WARICHU.get(LATIN_BRACKETS.get(cluster.text[0], by_character), by_character)
    if cluster.role in BY_ROLE and by_character is not CharClass.MIDDLE_DOT:
        return BY_ROLE[cluster.role]
    if formula or cluster.text[0] in MATH_OR_IDEOGRAPHIC:
        return in_formula(cluster, by_character, formula, settings)
    if not listed(cluster.text[0]):
        return unlisted(cluster, settings)
    if by_character in LETTERS:
        return letter(cluster, by_character, settings)
    return permitted(cluster, by_character, settings)


def in_formula(cluster: Cluster, found: CharClass, formula: bool, settings: Settings) -> CharClass:
    """Math signs are themselves in a formula; outside, the ambiguous one is settled by the style."""
    if not formula and settings["classification.ambiguous_context"] == "highest-class":
        return CharClass.IDEOGRAPHIC
    return next((kind for kind, signs in MATH.items() if cluster.text[0] in signs), found)


def unlisted(cluster: Cluster, settings: Settings) -> CharClass:
    """A character that Appendix A does not have."""
    match settings["classification.unlisted_code_point"]:
        case "ideographic":
            return CharClass.IDEOGRAPHIC
        case "western":
            return CharClass.WESTERN
    return CharClass.WESTERN if cluster.frame == "proportional" else CharClass.IDEOGRAPHIC


def letter(cluster: Cluster, found: CharClass, settings: Settings) -> CharClass:
    """A Latin letter or digit as wide as a kanji is one (3.2.4); a digit is a number's by its frame or by its role."""
    if cluster.frame == "full-em" and not cluster.text.isspace():
        return CharClass.IDEOGRAPHIC
    if found is CharClass.NUMERAL and settings["classification.grouped_numeral_qualification"] == "by-role":
        return CharClass.WESTERN
    return found


def permitted(cluster: Cluster, found: CharClass, settings: Settings) -> CharClass:
    if found not in exempt(settings):
        return found
    if found is CharClass.SMALL_KANA:
        return CharClass.HIRAGANA if "ぁ" <= cluster.text[0] <= "ゖ" else CharClass.KATAKANA
    return PERMITTED.get(found, found)


def listed(character: str) -> bool:
    """Whether Appendix A knows the character: all but pictographs and signs beyond JIS X 0213."""
    return character in CLASS_OF or classify(character) is not CharClass.WESTERN or ord(character) < 0x2E80
