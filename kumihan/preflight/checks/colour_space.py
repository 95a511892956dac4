"""The check colour-space."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject

RGB = ("DeviceRGB", "CalRGB", "ICCBased3", "Lab", "Indexed DeviceRGB", "Indexed ICCBased3", "Indexed CalRGB")


@check("colour-space", rationale="What red, green and blue become in ink is then the printer's guess.")
def colour_space(subject: Subject) -> Iterator[Remark]:
    """A file that is made to PDF/X has no RGB: neither text nor areas nor pictures."""
    if not subject.for_press:
        return
    hint = tr("write the colour as device-cmyk(…); pictures are converted when they are built in")
    for number, marks in enumerate(subject.document.marks, 1):
        things = (
            (tr("text"), [run.colour.space for run in marks.runs]),
            (tr("a colour"), [area.colour.space for area in marks.areas]),
            (tr("a picture"), [picture.space for picture in marks.pictures]),
        )
        for thing, spaces in things:
            if found := next((space for space in spaces if space in RGB), ""):
                yield Remark(tr("{thing} is in {space}", thing=thing, space=found), Place(), hint, number)
