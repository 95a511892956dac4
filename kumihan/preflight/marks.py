"""Hold what a page shows: text, painted areas and pictures, each with its box. This module reads no files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


class Box(NamedTuple):
    """A rectangle in pt, from the left bottom to the right top of PDF user space."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def within(self, other: Box) -> Box:
        """What both have in common; its width or height is not positive where they have nothing."""
        left, bottom, right, top = self
        x, y, xx, yy = other
        return Box(
            left if left > x else x, bottom if bottom > y else y, right if right < xx else xx, top if top < yy else yy
        )

    def apart(self, other: Box) -> bool:
        """Whether the two have no point in common."""
        return self[0] > other[2] or self[2] < other[0] or self[1] > other[3] or self[3] < other[1]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    @property
    def empty(self) -> bool:
        return self.width <= 0 or self.height <= 0


def box_of(values: Any) -> Box:
    """The box of a PDF rectangle, whichever corners it names."""
    left, bottom, right, top = map(float, values)
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


# The colour spaces of the four inks.
INKS = ("DeviceCMYK", "ICCBased4")


# Marked content that is not for reading, and what is not marked at all.
ARTIFACT, UNTAGGED = -1, -2
# Spaces of light, which a press knows nothing of.
LIGHT = ("DeviceRGB", "CalRGB", "ICCBased3", "Lab")


class Colour(NamedTuple):
    """A colour space by its PDF name (DeviceCMYK, ICCBased3, Separation Spot DeviceCMYK …) and its parts, each from 0 to 1.

    `within` are the colours that a pattern or shading paints.
    """

    space: str
    parts: tuple[float, ...] = ()
    within: tuple[Any, ...] = ()

    @property
    def each(self) -> tuple[Colour, ...]:
        return self.within or (self,)

    @property
    def ink(self) -> float:
        """The sum of the inks, 1 for each full one; 0 where the space does not tell."""
        if self.within:
            return float(max(colour.ink for colour in self.within))
        if self.space in INKS:
            return sum(self.parts)
        return 1 - self.parts[0] if self.space in ("DeviceGray", "ICCBased1") and self.parts else 0.0

    @property
    def inks(self) -> tuple[float, ...]:
        """Cyan, magenta, yellow and black; nothing where the space does not tell."""
        return self.parts if self.space in INKS and len(self.parts) == 4 else ()

    @property
    def white(self) -> bool:
        light = self.space in ("DeviceRGB", "ICCBased3", "DeviceGray", "ICCBased1")
        return bool(self.parts) and all(part == (1 if light else 0) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Run:
    """Text that one operator shows; `missing` counts its glyphs that are .notdef, `size` is in pt.

    `tag` is the number of the marked content (ISO 32000-2, 14.6) in which it stands, ARTIFACT or UNTAGGED; `overprint` tells
    that it leaves the other inks beneath it; `order` counts what was painted before it.
    """

    text: str
    box: Box
    size: float
    colour: Colour
    font: str
    missing: int
    tag: int = UNTAGGED
    overprint: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """A filled or stroked shape, as far as its clip shows it.

    `weight` in pt is how thick a line or rectangle is, -1 for other shapes; `solid` tells a rectangle that lets nothing
    through; `tag`, `overprint` and `order` are as those of text.
    """

    box: Box
    colour: Colour
    weight: float = -1
    solid: bool = False
    tag: int = UNTAGGED
    overprint: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its pixels and its size on the page in pt; `space` is "" for a mask; `key` tells its object.

    `ink` is the most that a colour of its palette lays; `solid`, `tag` and `order` are as those of areas.
    """

    box: Box
    pixels: tuple[int, int]
    size: tuple[float, float]
    space: str
    key: tuple[int, int]
    ink: float = 0.0
    solid: bool = False
    tag: int = UNTAGGED
    order: int = 0

    @property
    def ppi(self) -> float:
        """Pixels an inch as printed, along the coarser side."""
        return (
            min(count / side * 72 for count, side in zip(self.pixels, self.size, strict=True) if side)
            if any(self.size)
            else 0.0
        )


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything on a page in the order of painting; `transparency` names what is not opaque, `blended` the spaces of its groups.

    `faults` tell what the page asks for and the file does not have, and where it could not be followed to its end.
    """

    runs: tuple[Run, ...]
    areas: tuple[Area, ...]
    pictures: tuple[Picture, ...]
    transparency: tuple[str, ...]
    blended: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
