"""The check source-text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.lines import squeezed
from kumihan.preflight.subject import Subject

# A passage is looked for in pieces of so many characters; a note's mark or a page's end may part one of them.
PIECE = 6
# So many pieces one after the other that are not there are missing text.
LOST = 3


@check(
    "source-text", rationale="A paragraph that a fault of layout has swallowed is missed by nobody until it is printed."
)
def source_text(subject: Subject) -> Iterator[Remark]:
    """Every paragraph and heading stands on the pages. Those with ruby are left out: readings stand between the words."""
    reading = subject.reading
    if reading is None:
        return
    found: Counter[int] = Counter()
    for item in reading.set_lines:
        found[item.passage] += item.end - item.start
    printed = squeezed("".join(run.text for marks in subject.document.marks for run in marks.runs))
    for number, passage in enumerate(reading.passages):
        if found[number] < len(passage.text) and (lost := missing(passage.text, printed)):
            fact = tr("these words are not on the pages: {text}", text=lost)
            yield Remark(
                fact, passage.place, tr("see display and overflow in the publication's styles, and its templates")
            )


def missing(words: str, printed: str) -> str:
    """The first words that are not printed; "" when all are."""
    if words in printed:
        return ""
    pieces = [words[at : at + PIECE] for at in range(0, len(words), PIECE)]
    absent = [piece not in printed for piece in pieces]
    for at in range(len(pieces)):
        if all(absent[at : at + min(LOST, len(pieces))]) and at + min(LOST, len(pieces)) <= len(pieces):
            return "".join(pieces[at : at + LOST])
    return ""
