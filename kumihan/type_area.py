"""The type area (版面) as characters × lines: how large it is and which grids fill it. It knows no CSS and no pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MM = 72 / 25.4
# The gap between columns in em (JLREQ 2.4.2: a whole number, two at least).
GAP = 2


@dataclass(frozen=True, slots=True)
class TypeArea:
    """字詰め × 行数: `characters` of `size` pt in a line of each of `columns`, `lines` of them in `height` pt."""

    columns: int
    characters: int
    lines: int
    size: float
    height: float

    @property
    def width(self) -> float:
        return (self.columns * self.characters + (self.columns - 1) * GAP) * self.size

    @property
    def pitch(self) -> float:
        """行送り in pt; the area holds a whole number of lines."""
        return self.height / self.lines

    def with_characters(self, characters: int) -> TypeArea:
        """The same area with so many characters in a line: the type changes, the area stays."""
        ems = self.columns * characters + (self.columns - 1) * GAP
        return TypeArea(self.columns, characters, self.lines, self.width / ems, self.height)

    def with_lines(self, lines: int) -> TypeArea:
        """The same area with so many lines."""
        return TypeArea(self.columns, self.characters, lines, self.size, self.height)


@dataclass(frozen=True, slots=True)
class Paper:
    """A trimmed page and its design: `width` and `height` of the page in mm; in pt, the size of the body type, the head
    margin (天) and the width and height that the type area may take; the pitch (行送り) against the size of the type;
    whether parts begin on the left, to stand on spreads, or on any page."""

    width: int
    height: int
    columns: int
    size: float
    head: float
    area: tuple[float, float]
    leading: float
    spreads: bool

    def type_area(self, size: float | None = None, columns: int | None = None) -> TypeArea:
        """The area of whole characters and lines that is nearest to what the page may hold, of its own type unless told."""
        size, columns = size or self.size, columns or self.columns
        characters = max(1, round((self.area[0] / size - (columns - 1) * GAP) / columns))
        return TypeArea(columns, characters, round(self.area[1] / (self.leading * size)), size, self.area[1])

    def side(self, area: TypeArea) -> float:
        """The margin at either side in pt."""
        return (self.width * MM - area.width) / 2

    @property
    def foot(self) -> float:
        """The foot margin (地) in pt."""
        return self.height * MM - self.head - self.area[1]


# A line holds 15 to 40 characters; the longer it is, the more room it needs to the next (JLREQ 2.4.2).
PAPERS: Mapping[str, Paper] = MappingProxyType({
    "A4": Paper(210, 297, 2, 10.5, 65, (483, 714), 1.62, True),  # 22 characters × 42 lines, two columns
    "B5": Paper(182, 257, 2, 9, 56, (396, 612), 1.66, True),  # 21 × 41, two columns
    "A5": Paper(148, 210, 1, 9.5, 55, (323, 476), 1.79, False),  # 34 × 28
    "四六判": Paper(127, 188, 1, 9, 54, (270, 416), 1.78, False),  # 30 × 26
})  # fmt: skip
