"""The check hairlines."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.marks import Area
from kumihan.preflight.subject import Subject

# Thinner lines (pt) break on the plate; a little less is rounding.
LEAST, NEAR = 0.25, 0.01
# A shorter stroke (pt) is a dot.
SHORT = 3


@check(
    "hairlines",
    rationale="A line under a quarter of a point breaks or vanishes on the plate, however well a screen shows it.",
)
def hairlines(subject: Subject) -> Iterator[Remark]:
    """In a file made to PDF/X no line on the page is thinner than 0.25 pt (0.09 mm), drawn or filled."""
    if not subject.for_press:
        return
    for number, marks in enumerate(subject.document.marks, 1):
        trim = subject.document.trim(number - 1)
        thin = [area.weight for area in marks.areas if is_hairline(area) and not area.box.within(trim).empty]
        if thin:
            fact = tr("a line is {weight:.2f} pt thick; 0.25 pt is the least", weight=min(thin))
            yield Remark(fact, Place(), tr("draw it thicker, in the picture or in the styles"), number)


def is_hairline(area: Area) -> bool:
    thin = 0 <= area.weight < LEAST - NEAR
    return thin and not area.colour.white and max(area.box.width, area.box.height) > SHORT
