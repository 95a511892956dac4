"""Lay out the lines of paragraphs whose boxes are all in the flow, with no floats beside them.

They need little of what WeasyPrint does for a line, and a line of words that was laid out on a trial can be had again. The
lines are those of `lines`, and they stand where WeasyPrint would put them. `KUMIHAN_PERF=0` leaves this out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, percent
from weasyprint.layout.float import avoid_collisions

from kumihan.jlreq.classes import CharClass
from kumihan.weasy.building import Surroundings
from kumihan.weasy.flatten import key_of
from kumihan.weasy.hooks import replace
from kumihan.weasy.lines import Composition, composable, compose, composition

stock_iter_line_boxes = inline.iter_line_boxes


def install() -> None:
    replace("layout.block.iter_line_boxes", iter_line_boxes)


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of words as it stands about y = 0, how to go on after it, and whether it is empty, so that it takes no room."""

    line: Any
    resume: Any
    empty: bool

    def at(self, y: float) -> Any:
        """The line at a height in px."""
        line = again(self.line, 0 if self.empty else y - self.line.position_y)
        line.position_y = y
        return line


def iter_line_boxes(
    context: Any, box: Any, position_y: float, bottom_space: Any, skip_stack: Any, containing_block: Any,
    absolute_boxes: list[Any], fixed_boxes: list[Any], first_letter_style: Any, first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:  # fmt: skip
    """WeasyPrint's function of this name: lines of the paragraph from the place where it was left."""
    made = None
    if not (first_letter_style or first_line_style or context.excluded_shapes) and composable(box):
        made = composition(context, box, containing_block)
    room = None
    if made and made.flat and containing_block.style["direction"] == "ltr" and all_in_flow(made, box):
        room = bounds(context, box, position_y, skip_stack, containing_block)
    if made is None or room is None:
        yield from stock_iter_line_boxes(
            context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            first_letter_style, first_line_style,
        )  # fmt: skip
        return
    around = Surroundings(bottom_space, absolute_boxes, fixed_boxes, 0.0, [], [], [])
    skip_stack = inline.skip_first_whitespace(box, skip_stack)
    while skip_stack != "continue":
        line, resume = lay_line(context, made, box, skip_stack, position_y, *room, containing_block, around)
        position_y += line.height
        yield line, resume
        if resume is None:
            return
        box.text_indent = 0
        skip_stack = begin(made, box, resume)


def bounds(context: Any, box: Any, y: float, skip_stack: Any, containing_block: Any) -> tuple[float, float] | None:
    """The left and the width of all lines, px; None where nothing has room. The box learns the indent of the first."""
    percent.resolve_percentages(box, containing_block)
    box.text_indent = 0
    if skip_stack is None:
        percent.resolve_one_percentage(box, "text_indent", containing_block.width)
    box.position_y, box.width, box.height = y, 0, 0
    left, _, available = avoid_collisions(context, box, containing_block, outer=False)
    return (left, available) if round(min(available, available - box.text_indent), 6) > 0 else None


def all_in_flow(made: Composition, box: Any) -> bool:
    """Whether a composed paragraph has only boxes in the flow, and no leaders, which take what a line leaves."""
    known = made.kept.get("in flow")
    if known is None:
        known = made.kept["in flow"] = is_in_flow(box)
    return bool(known)


def is_in_flow(box: Any) -> bool:
    return all(
        isinstance(child, boxes.TextBox)
        or (
            child.is_in_normal_flow()
            and not child.is_leader
            and (not isinstance(child, boxes.InlineBox) or is_in_flow(child))
        )
        for child in box.children
    )


def words_only(line: Any) -> bool:
    return all(
        isinstance(child, boxes.TextBox) or (isinstance(child, boxes.InlineBox) and words_only(child))
        for child in line.children
    )


def begin(made: Composition, box: Any, resume: Any) -> Any:
    """Where a line begins: spaces at its start are passed over; they can only be where the line before was broken off."""
    flat = made.flat
    assert flat is not None
    index = flat.cluster_at(key_of(resume))
    plain = index < len(flat.clusters) and flat.clusters[index].char_class is not CharClass.WORD_SPACE
    return resume if plain and not flat.stops else inline.skip_first_whitespace(box, resume)


def lay_line(
    context: Any, made: Composition, box: Any, skip_stack: Any, y: float, left: float, available: float,
    containing_block: Any, around: Surroundings,
) -> tuple[Any, Any]:  # fmt: skip
    """The line at this place and height, as WeasyPrint's get_next_linebox has it, and how to go on after it.

    A line of words alone is kept for the next time.
    """
    key = key_of(skip_stack)
    place = (key, left, available, box.text_indent)
    if (known := made.kept.get(place)) is not None:
        return known.at(y), known.resume
    box.position_x, box.position_y, around.position_y = left, y, y
    begin_x = left + box.text_indent
    measure = round(left + available - begin_x, 6)
    line, resume, forced = compose(made, box, key, measure, begin_x, containing_block, around)
    empty = inline.is_phantom_linebox(line) and not forced
    offset = 0.0
    if empty:
        line.height = 0
    else:
        inline.remove_last_whitespace(context, line)
        offset = inline.text_align(context, line, available, last=resume is None or forced)
        bottom, top = inline.line_box_verticality(line)
        line.baseline, line.position_y, line.height = -top, top, bottom - top
        line.margin_top = line.margin_bottom = 0
    if words_only(line):
        line.translate(offset, 0)
        kept = made.kept[place] = Kept(line, resume, empty)
        return kept.at(y), resume
    line.translate(offset, y - line.position_y)
    line.position_y = y
    return line, resume


def again(box: Any, dy: float) -> Any:
    """A copy of a laid-out line or of what stands in it, so much lower."""
    copy = box.copy()
    copy.position_y += dy
    if not isinstance(box, boxes.TextBox):
        copy.children = [again(child, dy) for child in box.children]
    return copy
