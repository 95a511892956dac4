"""The check contents-pages."""

from __future__ import annotations

from collections import defaultdict
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
    # Only what may begin a title is compared with each, so that a long book takes no longer for a page.
    runs: dict[str, list[tuple[Run, int]]] = defaultdict(list)
    for number, marks in enumerate(document.marks):
        for run in marks.runs:
            runs[squeezed(run.text)[:BEGINNING]].append((run, number))
    for chapter in subject.book.chapters if subject.book else ():
        title = squeezed(chapter.title)
        places = [place for place in runs[title[:BEGINNING]] if begins(squeezed(place[0].text), title)]
        if not places:
            continue
        largest = max(run.size for run, _ in places)
        # Parts of one title cannot be told apart: each may be the one that is meant.
        starts = [page for run, page in places if run.size == largest]
        folios = list(dict.fromkeys(document.folios[page] for page in starts))
        for run, page in places:
            named = number_beside(run, document.marks[page].runs)
            if page < starts[0] and named and named not in folios:
                yield from wrong(chapter, named, folios[0], page)


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
