"""The check spoken-text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

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
    at, told = 0, set[int]()
    for passage in reading.passages:
        for words in pieces(passage) if passage.part not in told else ():
            found = text.find(words, at if passage.kind in (TEXT, HEADING) else 0)
            if found >= 0 and passage.kind == TEXT:
                at = found + len(words)
            if fact := fault(passage, words, found, headings):
                # What is lost or out of its place takes others with it: a part is told once.
                told.add(passage.part)
                yield Remark(fact, passage.place, hint)
                break


def fault(passage: Passage, words: str, found: int, headings: tuple[str, ...]) -> str:
    """What is wrong with words that were found there, -1 for nowhere; "" where nothing is."""
    if found < 0:
        return tr("these words are not read out, or not in their place: {text}", text=words[:SHOWN])
    if passage.kind in (HEADING, TITLE) and not any(words in heading for heading in headings):
        return tr("a heading is not tagged as one: {text}", text=words[:SHOWN])
    return ""


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
