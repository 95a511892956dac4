"""The check empty-pages."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.lines import lines, squeezed
from kumihan.preflight.subject import Subject

FEWEST = 5


@check("empty-pages", rationale="A page with a line or two at the end of a part looks like a mistake, and costs paper.")
def empty_pages(subject: Subject) -> Iterator[Remark]:
    """A page of a part has at least five lines. Pages before the first part and after the last are not looked at."""
    book, document = subject.book, subject.document
    if book is None:
        return
    written = [lines(marks) for marks in document.marks]
    titles = [squeezed(chapter.title) for chapter in book.chapters]
    starts = [page for name, page in document.bookmarks if any(squeezed(name).endswith(title) for title in titles)]
    for number in range(min(starts), max(starts) + 1) if starts else ():
        count, pictures = len(written[number]), document.marks[number].pictures
        if 0 < count < FEWEST and not pictures and len(document.marks[number].areas) < FEWEST:
            fact = tr("the page has {count} lines", count=count)
            yield Remark(fact, Place(), tr("shorten the part by as many lines, or let figures grow"), number + 1)
