"""The check folios."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.marks import Box, Run
from kumihan.preflight.subject import Subject

# The folio stands in this share of the page's height, at its head or foot.
MARGIN = 0.08


@check("folios", rationale="Every reference to a page goes by the number that is printed on it.")
def folios(subject: Subject) -> Iterator[Remark]:
    """The number printed at the edge of a page is the page's own."""
    document = subject.document
    for number, (marks, label) in enumerate(zip(document.marks, document.folios, strict=True), 1):
        trim = document.trim(number - 1)
        printed = [run.text.strip() for run in marks.runs if run.text.strip().isdecimal() and at_edge(run, trim)]
        if printed and label and label not in printed:
            fact = tr("the page is {label}, and {printed} is printed on it", label=label, printed=printed[0])
            yield Remark(fact, Place(), tr("see counter(page) and counter-reset in styles/print.css"), number)


def at_edge(run: Run, trim: Box) -> bool:
    middle, margin = (run.box.bottom + run.box.top) / 2, trim.height * MARGIN
    return trim.bottom < middle < trim.bottom + margin or trim.top - margin < middle < trim.top
