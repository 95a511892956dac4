"""Keep what the operators of a page paint, with its boxes (ISO 32000-2, 8 and 9). Nothing is drawn: boxes are computed."""

from __future__ import annotations

from math import hypot
from typing import Any

import pikepdf

from kumihan.messages import tr
from kumihan.preflight.fonts import Font, read_font
from kumihan.preflight.graphics_state import UNIT, State, changes, moved, moved_box, see_through, times
from kumihan.preflight.marks import UNTAGGED, Area, Box, Colour, Marks, Picture, Run

# Under and over the baseline in em: what a Japanese glyph takes.
BELOW, ABOVE = 0.12, 0.88
# Half the width in pt of a line that is as thin as a printer can draw.
THINNEST = 0.01
# Text that is not painted (ISO 32000-2, table 104).
INVISIBLE = 3


class Shared:
    """What the pages of a file have in common, each read once: fonts by object, and what a named state lets through."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[int, int], Font] = {}
        self.states: dict[bytes, tuple[tuple[str, ...], dict[str, Any]]] = {}
        self.patterns: dict[tuple[int, int], tuple[Colour, ...]] = {}


class Canvas:
    """One page while its operators are followed (operators.py); not a frozen value."""

    def __init__(self, clip: Box, shared: Shared) -> None:
        self.shared = shared
        self.state = State(UNIT, clip)
        self.saved: list[State] = []
        self.path: list[tuple[float, float]] = []
        self.clipping = False
        self.tags: list[int] = []
        # The marked content in which things are painted now, and how many there are.
        self.tag, self.order = UNTAGGED, 0
        self.text_matrix = self.line_matrix = UNIT
        self.runs: list[Run] = []
        self.areas: list[Area] = []
        self.pictures: list[Picture] = []
        self.transparency: dict[str, None] = {}
        self.blended: dict[str, None] = {}
        self.faults: dict[str, None] = {}
        self.forms = 0

    def marks(self) -> Marks:
        things = tuple(self.runs), tuple(self.areas), tuple(self.pictures)
        return Marks(*things, tuple(self.transparency), tuple(self.blended), tuple(self.faults))

    def begin_tag(self, tag: int) -> None:
        self.tags.append(self.tag)
        self.tag = tag

    def end_tags(self, left: int) -> None:
        """End what was marked since there were so many left."""
        if len(self.tags) > left:
            self.tag = self.tags[left]
            del self.tags[left:]

    def lacks(self, name: Any) -> None:
        """Keep the name of what the page asks for and the file does not have."""
        self.faults[tr("the page asks for {name}, which the file does not have", name=name)] = None

    # ---- painting

    def paint(self, fill: bool, stroke: bool) -> None:
        """Keep the path's area, and make it the clip where the path asked for that."""
        state = self.state
        if self.path:
            box = moved(state.matrix, self.path)
            if fill:
                square = is_rectangle(self.path) and not (state.matrix[0] and state.matrix[1])
                weight = min(box.width, box.height) if square else -1
                self.area(box, state.fill, weight, square and state.opaque, state.over)
            if stroke:
                weight = state.width * abs(state.matrix[0] or state.matrix[1])
                self.area(wider(box, max(weight / 2, THINNEST)), state.stroke, weight, False, state.stroke_over)
            if self.clipping:
                self.state = state._replace(clip=state.clip.within(box))
        self.path, self.clipping = [], False

    def area(self, box: Box, colour: Colour, weight: float = -1, solid: bool = False, overprint: bool = False) -> None:
        box = box.within(self.state.clip)
        if not box.empty:
            self.order += 1
            self.areas.append(Area(box, colour, weight, solid and not colour.within, self.tag, overprint, self.order))

    def picture(
        self, pixels: tuple[int, int], space: str, key: tuple[int, int], ink: float = 0, solid: bool = False
    ) -> None:
        a, b, c, d, _, _ = self.state.matrix
        box = moved_box(self.state.matrix, 0, 0, 1, 1).within(self.state.clip)
        if not box.empty:
            size, solid = (hypot(a, b), hypot(c, d)), solid and self.state.opaque
            self.order += 1
            self.pictures.append(Picture(box, pixels, size, space, key, ink, solid, self.tag, self.order))

    def named_state(self, name: str, resources: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
        """What a named graphics state makes transparent, and what it changes of the state."""
        state = resources.get("/ExtGState", pikepdf.Dictionary()).get(name)
        if state is None:
            self.lacks(name)
            return (), {}
        written = state.unparse()  # equal states of many forms are looked at once
        if written not in self.shared.states:
            self.shared.states[written] = see_through(state), changes(state)
        return self.shared.states[written]

    # ---- text

    def font(self, name: str, resources: Any) -> Font | None:
        """A named font, read once for all pages."""
        thing = resources.get("/Font", {}).get(name)
        if thing is None:
            self.lacks(name)
            return None
        fonts = self.shared.fonts
        key = thing.objgen if thing.is_indirect else (0, len(fonts))
        if key not in fonts:
            fonts[key] = read_font(thing)
        return fonts[key]

    def write(self, pieces: Any) -> None:
        """Show strings, and move by the numbers between them (ISO 32000-2, 9.4.4)."""
        state = self.state
        font, size = state.font, state.size
        if font is None:
            return
        texts, shown, gaps, missing = [], 0.0, 0.0, 0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                text, width, lost = font.decode(bytes(piece))
                texts.append(text)
                shown += width
                missing += lost
            else:
                gaps += float(piece)
        text = "".join(texts)
        advance = (shown - gaps) / 1000 * size + len(text) * state.spacing
        if state.word_spacing:
            advance += text.count(" ") * state.word_spacing
        matrix = times(self.text_matrix, state.matrix)
        if font.vertical:  # glyphs hang from the middle of their tops (ISO 32000-2, 9.7.4.3)
            box = moved_box(matrix, -size / 2, -advance, size / 2, 0)
            self.text_matrix = times((1, 0, 0, 1, 0, -advance), self.text_matrix)
        else:
            advance *= state.stretch
            box = moved_box(matrix, 0, state.rise - BELOW * size, advance, state.rise + ABOVE * size)
            self.text_matrix = times((1, 0, 0, 1, advance, 0), self.text_matrix)
        if state.mode != INVISIBLE and not state.unseen and not box.apart(state.clip):
            colour = state.stroke if state.mode == 1 else state.fill
            height = size * hypot(matrix[2], matrix[3])
            over = state.over and state.mode_over
            self.order += 1
            self.runs.append(Run(text, box, height, colour, font.name, missing, self.tag, over, self.order))

    def move(self, x: float, y: float) -> None:
        self.text_matrix = self.line_matrix = times((1, 0, 0, 1, x, y), self.line_matrix)


def is_rectangle(path: list[tuple[float, float]]) -> bool:
    """Whether a path has the four corners of an upright rectangle and no other points."""
    return 4 <= len(path) <= 5 and len({x for x, _ in path}) == 2 and len({y for _, y in path}) == 2


def wider(box: Box, half: float) -> Box:
    return Box(box.left - half, box.bottom - half, box.right + half, box.top + half)
