"""Split a manuscript into cover, contents, parts and colophon. This module knows nothing of paragraphs."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from kumihan.intake.draft import ContentsEntry, Line

ENTRY = re.compile(r"^(.+?)(?:\t+|[ \u3000]*[.…・]{3,}[ \u3000]*)(\d+)$")
NUMBERED = re.compile(r"^第[ \u3000]*([0-9０-９一二三四五六七八九十]+)[ \u3000]*章[ \u3000]*(.*)$")
UNNUMBERED = re.compile(r"^(はじめに|序章|序論|まえがき|巻頭言|おわりに|終章|結語|あとがき)[ \u3000：]*(.*)$")
MAX_HEADING = 90
ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """A part as the manuscript has it: `label` 第1章 or はじめに, its number, and the lines below its heading."""

    label: str
    number: int | None
    title: str
    heading: Line
    lines: tuple[Line, ...]
    entry: ContentsEntry | None


@dataclass(frozen=True, slots=True)
class Split:
    cover: tuple[Line, ...]
    contents: tuple[ContentsEntry, ...]
    parts: tuple[Part, ...]
    colophon: tuple[Line, ...]


def squeeze(text: str) -> str:
    """Text for comparison: no blanks, compatibility forms unified."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def heading(text: str) -> tuple[str, int | None, str] | None:
    """Label, number and title of a heading line, or None."""
    if len(text) > MAX_HEADING or text.endswith("。"):
        return None
    if found := NUMBERED.match(text):
        number = whole_number(found[1])
        return f"第{number}章", number, found[2]
    if found := UNNUMBERED.match(text):
        return found[1], None, found[2] or found[1]
    return None


def whole_number(text: str) -> int:
    """A chapter's number, in Arabic or Japanese numerals up to 99."""
    if text.isdigit():
        return int(unicodedata.normalize("NFKC", text))
    digits = {character: value for value, character in enumerate("〇一二三四五六七八九")}
    tens, mark, ones = text.rpartition("十")
    if not mark:
        return digits.get(text, 0)
    return (digits.get(tens, 1) if tens else 1) * 10 + digits.get(ones, 0)


def split(lines: tuple[Line, ...]) -> Split:
    """The four regions of a manuscript. `parts` is empty when no heading is found."""
    entries = {
        line.number: ContentsEntry(line.number, found[1].strip(), found[2])
        for line in lines
        if (found := ENTRY.match(line.text)) and heading(found[1].strip())
    }
    last_entry = max(entries, default=0)
    headings = [line for line in lines if line.number > last_entry and heading(line.text)]
    first = headings[0].number if headings else len(lines) + 1
    cover_end = min(entries, default=first)
    cover = tuple(line for line in lines if line.number < cover_end and line.text)
    end = colophon_start(lines, cover, headings)
    marks = [*headings, Line(end, "")]
    contents = tuple(entries[number] for number in sorted(entries))
    parts = []
    for line, following in pairwise(marks):
        label, number, title = heading(line.text) or ("", None, line.text)
        body = tuple(item for item in lines if line.number < item.number < following.number)
        parts.append(Part(label, number, title, line, body, entry_for(label, line.text, contents)))
    return Split(cover, contents, tuple(parts), tuple(line for line in lines if line.number >= end and line.text))


def colophon_start(lines: tuple[Line, ...], cover: tuple[Line, ...], headings: list[Line]) -> int:
    """The line after the last heading that repeats the cover's title, or that begins 奥付 or 発行; else the end."""
    title = squeeze(cover[0].text) if cover else ""
    last = headings[-1].number if headings else 0
    for line in lines:
        if line.number > last and line.text:
            words = squeeze(line.text)
            if (title and words == title) or words == "奥付" or re.match(r"発行(日|者|所)?[\d：:]", words):
                return line.number
    return lines[-1].number + 1 if lines else 1


def entry_for(label: str, text: str, contents: tuple[ContentsEntry, ...]) -> ContentsEntry | None:
    """The contents' line of a heading: the same label, or nearly the same words."""
    for entry in contents:
        known = heading(entry.title)
        if known and known[0] == label:
            return entry
    likeness = {entry: difflib.SequenceMatcher(None, squeeze(entry.title), squeeze(text)).ratio() for entry in contents}
    best = max(likeness, key=lambda entry: likeness[entry], default=None)
    return best if best and likeness[best] >= ALIKE else None
