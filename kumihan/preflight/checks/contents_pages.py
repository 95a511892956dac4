"""The check contents-pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.lines import squeezed
from kumihan.preflight.marks import Run
from kumihan.preflight.subject import SCREEN, Subject

CONTENTS = "print/contents.html.j2"
# As much of a title as is sure to stand on its first line.
BEGINNING = 6


@check("contents-pages", rationale="A reader who turns to the page that the contents name must find the part there.")
def contents_pages(subject: Subject) -> Iterator[Remark]:
    """Beside a part's title the contents have the number of the page on which the title stands largest, and lead there.

    A publication with contents of its own (templates/print/contents.html.j2) need have neither number nor link.
    """
    document, publication = subject.document, subject.publication
    whole = publication is not None and CONTENTS not in publication.own
    hint = tr("see .contents-entry in styles/print.css")
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
            if not 0 < page < starts[0]:
                continue
            named = number_beside(run, document.marks[page].runs)
            if named and named not in folios:
                words = {"title": chapter.title, "named": named, "folio": folios[0]}
                fact = tr("the contents say {named} for “{title}”, which stands on page {folio}", **words)
                yield Remark(fact, chapter.place, hint, page + 1)
            elif not named and whole:
                fact = tr("the contents have no page number for “{title}”", title=chapter.title)
                yield Remark(fact, chapter.place, hint, page + 1)
            if whole and subject.kind == SCREEN and not leads_to(subject, run, page, starts):
                fact = tr("“{title}” in the contents does not lead to its page", title=chapter.title)
                yield Remark(
                    fact, chapter.place, tr("compare the publication's templates with the project's own"), page + 1
                )


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


def leads_to(subject: Subject, title: Run, page: int, starts: list[int]) -> bool:
    """Whether a link lies on a title of the contents, and leads to one of the pages."""
    x, y = (title.box.left + title.box.right) / 2, (title.box.bottom + title.box.top) / 2
    links = [item for item in subject.document.navigation.annotations if item.page == page and item.box.holds(x, y)]
    return any(item.leads in starts for item in links)
