"""The check source-text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.passages import HEADING, TITLE, Passage
from kumihan.preflight.printed import Printed
from kumihan.preflight.reading import Reading
from kumihan.preflight.subject import Subject

SHOWN = 24


@check(
    "source-text", rationale="A paragraph that a fault of layout has swallowed is missed by nobody until it is printed."
)
def source_text(subject: Subject) -> Iterator[Remark]:
    """Every title, heading, paragraph, caption, note, cell and author stands on the pages of its part, word for word."""
    reading = subject.reading
    if reading is None:
        return
    hint = tr("see display and overflow in the publication's styles, and its templates")
    covered, pages = cover(reading)
    printed: dict[tuple[int, bool], Printed] = {}
    for number, passage in enumerate(reading.passages):
        for words in holes(passage, covered[number]):
            key = passage.part, passage.kind in (TITLE, HEADING)
            if key not in printed:
                printed[key] = printed_of(reading, *key)
            if lost := printed[key].lost(words):
                fact = tr("these words are not on the pages: {text}", text=lost[:SHOWN])
                yield Remark(fact, passage.place, hint, pages[number] + 1)
                break


def printed_of(reading: Reading, part: int, heads: bool) -> Printed:
    """The text on the pages of a part, for `heads` without its lines of text; of all pages where none is the part's."""
    first, last = reading.spans.get(part, (0, len(reading.pages)))
    # A heading is not there because the text has its words, nor a title because a running head has them.
    return Printed(reading, range(first, last + 2), bare=heads)


def cover(reading: Reading) -> tuple[dict[int, list[tuple[int, int]]], list[int]]:
    """What of each passage stands in lines on its part's pages, and the 0-based page where it should stand."""
    covered: dict[int, list[tuple[int, int]]] = defaultdict(list)
    pages = [-1] * len(reading.passages)
    titled: dict[int, set[int]] = defaultdict(set)
    for item in reading.set_lines:
        if reading.passages[item.passage].kind == TITLE:
            titled[item.page].add(item.passage)
    for item in reading.set_lines:
        passage = reading.passages[item.passage]
        first, last = reading.spans.get(passage.part, (0, len(reading.pages)))
        if passage.part in reading.spans and passage.kind == TITLE:
            # It may have a page of its own before the text, but the contents, which have others' as well, are none.
            here = item.page == first or (item.page == first - 1 and len(titled[item.page]) == 1)
        else:
            # A caption stands in the list of figures as well; a note or the author may stand on the page after the text.
            here = first <= item.page <= last + 1
        if here:
            covered[item.passage].append((item.start, item.end))
            pages[item.passage] = item.page if passage.part in reading.spans else -1
    for number, passage in enumerate(reading.passages):
        if pages[number] < 0:
            before = pages[number - 1] if number and reading.passages[number - 1].part == passage.part else -1
            pages[number] = before if before >= 0 else reading.spans.get(passage.part, (-1, -1))[0]
    return covered, pages


def holes(passage: Passage, covered: list[tuple[int, int]]) -> Iterator[str]:
    """What of a passage stands in no line, parted where the layout puts in words."""
    at = 0
    for start, end in (*sorted(covered), (len(passage.text), len(passage.text))):
        if start > at:
            edges = [at, *(gap for gap in passage.gaps if at < gap < start), start]
            yield from (passage.text[one:two] for one, two in pairwise(edges))
        at = max(at, end)
