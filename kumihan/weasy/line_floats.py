"""Set what floats within a line: whole and once, wherever pages end. Lines beside floats are broken elsewhere.

A float stands beside its line where the words before it leave room, else below it; one that the page has no room for waits
for the head of the next page, and only one that is higher than a page is cut. WeasyPrint goes on with a float of a line
that was taken back, goes over words that it set before a float, and ends a document before a float that waits.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, page
from weasyprint.layout.block import remove_placeholders

from kumihan.weasy.building import NO_EDGES, Surroundings
from kumihan.weasy.hooks import replace

stock_float_layout = inline.float_layout
stock_in_block = block.float_layout
stock_at_head = page.float_layout
stock_make_page = page.make_page
stock_skip_first_whitespace = inline.skip_first_whitespace
WHOLE = {0: None}
RIGHT = ("right", "inline-end")


def install() -> None:
    replace("layout.inline.float_layout", float_layout)
    replace("layout.block.float_layout", float_in_block)
    replace("layout.page.float_layout", float_at_head)
    replace("layout.page.make_page", make_page)
    replace("layout.page.block_level_layout", page_content)
    replace("layout.inline.skip_first_whitespace", skip_first_whitespace)


def float_layout(
    context: Any, box: Any, containing_block: Any, absolute_boxes: list[Any], fixed_boxes: list[Any],
    bottom_space: Any, skip_stack: Any,
) -> tuple[Any, Any]:  # fmt: skip
    """WeasyPrint's function of this name, for floats in lines: the float, or what stands for one that goes on elsewhere.

    Lines that are not composed keep theirs.
    """
    if "in_composed_line" not in box.__dict__:
        return float_in_block(context, box, containing_block, absolute_boxes, fixed_boxes, bottom_space, skip_stack)
    if any(each.is_floated() for each in context.broken_out_of_flow):
        return waiting(box), WHOLE  # no float stands before an earlier one (CSS 2, 9.5.1)
    shapes, absolutes, fixed = context.excluded_shapes[:], list[Any](), list[Any]()
    whole, _ = stock_float_layout(context, box, containing_block, absolutes, fixed, float("-inf"), None)
    if not context.overflows_page(bottom_space, whole.position_y + whole.margin_height()):
        absolute_boxes += absolutes
        fixed_boxes += fixed
        return whole, None
    remove_placeholders(context, [whole], absolutes, fixed)
    context.excluded_shapes[:] = shapes
    if whole.margin_height() <= context.current_footnote_area.page.height:
        return waiting(box), WHOLE
    made: tuple[Any, Any] = stock_float_layout(
        context, box, containing_block, absolute_boxes, fixed_boxes, bottom_space, skip_stack
    )
    return made


def float_in_block(
    context: Any, box: Any, containing_block: Any, absolute_boxes: list[Any], fixed_boxes: list[Any],
    bottom_space: Any, skip_stack: Any,
) -> tuple[Any, Any]:  # fmt: skip
    """WeasyPrint's function of this name, for all other floats; they stand behind those that wait.

    In a column one that is cut would go on in the next page.
    """
    if any(where is WHOLE for *_, where in context.broken_out_of_flow.values()):
        return waiting(box), WHOLE
    if context.in_column:
        bottom_space = float("-inf")
    made: tuple[Any, Any] = stock_in_block(
        context, box, containing_block, absolute_boxes, fixed_boxes, bottom_space, skip_stack
    )
    return made


def float_at_head(context: Any, box: Any, containing_block: Any, *arguments: Any) -> tuple[Any, Any]:
    """WeasyPrint's function of this name, for what goes on from the page before; one after the other."""
    if any(each.is_floated() for each in context.broken_out_of_flow):
        return waiting(box), arguments[-1] or WHOLE
    made: tuple[Any, Any] = stock_at_head(context, box, containing_block, *arguments)
    return made


def waiting(box: Any) -> Any:
    """What stands in the line for a float that waits: nothing that is seen."""
    style = box.style.copy()
    style["anchor"] = None
    box.__dict__.update(NO_EDGES)
    box.width = box.height = 0
    mark = boxes.BlockBox(box.element_tag, style, box.element, [])
    mark.__dict__.update(NO_EDGES)
    mark.position_x, mark.position_y, mark.width, mark.height = box.position_x, box.position_y, 0, 0
    return mark


def beside(context: Any, box: Any, containing_block: Any, around: Surroundings) -> Any:
    """A float at the height of its line, as stands beside it; None where there is no room, and nothing is changed."""
    shapes, absolutes, fixed = context.excluded_shapes[:], list[Any](), list[Any]()
    box.position_x, box.position_y = containing_block.content_box_x(), around.position_y
    laid, resume = float_layout(
        context, box, containing_block, absolutes, fixed, around.bottom_space, None
    )
    if resume is None and abs(laid.position_y - around.position_y) < 0.01:
        around.absolute_boxes += absolutes
        around.fixed_boxes += fixed
        return laid
    remove_placeholders(context, [laid], absolutes, fixed)
    context.excluded_shapes[:] = shapes
    return None


def take_back(context: Any, laid: Any, around: Surroundings) -> None:
    """Undo that a float was put beside a line."""
    remove_placeholders(context, [laid], around.absolute_boxes, around.fixed_boxes)


def is_right(laid: Any) -> bool:
    return laid.style["float"] in RIGHT


def skip_first_whitespace(box: Any, skip_stack: Any) -> Any:
    """WeasyPrint's function of this name; behind the last child of a box, where a float may have been, there is nothing."""
    if skip_stack is not None and isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        (index,) = skip_stack
        if index >= len(box.children):
            return "continue"
    return stock_skip_first_whitespace(box, skip_stack)


def make_page(
    context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int, page_state: Any
) -> tuple[Any, Any, Any]:
    """WeasyPrint's function of this name; a float goes on once, if it stands on the page, and then there is a next page."""
    made, resume, next_page = stock_make_page(context, root_box, page_type, resume_at, page_number, page_state)
    if context.broken_out_of_flow:
        keep_standing(context, made)
        if resume is None and any(each.is_floated() for each in context.broken_out_of_flow):
            resume = {len(root_box.children): None}  # behind the last of the text
            context.goes_on = True
    return made, resume, next_page


def page_content(context: Any, root: Any, *arguments: Any, **options: Any) -> Any:
    """WeasyPrint's block_level_layout, of a whole page; below floats that leave no room for a word it is an empty frame.

    WeasyPrint's own way to that fails where the text goes on within a line.
    """
    made = block.block_level_layout(context, root, *arguments, **options)
    if made[0] is not None or options:
        return made
    bottom_space, resume_at, containing_block, page_is_empty, *rest = arguments
    if page_is_empty or not resume_at:
        return made
    frame = parent = root.deepcopy()
    where = resume_at
    while where and len(where) == 1:
        ((index, where),) = where.items()
        child = parent.children[index] if index < len(parent.children) else None
        if child is None or child.is_table_wrapper or isinstance(child, boxes.LineBox):
            break
        parent.children = parent.children[: index + 1]
        parent = child
    parent.children, parent.force_fragmentation = [], True
    laid = block.block_level_layout(context, frame, bottom_space, resume_at, containing_block, True, *rest)
    return laid[0], resume_at, *made[2:]


def keep_standing(context: Any, made: Any) -> None:
    """Forget the floats that go on from trials and from lines that were taken back."""
    standing = {id(each) for each in made.descendants(placeholders=True)}
    elements = {(each.element, each.element_tag) for each in made.descendants() if each.is_floated()}
    entries: dict[Any, list[Any]] = defaultdict(list)
    for box in context.broken_out_of_flow:
        if box.is_floated():
            entries[box.element, box.element_tag].append(box)
    for element, found in entries.items():
        # WeasyPrint notes a float in a line by its box before layout.
        kept = [box for box in found if id(box) in standing] or (found[-1:] if element in elements else [])
        for box in found:
            if all(box is not each for each in kept):
                del context.broken_out_of_flow[box]
