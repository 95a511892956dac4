"""Find the paragraphs and headings of the book in the lines on its pages. What has ruby between its words is left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kumihan.finding import Place
from kumihan.model import Book, Heading, Inline, Paragraph, Ruby, Section, blocks, inlines, plain
from kumihan.preflight.document import Document
from kumihan.preflight.lines import Line, lines, squeezed

# A line is looked for so many characters on from the line before it, and only then in the whole book.
NEAR = 400
# Shorter lines are found only where the text goes on.
SHORT = 4
TITLE, HEADING, TEXT = "title", "heading", "text"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or part's title without its blanks."""

    text: str
    place: Place
    kind: str


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line on a 0-based page that has the characters `start` to `end` of a passage."""

    page: int
    line: Line
    passage: int
    start: int
    end: int


class Reading:
    """The book's passages and where their lines stand; not a frozen value, because it is worked out when asked for."""

    def __init__(self, document: Document, book: Book) -> None:
        self.document, self.book = document, book

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in passages(self.book) if passage.text)

    @cached_property
    def pages(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of each page."""
        return tuple(lines(marks) for marks in self.document.marks)

    @cached_property
    def set_lines(self) -> tuple[SetLine, ...]:
        """Every line that is part of a passage, in the order of writing."""
        words = "\n".join(passage.text for passage in self.passages)
        starts, at = [], 0
        for passage in self.passages:
            starts.append(at)
            at += len(passage.text) + 1
        found, expected = [], 0
        for page, here in enumerate(self.pages):
            for line in here:
                text = squeezed(line.text)
                # A number by itself is a folio, even where the text goes on with the same figures.
                place = -1 if text.isdecimal() else find(text, words, expected)
                if place >= 0:
                    number = bisect_right(starts, place) - 1
                    start = place - starts[number]
                    found.append(SetLine(page, line, number, start, start + len(text)))
                    expected = place + len(text)
        return tuple(found)

    @cached_property
    def places(self) -> dict[tuple[int, Line], Place]:
        """The place of a page's line in the source."""
        return {(item.page, item.line): self.passages[item.passage].place for item in self.set_lines}

    def neighbours(self) -> Iterator[tuple[SetLine, SetLine, bool]]:
        """Each two lines that follow each other in the text, and whether a column or page ends between them."""
        for one, two in pairwise(self.set_lines):
            same = one.passage == two.passage and one.end == two.start
            next_one = two.passage == one.passage + 1 and two.start == 0
            if same or (next_one and one.end == len(self.passages[one.passage].text)):
                yield one, two, one.page != two.page or two.line.box.bottom > one.line.box.bottom

    def is_last(self, item: SetLine) -> bool:
        return item.end == len(self.passages[item.passage].text)


def find(text: str, words: str, expected: int) -> int:
    """Where a line stands: where the text goes on, near it, or at the one place that says so; -1 when nowhere."""
    for at in (expected, expected + 1):  # the line end between two passages
        if words.startswith(text, at):
            return at
    if len(text) < SHORT:
        return -1
    near = words.find(text, expected, expected + NEAR)
    if near >= 0:
        return near
    anywhere = words.find(text)
    return anywhere if anywhere >= 0 and words.find(text, anywhere + 1) < 0 else -1


def passages(book: Book) -> Iterator[Passage]:
    """Every title, heading and paragraph in reading order."""
    for chapter in book.chapters:
        yield Passage(squeezed(chapter.title), chapter.place, TITLE)
        for node in blocks(chapter.children):
            match node:
                case Paragraph(children=children, place=place):
                    yield from passage(children, place, TEXT)
                case Heading(children=children, place=place) | Section(title=children, place=place):
                    yield from passage(children, place, HEADING)
                case _:
                    pass


def passage(nodes: tuple[Inline, ...], place: Place, kind: str) -> Iterator[Passage]:
    if not any(isinstance(node, Ruby) for node in inlines(nodes)):
        yield Passage(squeezed(plain(nodes)), place, kind)
