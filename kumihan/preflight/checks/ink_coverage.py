"""The check ink-coverage."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.places import place_of_picture
from kumihan.preflight.subject import Subject

MOST = 3.2
NEAR = 0.005


@check("ink-coverage", rationale="More ink than the paper takes does not dry, and marks the sheet that lies on it.")
def ink_coverage(subject: Subject) -> Iterator[Remark]:
    """No colour and no picture lays more than 320 % of ink. Each is counted by itself, and what overprints is not added."""
    document = subject.document
    hint = tr("lower its inks, the coloured ones first")
    for number, marks in enumerate(document.marks, 1):
        most = max([0.0, *(run.colour.ink for run in marks.runs), *(area.colour.ink for area in marks.areas)])
        if most > MOST + NEAR:
            yield Remark(tr("a colour lays {ink:.0%} of ink; 320% is the most", ink=most), Place(), hint, number)
        inks = [(max(document.picture_inks.get(item.key, 0.0), item.ink), item.box) for item in marks.pictures]
        pictured, box = max(inks, default=(0.0, document.trim(number - 1)))
        if pictured > MOST + NEAR:
            fact = tr("a picture lays {ink:.0%} of ink; 320% is the most", ink=pictured)
            place = place_of_picture(subject, number - 1, box)
            yield Remark(fact, place, tr("lower its inks, or take a profile with less ink for the press"), number)
