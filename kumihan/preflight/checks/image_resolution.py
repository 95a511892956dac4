"""The check image-resolution."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.places import place_of_picture
from kumihan.preflight.subject import Subject

LEAST = 300
# Rounding of a picture's box to whole pixels is not a fault.
NEAR = 1
# Smaller pictures (pt) are marks and codes with sharp edges.
SMALL = 20


@check("image-resolution", rationale="Under 300 pixels an inch a photograph looks soft or shows its pixels in print.")
def image_resolution(subject: Subject) -> Iterator[Remark]:
    """A picture has at least 300 pixels an inch at its printed size."""
    for number, marks in enumerate(subject.document.marks, 1):
        for picture in marks.pictures:
            # One pixel drawn large is a plain area, as some programs paint it.
            if picture.pixels != (1, 1) and min(picture.size) > SMALL and picture.ppi < LEAST - NEAR:
                words = {"ppi": round(picture.ppi), "width": picture.pixels[0], "height": picture.pixels[1]}
                fact = tr("a picture of {width}×{height} pixels has {ppi} ppi as printed; 300 are asked for", **words)
                place = place_of_picture(subject, number - 1, picture.box)
                yield Remark(fact, place, tr("put in a larger file, or print it smaller"), number)
