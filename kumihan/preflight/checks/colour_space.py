"""The check colour-space."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.marks import LIGHT, Box, Colour, Marks
from kumihan.preflight.subject import PRINT, Subject

# The plates of a job in four inks; "All" is every plate, for the printer's marks beside the page.
PLATES = frozenset({"Cyan", "Magenta", "Yellow", "Black", "None"})
ALL = "All"


@check("colour-space", rationale="What red, green and blue become in ink is then the printer's guess.")
def colour_space(subject: Subject) -> Iterator[Remark]:
    """A file that is made to PDF/X has no RGB: neither text nor areas, patterns, pictures nor what is blended.

    The print edition has no ink but the four, and that of all plates (レジストレーション) only beside the page.
    """
    if not subject.for_press:
        return
    hint = tr("write the colour as device-cmyk(…); pictures are converted when they are built in")
    for number, marks in enumerate(subject.document.marks, 1):
        trim = subject.document.trim(number - 1)
        for thing, spaces in things(marks, trim):
            if found := next((space for space in spaces if space.split()[-1:] and space.split()[-1] in LIGHT), ""):
                yield Remark(tr("{thing} is in {space}", thing=thing, space=found), Place(), hint, number)
            elif subject.kind == PRINT and (found := next((space for space in spaces if plates(space) - PLATES), "")):
                fact = tr(
                    "{thing} is in an ink of its own: {names}", thing=thing, names="+".join(sorted(plates(found)))
                )
                yield Remark(fact, Place(), hint, number)


def things(marks: Marks, trim: Box) -> Iterator[tuple[str, list[str]]]:
    """What is on a page, and the colour spaces that it is in."""
    areas = [area for area in marks.areas if not area.box.apart(trim)]
    # What lies in the slug alone is the printer's, who wants it on every plate.
    slug = [area for area in marks.areas if area.box.apart(trim)]
    yield tr("text"), spaces(run.colour for run in marks.runs)
    yield tr("a colour"), spaces(area.colour for area in areas)
    yield tr("a colour"), [space for space in spaces(area.colour for area in slug) if ALL not in plates(space)]
    yield tr("a picture"), [picture.space for picture in marks.pictures]
    yield tr("what is blended"), list(marks.blended)


def spaces(colours: Iterable[Colour]) -> list[str]:
    return [each.space for colour in dict.fromkeys(colours) for each in colour.each]


def plates(space: str) -> frozenset[str]:
    """The inks that a colour space names."""
    kind, _, names = space.partition(" ")
    return frozenset(names.split()[0].split("+")) if kind in ("Separation", "DeviceN") and names else frozenset()
