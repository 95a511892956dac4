"""The check bookmarks."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.lines import squeezed
from kumihan.preflight.navigation import NOWHERE
from kumihan.preflight.reading import Reading
from kumihan.preflight.subject import SCREEN, Subject


@check("bookmarks", rationale="On a screen the bookmarks are what the thumb is in a book.")
def bookmarks(subject: Subject) -> Iterator[Remark]:
    """Every bookmark leads to its page, they stand in the order of the text, and in the screen edition every part has one."""
    marks = subject.document.navigation.bookmarks
    hint = tr("compare the publication's templates with the project's own")
    for title, page in marks:
        if page == NOWHERE:
            yield Remark(tr("the bookmark “{title}” leads nowhere", title=title), Place(), hint)
    if subject.reading:
        yield from astray(subject.reading, marks, hint)
    if subject.kind == SCREEN and subject.book:
        titles = {squeezed(title) for title, _ in marks}
        for chapter in subject.book.chapters:
            title = squeezed(chapter.title)
            # What stands before it may be the part's label, or words of the publication's own.
            if {title, squeezed(chapter.label) + title} & titles or any(mark.endswith(title) for mark in titles):
                continue
            yield Remark(tr("the part “{title}” has no bookmark", title=chapter.title), chapter.place, hint)


def astray(reading: Reading, marks: tuple[tuple[str, int], ...], hint: str) -> Iterator[Remark]:
    """Bookmarks of parts that lead to other pages than those on which the parts begin, or stand in another order."""
    titles = {squeezed(title): page for title, page in marks}
    last = 0
    for part, chapter in enumerate(reading.book.chapters):
        title = squeezed(chapter.title)
        page = next((page for words, page in titles.items() if words.endswith(title)), NOWHERE)
        first, _ = reading.spans.get(part, (page, page))
        # A title may have a page of its own before the text.
        if page != NOWHERE and page not in (first - 1, first):
            words = {"title": chapter.title, "page": page + 1, "first": first + 1}
            fact = tr("the bookmark “{title}” leads to page {page} of the file; the part begins on {first}", **words)
            yield Remark(fact, chapter.place, hint)
    for title, page in marks:
        if NOWHERE < page < last:
            yield Remark(
                tr("the bookmark “{title}” stands after what follows it in the text", title=title), Place(), hint
            )
        last = page
