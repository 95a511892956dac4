"""Find the words of the book in the lines on its pages, and read on from each line to the next. Nothing is judged here."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kumihan.finding import Place
from kumihan.model import Book, Target
from kumihan.preflight.document import Document
from kumihan.preflight.lines import Line, lines, squeezed
from kumihan.preflight.passages import ASIDE, TEXT, Passage, passages

# A line is looked for where a text goes on, so many characters on from there, and at the beginnings of passages.
NEAR = 400
# Shorter lines are found only where a text goes on.
SHORT = 4
# So long a line is no other than it seems.
LONG = 10
# So many texts are read at a time of each sort: running text with titles, and notes, captions and cells beside it.
THREADS = 3
HYPHENS = ("-", "\u2010", "\u00ad")
# What the layout sets before the words of a heading, caption or note: a mark, 図1, 注1.
LABELS = re.compile(r"[図注]\d{1,3}|[^\w\s]")


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

    def __init__(self, document: Document, book: Book, targets: Mapping[str, Target]) -> None:
        self.document, self.book, self.targets = document, book, targets

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in passages(self.book, self.targets) if passage.text)

    @cached_property
    def pages(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of each page that lie on it, not in the slug."""
        found = []
        for number, marks in enumerate(self.document.marks):
            trim = self.document.trim(number)
            found.append(tuple(line for line in lines(marks) if not line.box.apart(trim)))
        return tuple(found)

    @cached_property
    def set_lines(self) -> tuple[SetLine, ...]:
        """Every line that is part of a passage, in the order of writing."""
        text = Words(self.passages)
        found = []
        for page, here in enumerate(self.pages):
            for line in here:
                words = squeezed(line.text)
                # A number by itself is a folio, even where the text goes on with the same figures.
                if words.isdecimal():
                    continue
                place, length = text.find(words, line.size)
                if place >= 0:
                    number = bisect_right(text.starts, place) - 1
                    start = place - text.starts[number]
                    found.append(SetLine(page, line, number, start, start + length))
        return tuple(found)

    @cached_property
    def places(self) -> dict[tuple[int, Line], Place]:
        """The place of a page's line in the source."""
        return {(item.page, item.line): self.passages[item.passage].place for item in self.set_lines}

    @cached_property
    def spans(self) -> dict[int, tuple[int, int]]:
        """The 0-based pages on which each chapter's running text begins and ends; none for a chapter without text."""
        found: dict[int, tuple[int, int]] = {}
        # What follows the title is where the text begins, wherever else its words may stand. Short lines stand in
        # more places than one: they count only where a chapter has no others.
        for least in (LONG, 1):
            known = frozenset(found)
            for item in sorted(self.set_lines, key=lambda item: (item.passage, item.start)):
                passage = self.passages[item.passage]
                if passage.kind == TEXT and item.end - item.start >= least and passage.part not in known:
                    first, last = found.get(passage.part, (item.page, item.page))
                    found[passage.part] = first, max(last, item.page)
        return found

    def neighbours(self) -> Iterator[tuple[SetLine, SetLine, bool]]:
        """Each two lines that follow each other in the text, and whether a column or page ends between them."""
        # What stands beside the text is written between its lines.
        kinds = [passage.kind for passage in self.passages]
        for one, two in pairwise(item for item in self.set_lines if kinds[item.passage] != ASIDE):
            same = one.passage == two.passage and one.end == two.start
            next_one = two.passage == one.passage + 1 and two.start == 0
            if same or (next_one and one.end == len(self.passages[one.passage].text)):
                yield one, two, one.page != two.page or two.line.box.bottom > one.line.box.bottom

    def is_last(self, item: SetLine) -> bool:
        return item.end == len(self.passages[item.passage].text)


class Words:
    """All passages as one text, in which lines are found one after the other; not a frozen value: it reads on."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.text = "\n".join(passage.text for passage in passages)
        self.starts: list[int] = []
        self.beginnings: dict[str, list[int]] = defaultdict(list)
        at = 0
        for passage in passages:
            self.starts.append(at)
            self.beginnings[passage.text[:SHORT]].append(at)
            at += len(passage.text) + 1
        self.ends = [at + len(passage.text) for at, passage in zip(self.starts, passages, strict=True)]
        self.beside = [passage.kind == ASIDE for passage in passages]
        self.threads: list[int] = [0]
        self.sizes = {0: 0.0}
        self.size = 0.0

    def find(self, line: str, size: float) -> tuple[int, int]:
        """Where a line of type of a size in pt stands, and how many characters of it the text has; -1 when nowhere."""
        self.size = round(size, 1)
        for look in (self.goes_on, self.is_near, self.begins):
            for words in variants(line):
                thread, place = look(words)
                if place >= 0:
                    self.read_on(thread, place + len(words))
                    return place, len(words)
        return -1, 0

    def read_on(self, thread: int, at: int) -> None:
        """Take up a text where a line of it ends; the one that was read longest ago of its sort is forgotten."""
        del self.threads[thread : thread + 1]
        self.threads.insert(0, at)
        self.sizes[at] = self.size
        mine = self.is_beside(at)
        others = [number for number, end in enumerate(self.threads) if self.is_beside(end) == mine]
        for number in others[THREADS:]:
            del self.threads[number]

    def is_beside(self, end: int) -> bool:
        """Whether what ends here stands beside the running text."""
        return self.beside[bisect_left(self.ends, end)]

    def goes_on(self, line: str) -> tuple[int, int]:
        """The text that goes on with a line, and where; the line end between two passages is passed over."""
        for thread, at in enumerate(self.threads):
            for here in (at, at + 1):
                if self.text.startswith(line, here) and (len(line) >= SHORT or self.may_be_short(line, at, here)):
                    return thread, here
        return 0, -1

    def may_be_short(self, line: str, at: int, here: int) -> bool:
        """Whether a few characters are a line in the type of the one before or a whole heading, and no word of a picture."""
        return self.sizes[at] == self.size or (here > at and self.text.startswith("\n", here + len(line)))

    def is_near(self, line: str) -> tuple[int, int]:
        if len(line) >= SHORT:
            for thread, at in enumerate(self.threads):
                if (near := self.text.find(line, at, at + NEAR)) >= 0:
                    return thread, near
        return 0, -1

    def begins(self, line: str) -> tuple[int, int]:
        """The passage that begins with a line: the next one from where a text is read, or the last of all."""
        nothing = len(self.threads)
        if len(line) < SHORT:
            return nothing, -1
        places = [at for at in self.beginnings.get(line[:SHORT], ()) if self.text.startswith(line, at)]
        if not places:
            return nothing, -1
        after = [
            (places[next_one] - at, places[next_one])
            for at in self.threads
            if (next_one := bisect_left(places, at)) < len(places)
        ]
        return nothing, min(after)[1] if after else places[-1]


def variants(line: str) -> Iterator[str]:
    """A line as it is, without the hyphen at its end, and without a label before it."""
    yield line
    if line.endswith(HYPHENS) and len(line) > 1:
        yield line[:-1]
    if label := LABELS.match(line):
        for end in range(1, label.end() + 1):  # the number of a figure may be followed by a number
            if line[end:]:
                yield line[end:]
