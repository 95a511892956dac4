"""The check folios."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.lines import HIDDEN
from kumihan.preflight.marks import Box, Run
from kumihan.preflight.subject import PRINT, Subject

# The folio stands in this share of the page's height, at its head or foot; a hidden one of its width, at a side.
MARGIN = 0.08


@check("folios", rationale="Every reference to a page goes by the number that is printed on it.")
def folios(subject: Subject) -> Iterator[Remark]:
    """The number printed at the edge of a page is the page's own; for the binder no page of the print edition lacks one.

    A page that shows no folio has it hidden beside the spine (隠しノンブル). Covers before the first folio have none.
    """
    document, counting = subject.document, False
    for number, (marks, label) in enumerate(zip(document.marks, document.folios, strict=True), 1):
        trim = document.trim(number - 1)
        printed = [run.text.strip() for run in marks.runs if run.text.strip().isdecimal() and at_edge(run, trim)]
        if printed and label and label not in printed:
            fact = tr("the page is {label}, and {printed} is printed on it", label=label, printed=printed[0])
            yield Remark(fact, Place(), tr("see counter(page) and counter-reset in styles/print.css"), number)
        elif counting and not printed and label.isdecimal() and subject.kind == PRINT:
            fact = tr("neither a folio nor a hidden one stands on the page")
            yield Remark(fact, Place(), tr("see the hidden folios in styles/press.css"), number)
        counting = counting or bool(printed)


def at_edge(run: Run, trim: Box) -> bool:
    box, height, width = run.box, (trim.bottom, trim.top), (trim.left, trim.right)
    hidden = run.size <= HIDDEN
    return beside(height, (box.bottom + box.top) / 2) or (hidden and beside(width, (box.left + box.right) / 2))


def beside(edges: tuple[float, float], middle: float) -> bool:
    """Whether something lies on the page beside one of its two edges."""
    low, high = edges
    margin = (high - low) * MARGIN
    return low < middle < low + margin or high - margin < middle < high
