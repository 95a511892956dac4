"""The check spoken-text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, islice, pairwise

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.document import Document
from kumihan.preflight.lines import squeezed
from kumihan.preflight.passages import HEADING, TEXT, TITLE, Passage
from kumihan.preflight.reading import HYPHENS
from kumihan.preflight.structure import SILENT
from kumihan.preflight.subject import Subject

SHOWN = 24
# Readings of ruby, and what an element has other words for.
BESIDE = frozenset({"RT", "RP", SILENT})
NO_HYPHENS = {ord(sign): "" for sign in HYPHENS}


@check(
    "spoken-text", rationale="Who has a book read out hears what the tags say, in their order, whatever the pages show."
)
def spoken_text(subject: Subject) -> Iterator[Remark]:
    """Read out by its tags, the screen edition says every word of the source, the text in its order; headings are headings."""
    reading, document = subject.reading, subject.document
    if reading is None or not document.pieces:
        return
    hint = tr("compare the publication's templates with the project's own")
    text, headings = spoken(document)
    for _, passages in groupby(reading.passages, key=lambda passage: passage.part):
        # What is lost or out of its place takes others with it: a part is told once.
        yield from islice(faults(passages, text, headings, hint), 1)


def faults(passages: Iterable[Passage], text: str, headings: tuple[str, ...], hint: str) -> Iterator[Remark]:
    """What of a part is not read out, not in its place, or no heading."""
    at = 0
    for passage in passages:
        for words in pieces(passage):
            found = text.find(words, at if passage.kind in (TEXT, HEADING) else 0)
            if found < 0:
                fact = tr("these words are not read out, or not in their place: {text}", text=words[:SHOWN])
                yield Remark(fact, passage.place, hint)
            elif passage.kind in (HEADING, TITLE) and not any(words in heading for heading in headings):
                yield Remark(tr("a heading is not tagged as one: {text}", text=words[:SHOWN]), passage.place, hint)
            elif passage.kind == TEXT:
                at = found + len(words)


def spoken(document: Document) -> tuple[str, tuple[str, ...]]:
    """What the tags have read out, and the text of each heading; without blanks and hyphens."""
    words: dict[tuple[tuple[int, int], int], list[str]] = defaultdict(list)
    for page, marks in zip(document.pages, document.marks, strict=True):
        for run in marks.runs:
            words[page.objgen, run.tag].append(run.text)
    everything: list[str] = []
    headings: dict[int, list[str]] = defaultdict(list)
    for piece in document.pieces:
        if BESIDE.isdisjoint(piece.kinds):
            said = piece.words or "".join(words.get((piece.page, piece.tag), ()))
            everything.append(said)
            headings[piece.heading].append(said)
    return plain("".join(everything)), tuple(plain("".join(found)) for number, found in headings.items() if number)


def pieces(passage: Passage) -> Iterator[str]:
    """The words of a passage, parted where the layout puts in others."""
    edges = [0, *passage.gaps, len(passage.text)]
    yield from (found for one, two in pairwise(edges) if (found := plain(passage.text[one:two])))


def plain(text: str) -> str:
    return squeezed(text).translate(NO_HYPHENS)
