"""Give the words of a book as a reader sees them, each character with its place. This module knows no rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kumihan.config import FILE
from kumihan.finding import Place
from kumihan.model import Block, Chapter, Figure, Heading, Inline, Paragraph, Section, Table, Text, blocks
from kumihan.proof.subject import Subject
from kumihan.proof.trace import UNKNOWN, Cursor, trace
from kumihan.source import Source

BLANK_LINE = re.compile(r"\n[ \t>]*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, title, cell or caption; `offsets` say where in the file each of its characters stands."""

    text: str
    source: Source
    offsets: tuple[int, ...]
    start: Place

    def place(self, index: int) -> Place:
        """The place of a character; that of the whole passage where it is not known better."""
        offset = self.offsets[index]
        if offset == UNKNOWN:
            return self.start
        before = self.source.text[:offset]
        return Place(self.source.file, before.count("\n") + 1, offset - before.rfind("\n"))


def passages(subject: Subject) -> Iterator[Passage]:
    """Every passage in reading order: what book.toml says, then title, text and notes of each chapter."""
    about = subject.source(FILE)
    for key, words in (
        ("title", subject.config.title), ("subtitle", subject.config.subtitle), ("thesis", subject.config.thesis),
    ):  # fmt: skip
        yield from labelled(about, Place(FILE), rf"^{key}\s*=", words)
    for chapter in subject.book.chapters:
        yield from chapter_passages(chapter, subject.source(chapter.place.file))


def chapter_passages(chapter: Chapter, source: Source) -> Iterator[Passage]:
    yield from labelled(source, chapter.place, r"^title:", chapter.title)
    for node in blocks(chapter.children):
        yield from block_passages(node, source)
    for note in chapter.notes:
        for node in blocks(note.children):
            yield from block_passages(node, source)


def block_passages(node: Block, source: Source) -> Iterator[Passage]:
    """The passages that stand directly in a block."""
    match node:
        case Paragraph(children=children, place=place) | Heading(children=children, place=place):
            yield passage(children, source, place, cursor(source, place))
        case Section(title=title, place=place):
            yield passage(title, source, place, cursor(source, place))
        case Table(head=head, rows=rows, place=place):
            at = cursor(source, place)
            for cell in (cell for row in (head, *rows) for cell in row):
                yield passage(cell, source, place, at)
        case Figure(alt=alt, caption=caption, credit=credit, description=description, place=place):
            yield from labelled(source, place, r"!\[", alt)
            yield from labelled(source, place, r"\]\([^\s\"']*\s+.", caption)
            yield from labelled(source, place, "credit=", credit)
            yield from labelled(source, place, "longdesc=", description)
        case _:
            pass


def passage(nodes: tuple[Inline, ...], source: Source, start: Place, at: Cursor) -> Passage:
    """The words of these inlines, followed from the cursor on."""
    traced = list(trace(nodes, at))
    text, offsets = "".join(character for character, _ in traced), tuple(offset for _, offset in traced)
    return Passage(text, source, offsets, start)


def labelled(source: Source, start: Place, label: str, words: str) -> Iterator[Passage]:
    """The passage of words that stand behind a label; none where there are no words."""
    at = cursor(source, start)
    found = re.compile(label, re.M).search(at.text, at.at, at.end)
    if found:
        at.at = found.end()
    if words:
        yield passage((Text(words),), source, start, at)


def cursor(source: Source, start: Place) -> Cursor:
    """A cursor over a block: from its first line to the next blank one."""
    at = 0
    for _ in range(start.line - 1):
        at = source.text.find("\n", at) + 1
    blank = BLANK_LINE.search(source.text, at)
    return Cursor(source.text, at, blank.start() if blank else len(source.text))
