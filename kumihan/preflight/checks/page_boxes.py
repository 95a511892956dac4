"""The check page-boxes."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.marks import Box
from kumihan.preflight.subject import PRINT, Subject

BLEED = 3 * 72 / 25.4
NEAR = 0.05
# The smallest and largest side of a page that programs take (ISO 32000-1, annex C), in pt.
LEAST, MOST = 3, 14_400


@check("page-boxes", rationale="A printer's software places and trims each page by its boxes (ISO 15930-7, 6.17).")
def page_boxes(subject: Subject) -> Iterator[Remark]:
    """Every page has one trim size of possible measure, lies within its boxes, and in print has 3 mm of bleed."""
    document = subject.document
    hint = tr("see @page in styles/print.css: size and bleed")
    if not document.boxes:
        yield Remark(tr("the file has no page"), Place(), tr("export the file again"))
    for number, boxes in enumerate(document.boxes, 1):
        trim = boxes.trim or boxes.media
        bleed = boxes.bleed or trim
        sides = boxes.media.width, boxes.media.height
        if min(sides) < LEAST or max(sides) > MOST:
            fact = tr("the page is {size} mm large; no program can print that", size=millimetres(boxes.media))
            yield Remark(fact, Place(), hint, number)
        elif subject.for_press and (turned := boxes.turned):
            yield Remark(tr("the page is turned by {angle}°", angle=turned), Place(), hint, number)
        elif boxes.unit != 1:
            yield Remark(
                tr("the page is measured in a unit of its own, {unit:g} pt", unit=boxes.unit), Place(), hint, number
            )
        elif boxes.crop and not inside(trim.within(boxes.media), boxes.crop):
            yield Remark(tr("the CropBox cuts off a part of the page"), Place(), hint, number)
        elif subject.for_press and (boxes.trim is None) == (not boxes.art):
            yield Remark(tr("the page needs exactly one of TrimBox and ArtBox"), Place(), hint, number)
        elif not inside(trim, bleed) or not inside(bleed, boxes.media):
            yield Remark(tr("TrimBox, BleedBox and MediaBox do not lie within each other"), Place(), hint, number)
        elif subject.kind == PRINT and least(trim, bleed) < BLEED - NEAR:
            fact = tr("the bleed is {bleed:.1f} mm; printers ask for 3 mm", bleed=least(trim, bleed) / 72 * 25.4)
            yield Remark(fact, Place(), hint, number)
        elif abs(trim.width - document.trim(0).width) > NEAR or abs(trim.height - document.trim(0).height) > NEAR:
            fact = tr("the page has another size than the first: {size} mm", size=millimetres(trim))
            yield Remark(fact, Place(), hint, number)


def inside(one: Box, other: Box) -> bool:
    return least(one, other) > -NEAR


def least(one: Box, other: Box) -> float:
    """How far `other` reaches beyond `one` on the side where it is least."""
    return min(one.left - other.left, one.bottom - other.bottom, other.right - one.right, other.top - one.top)


def millimetres(box: Box) -> str:
    return f"{box.width / 72 * 25.4:.1f}×{box.height / 72 * 25.4:.1f}"
