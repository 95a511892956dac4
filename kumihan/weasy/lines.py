"""Put the composer's lines in the place of WeasyPrint's. Everything else on the line stays WeasyPrint's work."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import strut

from kumihan.jlreq.adjustment import set_line
from kumihan.jlreq.breaking import Fit, break_lines
from kumihan.jlreq.paragraph import Paragraph, Style
from kumihan.jlreq.spacing import JAPANESE
from kumihan.weasy.flatten import Composed, Flat, Unsupported, cluster_at, cut, flatten, skip_to

AUTOSPACE = 0.25
stock_split_inline_box = inline.split_inline_box
stock_split_text_box = inline.split_text_box
stock_justify_line = inline.justify_line


@dataclass
class Composition:
    """A paragraph's composition, kept on its box: `plans` are lines by measure, then by their first cluster."""

    signature: tuple[object, ...]
    flat: Flat | None = None
    paragraph: Paragraph | None = None
    plans: dict[tuple[float, float, int], dict[int, Fit]] = field(default_factory=dict)


def composition(context: Any, box: Any, containing_block: Any) -> Composition:
    """The composition of a LineBox; counters filled in later rebuild parts of the tree, so it is made anew then."""
    signature = tuple(signs(box))
    known: Composition | None = box.__dict__.get("composition")
    if known is None or known.signature != signature:
        known = box.composition = Composition(signature)
        try:
            flat = flatten(context, box, containing_block)
        except Unsupported:
            return known
        if any(cluster.char_class in JAPANESE for cluster in flat.clusters):
            known.flat = flat
            known.paragraph = Paragraph(tuple(flat.clusters), style_of(box))
    return known


def signs(box: Any) -> Any:
    """What must stay the same for a composition to hold: the boxes and their texts."""
    for child in box.children:
        yield id(child)
        if isinstance(child, boxes.TextBox):
            yield child.text
        elif isinstance(child, boxes.InlineBox):
            yield from signs(child)


def style_of(box: Any) -> Style:
    style = box.style
    justify = style["text_align_all"] == "justify" and style["text_justify"] not in ("none", "inter-word")
    autospace = 0.0 if style["text_autospace"] == "no-autospace" else AUTOSPACE
    return Style(autospace, style["text_spacing_trim"] != "space-all", justify)


def composable(box: Any, containing_block: Any) -> bool:
    """Whether the box is a line of running text whose measure does not depend on its own content."""
    if not isinstance(box, boxes.LineBox) or box.__dict__.get("composed_line") or box.style["direction"] != "ltr":
        return False
    if isinstance(containing_block, (boxes.InlineBlockBox, boxes.TableCellBox, boxes.MarginBox)):
        return False
    return not (containing_block.is_floated() or containing_block.is_absolutely_positioned())


def split_inline_box(
    context: Any,
    box: Any,
    position_x: float,
    max_x: float,
    bottom_space: Any,
    skip_stack: Any,
    containing_block: Any,
    *rest: Any,
) -> Any:
    """WeasyPrint's function of this name: for a line of running text, the composer's line."""

    def stock(line: Any, right: float, skip: Any) -> Any:
        return stock_split_inline_box(context, line, position_x, right, bottom_space, skip, containing_block, *rest)

    first_line_style = rest[-1]
    if first_line_style is not None or not composable(box, containing_block):
        return stock(box, max_x, skip_stack)
    made = composition(context, box, containing_block)
    if made.flat is None or made.paragraph is None:
        return stock(box, max_x, skip_stack)
    start = cluster_at(made.flat, skip_stack)
    measure = round(max_x - position_x, 6)
    if start >= len(made.flat.clusters) or measure <= 0:
        return stock(box, max_x, skip_stack)
    line = set_line(made.paragraph, chosen(made, start, measure, round(measure + box.text_indent, 6)))
    children = [child for child in (cut(made.flat, child, line) for child in box.children) if child is not None]
    piece = box.copy_with_children(children)
    piece.composed_line = True
    result = stock(piece, inf, None)
    count = len(made.flat.clusters)
    resume = skip_to(made.flat.keys[line.end]) if line.end < count else None
    return (result[0], resume, False, *result[3:])


def chosen(made: Composition, start: int, first: float, rest: float) -> Fit:
    """The line that begins at a cluster. Lines of a paragraph are chosen together, and kept while the measure stays."""
    assert made.paragraph is not None
    for (known_first, known_rest, begun), lines in made.plans.items():
        if start in lines and known_rest == rest and first == (known_first if start == begun else known_rest):
            return lines[start]
    lines = break_lines(made.paragraph, start, first, rest)
    made.plans[first, rest, start] = lines
    return lines[start]


def split_text_box(context: Any, box: Any, available_width: Any, skip: int, is_line_start: bool = True) -> Any:
    """WeasyPrint's function of this name: a piece of a composed line is already as wide as it will be."""
    composed: Composed | None = box.__dict__.get("composed")
    if composed is None or skip:
        return stock_split_text_box(context, box, available_width, skip, is_line_start)
    piece = box.copy_with_text(box.text)
    piece.pango_layout = composed.shaped.layout
    piece.width, piece.height = sum(composed.advances), composed.shaped.height
    line_height, _ = strut(box.style)
    piece.margin_top = piece.margin_bottom = (line_height - piece.height) / 2
    piece.baseline = composed.shaped.baseline + piece.margin_top
    return piece, None, False


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """WeasyPrint's function of this name: a composed line is flush already."""
    if not line.__dict__.get("composed_line"):
        stock_justify_line(context, line, extra_width)
