"""The check overprint."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.marks import Area, Run
from kumihan.preflight.subject import PRINT, Subject

BLACK = (0.0, 0.0, 0.0, 1.0)


@check(
    "overprint",
    rationale="Black that knocks out shows white edges where plates shift; white that overprints is not there.",
)
def overprint(subject: Subject) -> Iterator[Remark]:
    """In the print edition black text overprints; in no file made to PDF/X does white, which would leave what is beneath."""
    if not subject.for_press:
        return
    hint = tr("build the print edition again; the file was changed after that")
    for number, marks in enumerate(subject.document.marks, 1):
        knocking = (run for run in marks.runs if run.colour.inks == BLACK and not run.overprint)
        if subject.kind == PRINT and (run := next(knocking, None)):
            yield Remark(tr("black text does not overprint: {text}", text=run.text), Place(), hint, number)
        painted: tuple[Run | Area, ...] = (*marks.runs, *marks.areas)
        if any(item.overprint and item.colour.white for item in painted):
            yield Remark(tr("something white overprints, and will not be seen"), Place(), hint, number)
