"""Split a manuscript into cover, contents, parts and colophon. This module knows nothing of paragraphs."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kumihan.intake.draft import ContentsEntry, Line, Role

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
    """The regions; `between` is what stands among the contents' lines without being one."""

    cover: tuple[Line, ...]
    contents: tuple[ContentsEntry, ...]
    parts: tuple[Part, ...]
    colophon: tuple[Line, ...]
    between: tuple[Line, ...] = ()


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
        index: ContentsEntry(line.number, found[1].strip(), found[2])
        for index, line in enumerate(lines)
        if (found := ENTRY.match(line.text)) and heading(found[1].strip())
    }
    styled = any(line.role is Role.PART for line in lines)
    headings = [index for index in range(max(entries, default=-1) + 1, len(lines)) if begins(lines[index], styled)]
    first = headings[0] if headings else len(lines)
    cover = filled(lines[: min(entries, default=first)])
    end = colophon_start(lines, cover, headings[-1] if headings else -1)
    contents = tuple(entries[index] for index in sorted(entries))
    parts = []
    for index, following in pairwise((*headings, end)):
        line = lines[index]
        label, number, title = heading(line.text) or ("", None, line.text)
        body = lines[index + 1 : following]
        parts.append(Part(label, number, title, line, body, entry_for(label, line.text, contents)))
    between = filled(
        line for index, line in enumerate(lines[:first]) if index > min(entries, default=first) and index not in entries
    )
    return Split(cover, contents, tuple(parts), filled(lines[end:]), between)


def filled(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if not line.blank)


def begins(line: Line, styled: bool) -> bool:
    """Whether a line is the heading of a part: by its style, or where no line has one by its words."""
    if styled:
        return line.role is Role.PART and squeeze(line.text) != "奥付"
    return line.role is None and heading(line.text) is not None


def colophon_start(lines: tuple[Line, ...], cover: tuple[Line, ...], last: int) -> int:
    """The line after the last heading that repeats the cover's title, or that begins 奥付 or 発行; else the end."""
    title = squeeze(cover[0].text) if cover else ""
    for index in range(last + 1, len(lines)):
        words = squeeze(lines[index].text)
        if words and ((title and words == title) or words == "奥付" or re.match(r"発行(日|者|所)?[\d：:]", words)):
            return index
    return len(lines)


def entry_for(label: str, text: str, contents: tuple[ContentsEntry, ...]) -> ContentsEntry | None:
    """The contents' line of a heading: the same label, or nearly the same words."""
    for entry in contents:
        known = heading(entry.title)
        if known and known[0] == label:
            return entry
    likeness = {entry: difflib.SequenceMatcher(None, squeeze(entry.title), squeeze(text)).ratio() for entry in contents}
    best = max(likeness, key=lambda entry: likeness[entry], default=None)
    return best if best and likeness[best] >= ALIKE else None
