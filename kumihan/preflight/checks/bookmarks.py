"""The check bookmarks."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.lines import squeezed
from kumihan.preflight.navigation import NOWHERE
from kumihan.preflight.subject import SCREEN, Subject


@check("bookmarks", rationale="On a screen the bookmarks are what the thumb is in a book.")
def bookmarks(subject: Subject) -> Iterator[Remark]:
    """Every bookmark leads to a page, and in the screen edition every part has one."""
    marks = subject.document.navigation.bookmarks
    hint = tr("compare the publication's templates with the project's own")
    for title, page in marks:
        if page == NOWHERE:
            yield Remark(tr("the bookmark “{title}” leads nowhere", title=title), Place(), hint)
    if subject.kind == SCREEN and subject.book:
        titles = {squeezed(title) for title, _ in marks}
        for chapter in subject.book.chapters:
            title = squeezed(chapter.title)
            # What stands before it may be the part's label, or words of the publication's own.
            if {title, squeezed(chapter.label) + title} & titles or any(mark.endswith(title) for mark in titles):
                continue
            yield Remark(tr("the part “{title}” has no bookmark", title=chapter.title), chapter.place, hint)
