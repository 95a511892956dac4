"""The check empty-pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.marks import Box, Marks
from kumihan.preflight.passages import TITLE
from kumihan.preflight.reading import Reading
from kumihan.preflight.subject import Subject

FEWEST = 5
# A smaller picture (pt) is an ornament, no figure.
SMALL = 72


@check("empty-pages", rationale="A page with a line or two at the end of a part looks like a mistake, and costs paper.")
def empty_pages(subject: Subject) -> Iterator[Remark]:
    """A page of a part has at least five lines, or the part's title or a figure, and none within it is empty."""
    reading = subject.reading
    if reading is None:
        return
    counts, openings = Counter[int](), set()
    parts: dict[int, set[int]] = {}
    for item in reading.set_lines:
        passage = reading.passages[item.passage]
        if passage.kind == TITLE:
            openings.add((item.page, passage.part))
        elif on_pages_of(reading, passage.part, item.page):
            counts[item.page] += 1
            parts.setdefault(item.page, set()).add(passage.part)
    for page in range(len(reading.pages)):
        here = parts.get(page, set()) or parts.get(page - 1, set()) & parts.get(page + 1, set())
        titled = any((page, part) in openings and reading.spans.get(part, (-1, -1))[0] == page for part in here)
        marks, trim = subject.document.marks[page], subject.document.trim(page)
        if here and counts[page] < FEWEST and not titled and not has_figure(marks, trim):
            place = ending(reading, page)
            fact = tr("the page has {count} lines", count=counts[page])
            yield Remark(fact, place, tr("shorten the part by as many lines, or let figures grow"), page + 1)


def on_pages_of(reading: Reading, part: int, page: int) -> bool:
    """Whether a page is one of a part's; its authors stand in the contents as well."""
    first, last = reading.spans.get(part, (-1, -2))
    return first <= page <= last + 1


def has_figure(marks: Marks, trim: Box) -> bool:
    """Whether a picture lies on the page, or a drawing."""
    pictured = any(min(item.size) > SMALL and not item.box.within(trim).empty for item in marks.pictures)
    return pictured or sum(not area.box.within(trim).empty for area in marks.areas) >= FEWEST


def ending(reading: Reading, page: int) -> Place:
    """The place of the first line on a page."""
    found = (reading.passages[item.passage].place for item in reading.set_lines if item.page == page)
    return next(found, Place())
