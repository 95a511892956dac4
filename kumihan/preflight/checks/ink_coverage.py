"""The check ink-coverage."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject

MOST = 3.2
NEAR = 0.005


@check("ink-coverage", rationale="More ink than the paper takes does not dry, and marks the sheet that lies on it.")
def ink_coverage(subject: Subject) -> Iterator[Remark]:
    """No colour lays more than 320 % of ink. Areas and text are counted one by one, pictures and overprint are not."""
    for number, marks in enumerate(subject.document.marks, 1):
        most = max([0.0, *(run.colour.ink for run in marks.runs), *(area.colour.ink for area in marks.areas)])
        if most > MOST + NEAR:
            fact = tr("a colour lays {ink:.0%} of ink; 320% is the most", ink=most)
            yield Remark(fact, Place(), tr("lower its inks, the coloured ones first"), number)
