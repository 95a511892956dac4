"""The type area (版面) as characters × lines: how large it is and which grids fill it. It knows no CSS and no pages."""

from __future__ import annotations

from dataclasses import dataclass

# A4 in pt, what the type area may take of it, and the line pitch (行送り) against the size of the type.
PAGE_WIDTH, WIDTH, HEIGHT, LEADING = 595.28, 483.0, 714.0, 1.62
# The gap between columns in em (JLREQ 2.4.2: a whole number, two at least).
GAP = 2


@dataclass(frozen=True, slots=True)
class TypeArea:
    """字詰め × 行数: `characters` of `size` pt in a line of each of `columns`, `lines` of them in `height` pt."""

    columns: int
    characters: int
    lines: int
    size: float
    height: float = HEIGHT

    @property
    def width(self) -> float:
        return (self.columns * self.characters + (self.columns - 1) * GAP) * self.size

    @property
    def side(self) -> float:
        """The margin at either side in pt."""
        return (PAGE_WIDTH - self.width) / 2

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


def type_area(size: float, columns: int) -> TypeArea:
    """The area of whole characters and lines of this type that is nearest to what a page may hold."""
    characters = max(1, round((WIDTH / size - (columns - 1) * GAP) / columns))
    return TypeArea(columns, characters, round(HEIGHT / (LEADING * size)), size)
