"""The check text-inks."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject

# Larger type (pt) bears that its inks do not meet to a hair.
LARGE = 24
# More inks than that, and smaller type shows coloured edges.
MOST = 2


@check("text-inks", rationale="Plates never meet to a hair: small type in three or four inks gets coloured edges.")
def text_inks(subject: Subject) -> Iterator[Remark]:
    """In a file made to PDF/X no text of less than 24 pt is in more than two inks; black text is in black alone."""
    if not subject.for_press:
        return
    for number, marks in enumerate(subject.document.marks, 1):
        colours = {run.colour for run in marks.runs}
        many = {colour for colour in colours if sum(part > 0 for part in colour.inks) > MOST}
        runs = (run for run in marks.runs if run.colour in many and run.size < LARGE)
        if run := next(runs, None):
            count = sum(part > 0 for part in run.colour.inks)
            fact = tr("text is in {count} inks: {text}", count=count, text=run.text)
            yield Remark(fact, Place(), tr("set it in black alone, or in two inks at most: device-cmyk(…)"), number)
