"""The check empty-pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.reading import TEXT
from kumihan.preflight.subject import Subject

FEWEST = 5


@check("empty-pages", rationale="A page with a line or two at the end of a part looks like a mistake, and costs paper.")
def empty_pages(subject: Subject) -> Iterator[Remark]:
    """A page of a part has at least five lines, or a title or a figure. Other pages are not looked at."""
    reading = subject.reading
    if reading is None:
        return
    counts = Counter(item.page for item in reading.set_lines)
    for number, count in sorted(counts.items()):
        marks = subject.document.marks[number]
        trim = subject.document.trim(number)
        boxes = [*(area.box for area in marks.areas), *(picture.box for picture in marks.pictures)]
        drawn = sum(not box.within(trim).empty for box in boxes)
        titled = any(item.page == number and reading.passages[item.passage].kind != TEXT for item in reading.set_lines)
        if count < FEWEST and drawn < FEWEST and not titled:
            fact = tr("the page has {count} lines", count=count)
            yield Remark(fact, Place(), tr("shorten the part by as many lines, or let figures grow"), number + 1)
