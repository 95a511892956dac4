"""Keep body lines on the grid: a block is rounded up to whole lines (CSS Rhythmic Sizing 1), a ground reaches out of the grid."""

from __future__ import annotations

from typing import Any

from weasyprint.layout import block

stock_block_level_layout = block.block_level_layout
# Rounding in layout must not add a whole step.
SLACK = 0.01


def block_level_layout(context: Any, source: Any, *arguments: Any, **options: Any) -> Any:
    """WeasyPrint's function of this name; a block with `block-step-size` gets room above and below.

    One that goes on begins where its column does, as all pieces of it do; it gets its room below.
    """
    bottom_space = arguments[0] if arguments else options["bottom_space"]
    skip_stack = arguments[1] if len(arguments) > 1 else options["skip_stack"]
    result = stock_block_level_layout(context, source, *arguments, **options)
    box = result[0]
    if box is not None and box.style["block_step_size"] != "none" and not box.is_floated():
        wanting = room_to_next_step(box, box.style["block_step_size"])
        # At the foot of a column nothing follows that would have to stand on a line.
        if wanting and not context.overflows_page(bottom_space, box.position_y + box.margin_height() + wanting):
            widen(box, 0.0 if skip_stack else wanting / 2, wanting)
    if box is not None and skip_stack and has_ground(box):
        reach_up(box)
    return result


def has_ground(box: Any) -> bool:
    """Whether every piece of a box that is cut has a ground with padding of its own."""
    return bool(box.style["box_decoration_break"] == "clone")


def reach_up(box: Any) -> None:
    """Let the ground of a piece that goes on reach as far above its first line as it reaches below its last.

    It reaches over the head of the column, as it does at the sides: the line itself stands on the grid.
    """
    wanting = max(0.0, float(box.padding_bottom - box.padding_top))
    box.position_y -= wanting
    box.padding_top += wanting


def room_to_next_step(box: Any, size: float) -> float:
    """What is wanting to the next multiple of `size` px."""
    wanting: float = (size - box.margin_height() % size) % size
    return wanting if SLACK < wanting < size - SLACK else 0.0


def widen(box: Any, above: float, wanting: float) -> None:
    """Add room to a laid-out block, some of it `above` the content."""
    for child in getattr(box, "children", ()):
        child.translate(dy=above)
    box.padding_top += above
    box.padding_bottom += wanting - above
