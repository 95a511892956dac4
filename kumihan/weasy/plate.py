"""Hold what is drawn: a plate for each page, a forme for each section; plain values that may leave the process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kumihan.weasy.fragments import Run, runs
from kumihan.weasy.measure import Sheet, measure
from kumihan.weasy.structure import Branch

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
# Stand around a name that is only the page's own until the file is joined.
OPEN, CLOSE = "\x01", "\x02"
# Stand for references to objects of the joined file: its colour spaces, the profile of its output intent.
COLOURS, PROFILE = b"\x03", b"\x04"


@dataclass(frozen=True, slots=True)
class Resource:
    """What a page's content calls by a name: `kind` is its dictionary (ExtGState, XObject, Pattern or Shading).

    `value` is an object of pydyf's that nobody changes, None for a picture.
    """

    kind: str
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page shows it under a name; `url` names its file."""

    name: str
    url: str
    interpolate: bool
    ratio: float


@dataclass(frozen=True, slots=True)
class FontName:
    """How Pango finds a font, and by what to know it: `size` (px) is that of its first use.

    `key`, `weight` and `style` are Pango's numbers; `count` is that of its glyphs.
    """

    key: int
    family: str
    weight: int
    style: int
    variations: str
    size: float
    count: int


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Glyphs of a font: the text of each in the order of use, and widths in thousandths of the size."""

    font: FontName
    texts: tuple[tuple[int, str], ...]
    widths: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """Part of what is drawn on a page: a stretch of its content, and what that calls.

    `resources` are those that no layer below calls, `glyphs` those that no such layer of a page before has used.
    """

    content: bytes = b""
    resources: tuple[Resource, ...] = ()
    pictures: tuple[Picture, ...] = ()
    glyphs: tuple[Glyphs, ...] = ()


@dataclass(frozen=True, slots=True)
class Plate:
    """刷版: one page drawn. Lengths are px (1/96 in) from the page's top left.

    `text` is drawn first, then what stands in the `margins`, which alone knows the number of the page. `open` graphics
    states are saved by the text of which nothing came yet; None where the page cannot be taken apart: then all is text.
    `anchors` are (name, rectangle), `links` (kind, target, rectangle), `bookmarks` (level, words, place, state).
    """

    width: float
    height: float
    bleed: tuple[tuple[str, float], ...]
    text: Layer
    open: int | None
    margins: Layer
    anchors: tuple[tuple[str, Rectangle], ...]
    links: tuple[tuple[str, str, Rectangle], ...]
    bookmarks: tuple[tuple[int, str, Point, str], ...]
    sheet: Sheet
    runs: tuple[Run, ...]

    @property
    def layers(self) -> tuple[Layer, Layer]:
        return self.text, self.margins


@dataclass(frozen=True, slots=True)
class Seen:
    """What is read of a page's boxes besides what is drawn."""

    anchors: tuple[tuple[str, Rectangle], ...]
    sheet: Sheet
    runs: tuple[Run, ...]


def seen(page: Any) -> Seen:
    return Seen(tuple(page.anchors.items()), measure(page), runs(page))


@dataclass(frozen=True, slots=True)
class Forme:
    """組版: a section drawn. `branch` is its part of the tree of tags, None in an edition without tags."""

    plates: tuple[Plate, ...]
    branch: Branch | None
