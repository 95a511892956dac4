"""Hold page floats and the columns around them: what room they take, and where they are put; what goes where is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, ReplacedBox
from weasyprint.layout import block, column
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import strut

# What is seen at the end of a text.
ENDS = (LineBox, ReplacedBox)


class Anchor(AbsolutePlaceholder):  # type: ignore[misc]
    """Where a float stands in the text."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the columns of one page are laid out with; lengths in px. `bottom` is the lowest that text may reach, in
    the last column `deeper` below that."""

    context: Any
    box: Any
    containing_block: Any
    floats: tuple[Any, ...]
    count: int
    width: float
    gap: float
    top: float
    bottom: float
    page_is_empty: bool
    styles: tuple[Any, Any]
    deeper: float = 0.0

    def left(self, number: int) -> float:
        return float(self.box.content_box_x()) + number * (self.width + self.gap)

    @property
    def line(self) -> float:
        return float(strut(self.box.style)[0])


@dataclass(frozen=True, slots=True)
class Column:
    """A column as laid out: its box (None without text), where the text goes on, and its floats from head to foot."""

    box: Any
    resume: Any
    next_page: Any
    heads: tuple[int, ...] = ()
    feet: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """The columns of one page with the floats across them, and what waits for the next page."""

    columns: tuple[Column, ...]
    resume: Any
    waiting: tuple[int, ...]
    heads: tuple[int, ...] = ()
    feet: tuple[int, ...] = ()


def anchored(laid: tuple[Column, ...]) -> list[int]:
    """The floats whose anchors stand in these columns, in the order of the text."""
    return [anchor.page_float for each in laid if each.box is not None for _, anchor in anchors(each.box)]


def anchor_of(laid: Column, number: int) -> Anchor:
    return next(anchor for _, anchor in anchors(laid.box) if anchor.page_float == number)


def anchors(box: Any) -> Iterator[tuple[Any, Anchor]]:
    """Every anchor in a box with the box that holds it."""
    for child in getattr(box, "children", ()):
        if isinstance(child, Anchor):
            yield box, child
        else:
            yield from anchors(child)


def discard(setting: Setting, *laid: Column) -> None:
    """Take back what a trial has said to the page: its notes at the foot."""
    block.remove_placeholders(setting.context, [each.box for each in laid if each.box is not None], [], [])


def has_notes(laid: Column) -> bool:
    return laid.box is not None and any(each.footnote is not None for each in laid.box.descendants())


def across(setting: Setting, number: int) -> bool:
    return bool(setting.floats[number].style["float_reference"] == "page")


def height(setting: Setting) -> float:
    return setting.bottom - setting.top


def depth(setting: Setting, laid: Column) -> float:
    """What a column takes with its floats down to its last line or picture, px.

    Its own box says nothing of that: one that goes on in the next column is as deep as the column.
    """
    text = 0.0
    if laid.box is not None:
        ends = (each.position_y + each.height for each in laid.box.descendants() if isinstance(each, ENDS))
        text = float(max(ends, default=laid.box.position_y) - laid.box.position_y)
    return room(setting, laid.heads) + text + room(setting, laid.feet)


@contextmanager
def restyled(boxes: Sequence[Any], name: str, value: object) -> Iterator[None]:
    """Lay boxes out with another value of one property. The styles that this makes are kept with their own."""
    kept = [(box, box.style) for box in boxes]
    for box, style in kept:
        known = style.__dict__.setdefault("restyled", {})
        if name not in known:
            known[name] = style.copy()
            known[name][name] = value
        box.style = known[name]
    try:
        yield
    finally:
        for box, style in kept:
            box.style = style


def room(setting: Setting, numbers: tuple[int, ...]) -> float:
    """What floats take from the text with the space towards it: whole lines, px."""
    total = 0.0
    for number in numbers:
        box = lay_float(setting, number)
        total += whole(setting, float(box.margin_height()))
    return total


def whole(setting: Setting, size: float) -> float:
    """Up to a multiple of the line height; rounding in layout must not add a line."""
    return -(-(size - 0.01) // setting.line) * setting.line


def lay_float(setting: Setting, number: int) -> Any:
    """A float laid out by itself at the origin, once for every width."""
    box = setting.floats[number]
    width = setting.box.width if across(setting, number) else setting.width
    known: dict[float, Any] = box.__dict__.setdefault("as_float", {})
    if width not in known:
        context = setting.context
        made = box.deepcopy()
        for name in ("page_float", "is_in_normal_flow", "as_float"):
            made.__dict__.pop(name, None)
        frame = column._create_column_box(setting.box, setting.containing_block, [], width, 0)
        frame.position_x = made.position_x = made.position_y = 0
        context.create_block_formatting_context(frame)
        known[width] = block.block_level_layout(
            context, made, float("-inf"), None, frame, True, [], [], [], *setting.styles
        )[0]
        context.finish_block_formatting_context(frame)
    return known[width]


def place(setting: Setting, spread: Spread, absolute_boxes: Any, fixed_boxes: Any) -> None:
    """Put the floats where they were found to stand; in the tree each stands at its anchor, so that it is read there."""
    box = setting.box
    top = setting.top
    bottom = top + (height(setting) + 0.01) // setting.line * setting.line  # notes at the foot take no whole lines
    made = {**stack(setting, spread.heads, box.content_box_x(), top, None)}
    made |= stack(setting, spread.feet, box.content_box_x(), None, bottom)
    inner_top, inner_bottom = top + room(setting, spread.heads), bottom - room(setting, spread.feet)
    lowest = inner_top
    frames = []
    for number, each in enumerate(spread.columns):
        made |= stack(setting, each.heads, setting.left(number), inner_top, None)
        made |= stack(setting, each.feet, setting.left(number), None, inner_bottom)
        lowest = max(lowest, inner_top + room(setting, each.heads))
        frame = each.box
        if frame is None:
            frame = column._create_column_box(box, setting.containing_block, [], setting.width, inner_top)
            frame.position_x, frame.height = setting.left(number), 0
        lowest = max(lowest, frame.position_y + frame.margin_height(), inner_bottom if each.feet else 0)
        frames.append(frame)
    for frame in frames:
        for parent, anchor in list(anchors(frame)):
            children = list(parent.children)
            here = made.pop(anchor.page_float, None)
            at = next(index for index, child in enumerate(children) if child is anchor)
            children[at : at + 1] = [here] if here is not None else []
            parent.children = children
        # A column begins at the head, whatever floats above its text.
        frame.position_y, frame.height = inner_top, lowest - inner_top
    # Those whose anchors stand on a page before come first.
    box.children = [*(made[number] for number in sorted(made)), *frames]
    end = bottom if spread.feet else lowest
    if box.height == "auto":
        box.height = max(end - setting.top, 0)
    collect(frames, absolute_boxes, fixed_boxes)


def collect(frames: list[Any], absolute_boxes: Any, fixed_boxes: Any) -> None:
    """Nothing positioned against the page is lost: hand its placeholders on."""
    for frame in frames:
        for child in placeholders(frame):
            if not child._layout_done:
                (absolute_boxes if child.style["position"] == "absolute" else fixed_boxes).append(child)


def placeholders(box: Any) -> Iterator[Any]:
    """The placeholders in a box; WeasyPrint's own walk gives what they stand for instead."""
    for child in getattr(box, "children", ()):
        if isinstance(child, AbsolutePlaceholder):
            yield child
        else:
            yield from placeholders(child)


def stack(
    setting: Setting, numbers: tuple[int, ...], x: float, top: float | None, bottom: float | None
) -> dict[int, Any]:
    """Floats one below the other from `top` downwards or ending at `bottom`; the space is on the side of the text."""
    found = {}
    y = top if top is not None else (bottom or 0.0) - room(setting, numbers)
    for number in numbers:
        laid = lay_float(setting, number).deepcopy()
        size = whole(setting, float(laid.margin_height()))
        shift = 0.0 if top is not None else shift_to_foot(setting, laid, size)
        laid.translate(x - laid.position_x, y + shift - laid.position_y)
        laid.placed = True
        found[number] = laid
        y += size
    return found


def shift_to_foot(setting: Setting, laid: Any, size: float) -> float:
    """How far below the head of its room of `size` px a float stands that has the text above it, px.

    Its last line, mostly a caption's, stands on the last line of the columns; one without lines is flush with their foot.
    """
    pitch, baseline = strut(setting.box.style)
    lines = [box for box in laid.descendants() if isinstance(box, LineBox)]
    if lines:
        lowest = max(line.position_y + line.baseline for line in lines)
        return float(size - (pitch - baseline) - (lowest - laid.position_y))
    return float(size - laid.margin_height() + laid.padding_bottom + laid.margin_bottom)
