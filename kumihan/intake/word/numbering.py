"""Count what Word counts: the numbers of headings and lists, which stand nowhere in a document's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kumihan.intake.word.package import qn
from kumihan.intake.word.styles import value

KANJI = "〇一二三四五六七八九"
JAPANESE = ("japaneseCounting", "ideographDigital", "japaneseLegal", "japaneseDigitalTenThousand", "chineseCounting")
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Number:
    """What Word prints before a paragraph: its words (第1章), the bare count, and whether it is a bullet."""

    words: str
    count: int
    bullet: bool


@dataclass
class Numbering:
    """The definitions of lists and how far each has counted."""

    abstract: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next(self, name: str, level: int) -> Number | None:
        """Count on in the list `name` (numId); None for a list that is not defined."""
        number = self.numbers.get(name)
        if number is None:
            return None
        key = value(number, "w:abstractNumId")
        counts = self.counts.setdefault(key, {})
        if name not in self.begun:
            self.begun.add(name)
            for override in number.iterchildren(qn("w:lvlOverride")):
                start, deep = value(override, "w:startOverride"), override.get(qn("w:ilvl"), "0")
                if start.isdecimal() and deep.isdecimal():
                    counts[int(deep)] = int(start) - 1
        definition = self.level(number, key, level)
        start = value(definition, "w:start")
        counts[level] = counts.get(level, (int(start) if start.isdecimal() else 1) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        kind = value(definition, "w:numFmt") or "decimal"
        words = re.sub(
            r"%(\d)",
            lambda found: self.count_at(number, key, int(found[1]) - 1, counts),
            value(definition, "w:lvlText"),
        )
        return Number("" if kind == "bullet" else words, counts[level], kind in ("bullet", "none"))

    def count_at(self, number: Any, key: str, level: int, counts: dict[int, int]) -> str:
        return written(counts.get(level, 1), value(self.level(number, key, level), "w:numFmt"))

    def level(self, number: Any, key: str, level: int) -> Any:
        """The definition of a level: the list's own, or that of its kind."""
        for override in number.iterchildren(qn("w:lvlOverride")):
            own = override.find(qn("w:lvl"))
            if own is not None and override.get(qn("w:ilvl")) == str(level):
                return own
        kind = self.abstract.get(key)
        for definition in kind.iterchildren(qn("w:lvl")) if kind is not None else ():
            if definition.get(qn("w:ilvl")) == str(level):
                return definition
        return None


def read_numbering(root: Any) -> Numbering:
    numbering = Numbering()
    if root is not None:
        numbering.abstract = {
            kind.get(qn("w:abstractNumId"), ""): kind for kind in root.iterchildren(qn("w:abstractNum"))
        }
        numbering.numbers = {number.get(qn("w:numId"), ""): number for number in root.iterchildren(qn("w:num"))}
    return numbering


def written(count: int, form: str) -> str:
    """A number as Word writes it; a form that is not known here, in figures."""
    if form == "decimalFullWidth":
        return "".join(chr(ord(figure) - ord("0") + ord("０")) for figure in str(count))
    if form in JAPANESE and count < 100:
        tens, ones = divmod(count, 10)
        return ("" if tens == 0 else "十" if tens == 1 else f"{KANJI[tens]}十") + (
            KANJI[ones] if ones or not tens else ""
        )
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if form in ("upperRoman", "lowerRoman") and count < 40:
        words = ""
        for size, sign in ROMAN:
            words += sign * (count // size)
            count %= size
        return words.upper() if form == "upperRoman" else words
    if form in ("upperLetter", "lowerLetter") and count <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + count - 1)
    return str(count)
