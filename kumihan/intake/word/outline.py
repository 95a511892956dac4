"""Decide which of Word's headings begin parts, sections and smaller ones, and what stands before the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kumihan.intake.draft import Kind, Line, Role
from kumihan.intake.items import BULLET, SECTION, is_caption
from kumihan.intake.parts import heading, squeeze
from kumihan.intake.word.reading import Reading
from kumihan.messages import tr
from kumihan.model import Strong

# What Word counts before a heading and the book says as well: 第1章, 第2部.
LABEL = re.compile(r"第.+")
MAX_COVER_LINE = 60
DEEPEST = 6


def outlined(lines: list[Line], reading: Reading) -> tuple[list[Line], bool]:
    """The lines with their roles in the book, and whether the author's styles gave the headings."""
    lines = [line for line in lines if not is_contents_word(line, reading)]
    styled = any(line.role in (Role.HEADING, Role.TITLE) for line in lines)
    if not styled:
        return separated([by_boldness(line, reading) for line in lines], reading, styled), False
    first, several = first_level(lines)
    lines = [ranked(line, first, several, reading) for line in lines]
    lines = fronted(lines, reading)
    return separated(lines, reading, styled), True


def is_contents_word(line: Line, reading: Reading) -> bool:
    """Whether a line only says 目次 over the contents that Word made."""
    if not reading.contents or squeeze(reading.marks.words(line.text)) not in ("目次", "もくじ"):
        return False
    reading.record.note(Kind.DROP, line.number, tr("“{text}”; the contents are made anew", text=line.text))
    return True


def first_level(lines: list[Line]) -> tuple[int, bool]:
    """The level of headings that begin parts, and whether titles (表題) do, of which there are then several."""
    titles = [index for index, line in enumerate(lines) if line.role is Role.TITLE]
    apart = [index for index in titles if index == 0 or lines[index - 1].role is not Role.TITLE]
    levels = [line.level for line in lines if line.role is Role.HEADING]
    if len(apart) > 1:
        return 0, True
    return min(levels, default=0), False


def ranked(line: Line, first: int, several: bool, reading: Reading) -> Line:
    """A heading by its rank below the parts. An author's paragraph that looks like a part's heading is asked about."""
    if line.role is Role.TITLE and several:
        return numbered(replace(line, role=Role.PART), reading)
    if line.role is Role.HEADING:
        rank = line.level - first
        role = Role.PART if rank == 0 else Role.SECTION if rank == 1 else Role.HEADING
        return numbered(replace(line, role=role, level=min(rank + 1, DEEPEST)), reading)
    if line.role is None and line.text and heading(reading.marks.words(line.text)):
        reading.record.note(
            Kind.ASK, line.number, tr("looks like the heading of a part, but has no style of a heading")
        )
        return replace(line, role=Role.PARAGRAPH)
    return line


def numbered(line: Line, reading: Reading) -> Line:
    """A part's heading with the 第1章 that Word counted; other numbers of headings are told."""
    count = reading.counted.get(line.number, "").strip()
    if not count or squeeze(reading.marks.words(line.text)).startswith(squeeze(count)):
        return line
    if line.role is Role.PART and LABEL.fullmatch(count):
        return replace(line, text=f"{count}　{line.text}")
    reading.record.note(Kind.DROP, line.number, tr("“{number}”, which Word counted before a heading", number=count))
    return line


def fronted(lines: list[Line], reading: Reading) -> list[Line]:
    """What stands before the first part: titles and short lines are the cover's; a text becomes a part of its own.

    A document without parts is one; a single part without a title on its cover gives the book its title.
    """
    parts = [index for index, line in enumerate(lines) if line.role is Role.PART]
    first = parts[0] if parts else len(lines)
    titles = [line for line in lines[:first] if line.role is Role.TITLE]
    body = next((index for index in range(first) if is_text(lines[index], reading)), first)
    title = "".join(line.text for line in titles)
    if body < first or not parts:
        name = reading.marks.words(title) or tr("Foreword")
        if parts:
            fact = tr("the text before the first heading became a part of its own, “{title}”", title=name)
            reading.record.note(Kind.ASK, lines[body].number, fact)
        body = min(body, len(lines))
        lines = [*lines[:body], Line(lines[body].number if body < len(lines) else 0, name, Role.PART), *lines[body:]]
    elif len(parts) == 1 and not any(line.text for line in lines[:first]):
        lines = [Line(lines[first].number, reading.marks.words(lines[first].text), Role.TITLE), *lines]
    return lines


def is_text(line: Line, reading: Reading) -> bool:
    """Whether a line before the first part is more than a line of a cover."""
    if line.role in (Role.TITLE, Role.SUBTITLE):
        return False
    words = reading.marks.words(line.text)
    return bool(line.table) or line.role is Role.BULLET or words.endswith("。") or len(words) > MAX_COVER_LINE


def by_boldness(line: Line, reading: Reading) -> Line:
    """In a document without styles, a short bold paragraph is the heading of a section."""
    if line.role is not None or line.number not in reading.strong or not line.text:
        return line
    line = replace(line, text=reading.marks.without(Strong, line.text))
    if heading(line.text) or SECTION.match(line.text) or BULLET.match(line.text) or is_caption(line.text):
        return line
    reading.record.note(Kind.MOVE, line.number, tr("a short bold paragraph became the heading of a section"))
    return replace(line, role=Role.SECTION)


def separated(lines: list[Line], reading: Reading, styled: bool) -> list[Line]:
    """Blank lines between paragraphs, where the author did not put them; not before the second line of a signature."""
    if not styled and sum(line.blank for line in lines) * 4 > len(lines):
        return lines
    return list(between(lines, reading))


def between(lines: list[Line], reading: Reading) -> Iterator[Line]:
    before: Line | None = None
    for line in lines:
        signs = before and {before.number, line.number} <= reading.right
        if before and not line.blank and before.number != line.number and not signs:
            yield Line(before.number, "")
        yield line
        before = line
