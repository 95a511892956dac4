"""Bring captions to their pictures, and take the numbers off that the book counts itself."""

from __future__ import annotations

import re
from dataclasses import replace

from kumihan.intake.draft import Kind, Line, Role
from kumihan.intake.items import MAX_CAPTION
from kumihan.intake.word.reading import Reading
from kumihan.messages import tr

FIGURES = r"[ \u3000]*[0-9０-９]+(?:[-‐－ー.．][0-9０-９]+)*"
OF_PICTURE = re.compile(rf"^(?:図表?|写真|グラフ|Fig(?:ure)?\.?){FIGURES}(?:[ \u3000.．:：、]+|$)", re.I)
OF_TABLE = re.compile(r"^(?:表|Table)[ \u3000]*[0-9０-９]", re.I)


def captioned(lines: list[Line], reading: Reading) -> list[Line]:
    """The lines with each caption in its picture's, on the side where this document has most of them, else the other.

    A table's caption stays a paragraph before or after it, since Markdown's tables have none; a picture's caption
    without a picture stays, and gets a placeholder.
    """
    texts = [index for index, line in enumerate(lines) if not line.blank]
    held = [index if is_caption(lines[index], reading) else -1 for index in texts]
    places = [place for place, index in enumerate(texts) if lines[index].picture]
    before, after = ([-1, *held], [*held[1:], -1])
    sides = (after, before) if count(after, places) >= count(before, places) else (before, after)
    taken: dict[int, int] = {}
    for place in places:
        beside = [side[place] for side in sides if side[place] >= 0 and side[place] not in taken]
        if beside:
            taken[beside[0]] = texts[place]
    captions = {index: lines[other].text for other, index in taken.items()}
    out: list[Line] = []
    for index, line in enumerate(lines):
        if index in captions:
            out.append(replace(line, text=unnumbered(captions[index], line.number, reading)))
        elif index not in taken:
            out.append(alone(line, lines, index, reading))
    return out


def count(side: list[int], places: list[int]) -> int:
    return sum(side[place] >= 0 for place in places)


def is_caption(line: Line, reading: Reading) -> bool:
    """Whether a line is a picture's caption, by its style or by its first words."""
    words = reading.marks.words(line.text)
    if line.role is Role.CAPTION:
        return not OF_TABLE.match(words)
    return (
        line.role is None and len(words) <= MAX_CAPTION and not words.endswith("。") and bool(OF_PICTURE.match(words))
    )


def alone(line: Line, lines: list[Line], index: int, reading: Reading) -> Line:
    """A caption that no picture took: a paragraph where it is a table's, else the caption of a missing picture."""
    if line.role is not Role.CAPTION:
        return line
    beside = [other for other in (*lines[index + 1 : index + 2], *lines[max(index - 1, 0) : index]) if other.table]
    if beside or not OF_PICTURE.match(reading.marks.words(line.text)):
        reading.record.note(Kind.MOVE, line.number, tr("a caption became a paragraph: tables have none"))
        return replace(line, role=Role.PARAGRAPH)
    reading.record.note(Kind.ASK, line.number, tr("a caption has no picture beside it; a placeholder stands there"))
    return replace(line, text=unnumbered(line.text, line.number, reading))


def unnumbered(text: str, number: int, reading: Reading) -> str:
    found = OF_PICTURE.match(text)
    if not found or found.end() == len(text):
        return text
    reading.record.note(
        Kind.DROP, number, tr("“{text}” of a caption; figures are numbered anew", text=found[0].strip(" 　.．:：、"))
    )
    return text[found.end() :]
