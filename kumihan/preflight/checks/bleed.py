"""The check bleed."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.marks import Box
from kumihan.preflight.subject import Subject

# What ends this near to the trim (pt) is meant to reach it.
NEAR = 0.5


@check("bleed", rationale="Paper is cut to a millimetre or so: what ends at the trim shows a white edge.")
def bleed(subject: Subject) -> Iterator[Remark]:
    """A colour or picture that reaches the edge of the page goes on to the edge of the bleed."""
    for number, (boxes, marks) in enumerate(zip(subject.document.boxes, subject.document.marks, strict=True), 1):
        trim, edge = boxes.trim, boxes.bleed
        if trim is None or edge is None:
            continue
        painted = [area.box for area in marks.areas if not area.colour.white] + [item.box for item in marks.pictures]
        if any(short(box, trim, edge) for box in painted if not box.within(trim).empty):
            fact = tr("a colour or picture reaches the trim but not the bleed")
            hint = tr("let it reach 3 mm beyond the page, or end before its edge")
            yield Remark(fact, Place(), hint, number)


def short(box: Box, trim: Box, edge: Box) -> bool:
    """Whether a side of the box lies at or beyond the trim and before the bleed's edge."""
    sides = (
        (trim.left - box.left, trim.left - edge.left),
        (trim.bottom - box.bottom, trim.bottom - edge.bottom),
        (box.right - trim.right, edge.right - trim.right),
        (box.top - trim.top, edge.top - trim.top),
    )
    return any(-NEAR < reach < whole - NEAR for reach, whole in sides)
