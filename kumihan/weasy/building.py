"""Build the boxes of one composed line: copies of the paragraph's boxes, cut to the line and placed on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, inline
from weasyprint.text import line_break

from kumihan.jlreq.adjustment import Line
from kumihan.jlreq.paragraph import Paragraph
from kumihan.jlreq.ruby import spaced, starts
from kumihan.weasy.flatten import Flat, Reading, hyphen, lay_out_object, neighbours
from kumihan.weasy.shaping import ShapedCluster, Typeface

# Where the baseline parts the em box of a Japanese font.
ASCENT, DESCENT = 0.88, 0.12
SAME_PITCH = 1e-6
# A text box has no edges of its own.
NO_EDGES = {
    f"{edge}_{side}{end}": 0
    for side in ("top", "right", "bottom", "left")
    for edge, end in (("margin", ""), ("padding", ""), ("border", "_width"))
}


@dataclass(frozen=True, slots=True)
class Composed:
    """What a piece of text is drawn from: its clusters, their advances in px, and the first glyph's shift from the box.

    `rise` is how far a reading stands above the baseline, `outside` how high the reading is beyond which marks of
    emphasis stand (px).
    """

    clusters: tuple[ShapedCluster, ...]
    advances: tuple[float, ...]
    shift: float
    rise: float = 0.0
    outside: float = 0.0


@dataclass(slots=True)
class Surroundings:
    """What WeasyPrint's line layout passes along: lists that boxes out of the flow are added to."""

    bottom_space: Any
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    position_y: float
    placeholders: list[Any]
    waiting_floats: list[Any]
    line_children: list[Any]
    # The floats that stand beside the line, by the id of the box that they are a copy of.
    beside: dict[int, Any] = field(default_factory=dict)


class Builder:
    """Places the clusters [start, last] of a line of the LineBox `box`; `first` is the segment's first cluster, `x` its left in px."""

    def __init__(
        self, box: Any, flat: Flat, paragraph: Paragraph, first: int, line: Line, x: float, around: Surroundings
    ) -> None:
        self.flat, self.paragraph, self.first, self.line, self.around = flat, paragraph, first, line, around
        self.strut: tuple[float, float] = inline.strut(box.style)
        self.start, self.last, self.end = first + line.start, first + line.last, first + line.end
        self.lead, self.body = paragraph.lead, paragraph.body
        # The origin of every glyph; edges of boxes stand before the glyph that they were given to.
        self.origins: list[float] = []
        pen = x
        for index, advance in enumerate(line.advances, self.start):
            self.origins.append(pen + flat.before.get(index, 0.0))
            pen += advance
        self.origins[0] += line.shift
        self.pen = x
        self.readings = {id(each.box): (each, compound) for compound in flat.rubies for each in compound}

    def ink(self, index: int) -> tuple[float, float]:
        """The left and right of a cluster without the blanks that it gave up and without edges of boxes, in px."""
        origin, local = self.origins[index - self.start], index - self.first
        left = origin + self.lead[local]
        return left, left + self.body[local] - self.flat.clusters[index].edge

    def children(self, box: Any) -> list[Any]:
        """The pieces of a box's children that stand on this line."""
        return [piece for child in box.children if (piece := self.piece(box, child)) is not None]

    def piece(self, parent: Any, box: Any) -> Any:
        begin, end = self.flat.spans[id(box)]
        if id(box) in self.readings:
            each, compound = self.readings[id(box)]
            return self.reading(each, compound) if self.start < each.stop <= self.last + 1 else None
        if begin == end:
            here = self.start < begin <= self.end or begin == self.start == 0
            return self.empty(parent, box) if here else None
        if end <= self.start or begin > self.last:
            return None
        if isinstance(box, boxes.TextBox):
            return self.text(box, max(begin, self.start), min(end, self.last + 1))
        if isinstance(box, boxes.InlineBox) and not box.is_leader:
            return self.inline(box, begin, end)
        return self.object(box, begin)

    def text(self, box: Any, start: int, stop: int) -> Any:
        """A text box of the clusters [start, stop); a gap after it stays outside, so that links end with their ink."""
        flat = self.flat
        shaped = tuple(cluster for cluster in flat.shaped[start:stop] if cluster is not None)
        piece = box.copy_with_text("".join(cluster.text for cluster in shaped))
        left, _ = self.ink(start)
        _, right = self.ink(stop - 1)
        origins = self.origins[start - self.start : stop - self.start]
        advances = [after - before for before, after in pairwise(origins)]
        advances.append(right - origins[-1])
        if self.line.hyphen and stop == self.last + 1:
            mark = hyphen(flat.faces[id(box)], box.style)
            right += mark.advance
            piece.text += mark.text
            shaped, advances = (*shaped, mark), [*advances, mark.advance]
        outside = self.reading_outside(box.style, start) if flat.rubies else 0.0
        piece.composed = Composed(shaped, tuple(advances), origins[0] - left, 0.0, outside)
        piece.position_x, piece.width = left, right - left
        self.pen = right
        set_height(piece, flat.faces[id(box)])
        self.keep_pitch(piece)
        return piece

    def reading_outside(self, style: Any, start: int) -> float:
        """The height of the reading on the side of a text's emphasis marks (CSS Text Decoration 3, 3.4), px."""
        side = "under" if "under" in style["text_emphasis_position"] else "over"
        for each, _ in self.readings.values():
            if each.first <= start < each.stop and each.box.style["ruby_position"] == side:
                return each.size
        return 0.0

    def inline(self, box: Any, begin: int, end: int) -> Any:
        """An inline box around its pieces; an edge that is on another line is taken away."""
        relative = box.style["position"] == "relative"
        outer = self.around.absolute_boxes
        if relative:
            self.around.absolute_boxes = []
        children = self.children(box)
        if not children:
            self.around.absolute_boxes = outer
            return None
        piece = box.copy_with_children(children)
        piece.remove_decoration(start=begin < self.start, end=end > self.end)
        self.frame(piece)
        if relative:
            for child in self.around.absolute_boxes:
                absolute.absolute_layout(
                    self.flat.context, child, piece, self.around.fixed_boxes, self.around.bottom_space, skip_stack=None
                )
            self.around.absolute_boxes = outer
        return piece

    def reading(self, each: Reading, compound: tuple[Reading, ...]) -> Any:
        """A reading over its base; it takes no room in the line."""
        here = [one for one in compound if self.start < one.stop <= self.last + 1]
        bases = [self.base(one) for one in here]
        before, after = neighbours(self.flat, compound)
        left = bases[0][0] - (before if here[0].first > self.start else 0.0)
        right = bases[-1][1] + (after if here[-1].stop <= self.last else 0.0)
        number = here.index(each)
        begin, end = bases[number]
        box, advances = each.box, [cluster.advance for cluster in each.clusters]
        x, offsets = begin, spaced(end - begin, advances, box.style["ruby_align"])
        if each.width > end - begin or len(here) > 1:
            x, offsets = starts(bases, [one.width for one in here], left, right)[number], spaced(0, advances, "start")
        piece = box.copy_with_children([box.children[0].copy_with_text(box.children[0].text)])
        steps = [*(after - before for before, after in pairwise(offsets)), advances[-1]]
        em = self.flat.clusters[each.first].em
        text = piece.children[0]
        text.composed = Composed(
            each.clusters, tuple(steps), offsets[0], rise(em, each.size, box.style["ruby_position"])
        )
        for part in (piece, text):
            part.__dict__.update(NO_EDGES)
            part.position_x, part.width, part.height, part.baseline = x, offsets[-1] + advances[-1], 0, 0
            part.annotation = True
        return piece

    def base(self, each: Reading) -> tuple[float, float]:
        """The left and right of a reading's base with the room that it was given, in px."""
        # A base that is longer than the line may have begun on the line before.
        first = max(each.first, self.start)
        before = self.flat.before.get(first, 0.0)
        left, _ = self.ink(first)
        last = each.stop - 1
        right, _ = self.ink(last)
        left -= before + (self.paragraph.head[self.line.start] if first == self.start else 0.0)
        right += self.body[last - self.first] - self.flat.before.get(last, 0.0)
        return left, right + (self.flat.feet[each.stop] if each.stop == self.end else 0.0)

    def frame(self, piece: Any) -> None:
        """Put an inline box around what it holds."""
        flow = in_line(piece)
        left = flow[0].position_x if flow else self.pen
        right = flow[-1].position_x + flow[-1].margin_width() if flow else self.pen
        piece.position_x = left - piece.margin_left - piece.border_left_width - piece.padding_left
        piece.width = right - left
        inline._adjust_line_height(piece)
        self.keep_pitch(piece)

    def keep_pitch(self, piece: Any) -> None:
        """Stand type of the paragraph's own pitch in its line box, whatever its font and size (JLREQ 2.4.2: one pitch).

        Baselines of fonts are at different heights; CSS would make a line with a bold word a little higher (CSS 2, 10.8.1).
        """
        high, baseline = self.strut
        if abs(piece.margin_height() - high) < SAME_PITCH:
            rise = baseline - piece.baseline
            piece.baseline = baseline
            piece.margin_top += rise
            piece.margin_bottom -= rise

    def empty(self, parent: Any, box: Any) -> Any:
        """A box without clusters: an anchor, or a box that is out of the flow."""
        if not box.is_in_normal_flow():
            waiting: list[Any] = []
            around = self.around
            if id(box) in around.beside:
                return around.beside[id(box)]
            box.position_y = around.position_y
            inline._out_of_flow_layout(
                self.flat.context, parent, self.flat.containing_block, 0, box, [], around.line_children, waiting,
                around.waiting_floats, around.absolute_boxes, around.fixed_boxes, around.placeholders,
                {"left": 0, "right": 0}, self.pen, self.pen, around.bottom_space,
            )  # fmt: skip
            return waiting[0][1] if waiting else None
        if isinstance(box, boxes.TextBox):
            return None
        piece = box.copy_with_children(self.children(box))
        self.frame(piece)
        return piece

    def object(self, box: Any, index: int) -> Any:
        left, right = self.ink(index)
        around = self.around
        box.position_y = around.position_y
        piece = lay_out_object(
            self.flat.context, box, left, self.flat.containing_block, around.absolute_boxes, around.fixed_boxes
        )
        self.pen = right
        return piece


def in_line(piece: Any) -> list[Any]:
    """The children that take room in the line: neither out of the flow nor readings."""
    return [child for child in piece.children if child.is_in_normal_flow() and "annotation" not in child.__dict__]


def rise(em: float, size: float, position: str) -> float:
    """How far the baseline of a reading stands above its base's: em box on em box (JLREQ 3.3.4), px."""
    if position == "under":
        return -(DESCENT * em + ASCENT * size)
    return ASCENT * em + DESCENT * size


def set_height(piece: Any, face: Typeface) -> None:
    """A text box is as high as its type, whatever fonts it takes glyphs from, so that lines stay on the grid."""
    piece.__dict__.update(NO_EDGES)
    piece.height = face.size
    piece.margin_top = piece.margin_bottom = (face.line_height - face.size) / 2
    piece.baseline = face.baseline
    piece.pango_layout = None
    if piece.style["text_decoration_line"] != "none":
        # Only its metrics of underlines are read.
        piece.pango_layout = line_break.Layout(piece.style)
        piece.pango_layout.deactivate()
