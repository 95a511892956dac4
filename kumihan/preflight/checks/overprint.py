"""The check overprint."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
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
        # The few ways of painting are looked at, not the many lines.
        ways = dict.fromkeys((run.colour, run.overprint) for run in marks.runs)
        knocking = {colour for colour, over in ways if colour.inks == BLACK and not over}
        if subject.kind == PRINT and knocking:
            run = next(run for run in marks.runs if run.colour in knocking and not run.overprint)
            yield Remark(tr("black text does not overprint: {text}", text=run.text), Place(), hint, number)
        ways |= dict.fromkeys((area.colour, area.overprint) for area in marks.areas)
        if any(over and colour.white for colour, over in ways):
            yield Remark(tr("something white overprints, and will not be seen"), Place(), hint, number)
