"""Tell how wide composed lines are, so that boxes shrink to what is set; nothing is set here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import preferred

from kumihan.jlreq.paragraph import Paragraph
from kumihan.weasy.flatten import key_of
from kumihan.weasy.lines import composable, composition, natural

stock_inline_line_widths = preferred.inline_line_widths


def inline_line_widths(
    context: Any,
    box: Any,
    outer: bool,
    is_line_start: bool,
    minimum: bool,
    skip_stack: Any = None,
    first_line: bool = False,
) -> Any:
    """WeasyPrint's function of this name: the widths that composed lines need, so that boxes shrink to what is set."""
    made = composition(context, box, (0, 0)) if composable(box) and simple(box) else None
    if made is None or made.flat is None:
        yield from stock_inline_line_widths(context, box, outer, is_line_start, minimum, skip_stack, first_line)
        return
    key = key_of(skip_stack)
    start = made.flat.cluster_at(key) if key else 0
    indent = box.style["text_indent"].value if skip_stack is None and box.style["text_indent"].unit == "px" else 0
    for segment in made.segments:
        local = max(0, start - segment.first)
        widths = [*units(segment.paragraph, local)] if minimum else [natural(segment.paragraph, local, None)]
        for width in widths or [made.flat.spacing]:  # a line may hold nothing at all
            yield width - made.flat.spacing + indent
            if first_line:
                return
            indent = 0


def simple(box: Any) -> bool:
    """Whether a line's clusters are the same in any containing block: text and inline boxes only."""
    return all(
        isinstance(child, boxes.TextBox)
        or (isinstance(child, boxes.InlineBox) and not child.is_leader and simple(child))
        for child in box.children
        if child.is_in_normal_flow()
    ) and hasattr(box.style["text_indent"], "unit")


def units(paragraph: Paragraph, start: int) -> Iterator[float]:
    """The widths of what no line end parts; a phrase is parted where it must be."""
    ends = [index for index in range(start + 1, len(paragraph.breaks)) if paragraph.breaks[index]]
    for begin, end in zip([start, *ends], ends, strict=False):
        yield natural(paragraph, begin, end)
