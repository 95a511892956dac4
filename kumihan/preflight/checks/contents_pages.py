"""The check contents-pages."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.model import Chapter
from kumihan.preflight.lines import squeezed
from kumihan.preflight.marks import Run
from kumihan.preflight.subject import Subject

# As much of a title as is sure to stand on its first line.
BEGINNING = 6


@check("contents-pages", rationale="A reader who turns to the page that the contents name must find the part there.")
def contents_pages(subject: Subject) -> Iterator[Remark]:
    """The number beside a part's title in the contents is that of the page on which the title stands largest."""
    document = subject.document
    for chapter in subject.book.chapters if subject.book else ():
        places = [
            (run, number)
            for number, marks in enumerate(document.marks)
            for run in marks.runs
            if begins(squeezed(run.text), squeezed(chapter.title))
        ]
        if not places:
            continue
        _, start = max(places, key=lambda place: (place[0].size, -place[1]))
        for run, page in places:
            named = number_beside(run, document.marks[page].runs)
            if page < start and named and named != document.folios[start]:
                yield from wrong(chapter, named, document.folios[start], page)


def begins(words: str, title: str) -> bool:
    """Whether words are a title or its first line."""
    return title.startswith(words) and len(words) >= min(BEGINNING, len(title))


def number_beside(title: Run, runs: tuple[Run, ...]) -> str:
    """The number that stands to the right of a title, on its line; "" where there is none."""
    near = [
        (abs(run.box.bottom - title.box.bottom), run.text.strip())
        for run in runs
        if run.text.strip().isdecimal() and run.box.left > title.box.right
    ]
    distance, words = min(near, default=(title.size, ""))
    return words if distance < title.size else ""


def wrong(chapter: Chapter, named: str, folio: str, page: int) -> Iterator[Remark]:
    words = {"title": chapter.title, "named": named, "folio": folio}
    fact = tr("the contents say {named} for “{title}”, which stands on page {folio}", **words)
    yield Remark(fact, chapter.place, tr("see .contents-entry in styles/print.css"), page + 1)
