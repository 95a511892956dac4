"""Read the blocks of a Word document's body, of a cell, a text box or a note into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kumihan.intake.decode import trimmed
from kumihan.intake.draft import Kind, Line, Role
from kumihan.intake.parts import ENTRY, heading
from kumihan.intake.word.numbering import Number
from kumihan.intake.word.package import qn
from kumihan.intake.word.reading import Gathered, Reading, text_of
from kumihan.intake.word.runs import chosen, gather, is_prompt, local
from kumihan.intake.word.styles import Face, Manner, value
from kumihan.intake.word.tables import table
from kumihan.messages import tr
from kumihan.model import Emphasis, EmphasisDots, Link, Strong

# Roles whose bold or slanting type is the style's own.
TITLES = (Role.TITLE, Role.SUBTITLE, Role.HEADING, Role.CAPTION)
BLANKS = " \t\u3000\ufeff"
# A bold paragraph that is no longer may be a heading.
SHORT = 40


def read_container(container: Any, reading: Reading) -> Iterator[Line]:
    """The lines of what stands in a body, cell, text box or note."""
    for child in container.iterchildren("*"):
        match local(child):
            case "p":
                yield from paragraph(child, reading)
            case "tbl":
                yield from carried(reading)
                yield from table(child, reading, read_container)
            case "sdt" if is_contents(child):
                reading.number += sum(1 for _ in child.iter(qn("w:p")))
                reading.contents.append(text_of(child))
            case "sdt" if is_prompt(child, reading):
                reading.number += sum(1 for _ in child.iter(qn("w:p")))
            case "AlternateContent":
                yield from read_container(chosen(child), reading)
            case "altChunk":
                reading.note(Kind.ASK, tr("another document is embedded here; it was not taken"))
            case "sectPr" | "tcPr" | "sdtPr" | "sdtEndPr":
                pass
            case _:
                yield from read_container(child, reading)
    yield from carried(reading)


def carried(reading: Reading) -> Iterator[Line]:
    """What waits for a paragraph to be joined to where none comes."""
    waiting, reading.carried = reading.carried, Gathered()
    if waiting.spans:
        yield from text_lines(waiting, Manner(), None, reading)


def is_contents(container: Any) -> bool:
    """Whether a content control is the contents that Word makes."""
    return any(
        value(part, "w:docPartGallery") in ("Table of Contents", "Tables of Contents")
        for part in container.iter(qn("w:docPartObj"))
    )


def paragraph(element: Any, reading: Reading) -> Iterator[Line]:
    """A paragraph as a line for each part between line breaks, then its pictures and text boxes."""
    reading.number += 1
    number, properties = reading.number, element.find(qn("w:pPr"))
    manner = reading.styles.manner(properties)
    gathered = gather(element, reading)
    mark = properties.find(qn("w:rPr")) if properties is not None else None
    if mark is not None and mark.find(qn("w:del")) is not None and gathered.spans:
        reading.carried = gathered
        return
    if manner.contents:
        reading.contents.append(reading.marks.words(gathered.text))
        return
    yield from text_lines(gathered, manner, properties, reading)
    if gathered.pictures and trimmed(gathered.text):
        reading.note(Kind.MOVE, tr("a picture stood among the words; it follows the paragraph"))
    for picture in gathered.pictures:
        yield Line(number, "", Role.FIGURE, picture=picture)
    for box in gathered.boxes:
        reading.note(Kind.MOVE, tr("a text box follows the paragraph that it is anchored in"))
        yield from read_container(box, reading)


def text_lines(gathered: Gathered, manner: Manner, properties: Any, reading: Reading) -> Iterator[Line]:
    """The lines of a paragraph's text; an empty paragraph is a blank line."""
    number = reading.number
    counted = reading.numbering.next(*manner.numbering) if manner.numbering and trimmed(gathered.text) else None
    spans = gathered.spans
    whole = all(face.bold for text, face in spans if text.strip())
    text = trimmed(reading.marks.words(gathered.text))
    if manner.role in TITLES:
        spans = [(words, replace(face, bold=False, italic=False)) for words, face in spans]
        if counted and not counted.bullet:
            reading.counted[number] = counted.words
    elif whole and text and len(text) <= SHORT and "\n" not in text and not text.endswith("。"):
        reading.strong.add(number)
    if value(properties, "w:jc") in ("right", "end") and len(text) <= SHORT:
        reading.right.add(number)
    pieces = [finished(part, reading) for part in broken(spans)]
    pieces = [piece for piece in pieces if piece] or ([] if gathered.pictures or gathered.boxes else [""])
    if manner.role in TITLES and len(pieces) > 1:
        reading.note(Kind.JOIN, tr("the lines of a heading or caption were joined"))
        pieces = ["　".join(pieces)]
    start = item_number(manner, counted, reading) if manner.role is Role.BULLET else None
    for index, piece in enumerate(pieces):
        role = manner.role if piece and (index == 0 or manner.role is Role.QUOTE) else None
        yield Line(number, piece, role, manner.level, start if role else None)


def item_number(manner: Manner, counted: Number | None, reading: Reading) -> int | None:
    """The number of a list's item; one of a list that Word only styles as numbered counts from 1."""
    if counted is None:
        return 1 if manner.numbered else None
    if counted.bullet:
        return None
    if counted.words and not re.fullmatch(r"\d+[.．、)]?", counted.words):
        reading.note(Kind.MOVE, tr("the item was numbered “{form}”; lists count in figures", form=counted.words))
    return counted.count


def broken(spans: list[tuple[str, Face]]) -> list[list[tuple[str, Face]]]:
    """The spans parted at line breaks."""
    out: list[list[tuple[str, Face]]] = [[]]
    for text, face in spans:
        first, *others = text.split("\n")
        out[-1].append((first, face))
        out += [[(part, face)] for part in others]
    return out


def finished(spans: list[tuple[str, Face]], reading: Reading) -> str:
    """The text of one line with its emphasis and links as marks, without blanks at its ends."""
    spans = [(text, face) for text, face in spans if text]
    while spans and not spans[0][0].strip(BLANKS):
        spans.pop(0)
    while spans and not spans[-1][0].strip(BLANKS):
        spans.pop()
    if not spans:
        return ""
    spans[0] = (spans[0][0].lstrip(BLANKS), spans[0][1])
    spans[-1] = (spans[-1][0].rstrip(BLANKS), spans[-1][1])
    text = "".join(text for text, _ in spans)
    entry = ENTRY.match(text)
    if "\t" in text and not (entry and heading(entry[1].strip())):
        reading.note(Kind.WIDTH, tr("{count} tabs became full-width spaces", count=text.count("\t")))
        spans = [(re.sub(r"\t+", "　", text), face) for text, face in spans]
    return "".join(marked(text, face, reading) for text, face in spans)


def marked(text: str, face: Face, reading: Reading) -> str:
    """The text between the marks of its face. Blanks at its ends stay outside."""
    core = text.strip(" \u3000")
    if not core:
        return text
    start = text.index(core)
    words, marks = core, reading.marks
    if face.dots:
        words = marks.around(EmphasisDots(()), words)
    if face.bold:
        words = marks.around(Strong(()), words)
        if face.italic:
            reading.note(Kind.MOVE, tr("“{text}” was bold and slanting; it is bold", text=marks.words(core)))
    elif face.italic:
        words = marks.around(Emphasis(()), words)
    if face.href:
        words = marks.around(Link(face.href, ()), words)
    return text[:start] + words + text[start + len(core) :]
