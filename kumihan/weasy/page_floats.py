"""Fill columns, and float figures to their heads and feet while the text flows on (CSS Page Floats); it draws nothing.

A box with `float: block-start | block-end | snap-block` inside columns leaves an anchor in the text. Each column is laid
out, its anchors are looked for, and what they stand for is tried at the head, then at the foot; where the anchor would
leave its column, the float waits for the head of the next one. Which ones wait goes on to the next page with the place
where the text resumes, so that laying a page out again gives the same page. `float-reference: page` is tried in the same
way across all columns. Floats keep their order, and none leaves the columns that it stands in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.layout import block, column

from kumihan.weasy.balance import balance
from kumihan.weasy.float_boxes import (
    Anchor,
    Column,
    Setting,
    Spread,
    across,
    anchor_of,
    anchored,
    discard,
    has_notes,
    height,
    place,
    restyled,
    room,
)
from kumihan.weasy.properties import PAGE_FLOATS

AT_HEAD = frozenset({"block-start", "snap-block"})
AT_FOOT = frozenset({"block-end", "snap-block"})
# Fewer lines than these are not set below a float: a heading needs three, a paragraph's beginning and end two each.
LEAST_LINES = 4
# As many empty lines below the text are a hole.
HOLE = 2

stock_out_of_flow_layout = block._out_of_flow_layout
stock_columns_layout = block.columns_layout
stock_block_box_layout = block.block_box_layout


class Resume(dict[int, Any]):
    """Where the text goes on, and the floats that wait, by their number among those of the columns."""

    def __init__(self, where: Any, waiting: tuple[int, ...]) -> None:
        super().__init__(where)
        self.waiting = waiting

    def __eq__(self, other: object) -> bool:
        return dict.__eq__(self, other) and self.waiting == getattr(other, "waiting", ())

    __hash__ = None

    def __deepcopy__(self, memo: object) -> Resume:
        return Resume(self, self.waiting)


def out_of_flow_layout(context: Any, box: Any, index: int, child: Any, new_children: list[Any], *rest: Any) -> Any:
    """WeasyPrint's function of this name; a page float leaves its anchor."""
    if "page_float" not in child.__dict__:
        return stock_out_of_flow_layout(context, box, index, child, new_children, *rest)
    anchor = Anchor(child)
    anchor.index = index
    new_children.append(anchor)
    return False, None, anchor, None


def floats_of(box: Any) -> tuple[Any, ...]:
    """The page floats in columns, in the order of the text; taken out of the flow when asked for the first time."""
    known: tuple[Any, ...] | None = box.__dict__.get("page_floats")
    if known is None:
        known = tuple(each for each in box.descendants() if each.style["float"] in PAGE_FLOATS)
        for number, each in enumerate(known):
            each.page_float = number
            each.is_in_normal_flow = lambda: False
        box.page_floats = known
    return known


def is_stock(box: Any) -> bool:
    """Whether columns are left to WeasyPrint: those that hold no page floats and do not say how they are filled, that say
    how deep they are, that hold what is placed against them, or blocks across them."""
    style = box.style
    sized = (style["height"], style["min_height"], style["position"]) != ("auto", "auto", "static")
    if sized or not box.children or any(child.style["column_span"] == "all" for child in box.children):
        return True
    return not floats_of(box) and "column_fill" not in getattr(style, "cascaded", ())


def columns_layout(
    context: Any, box: Any, bottom_space: Any, skip_stack: Any, containing_block: Any, page_is_empty: bool,
    absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: Any, *styles: Any,
) -> Any:  # fmt: skip
    """WeasyPrint's function of this name. WeasyPrint's own sets columns twice at least, and holds no page floats."""
    if is_stock(box):
        return stock_columns_layout(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes,
            adjoining_margins, *styles,
        )  # fmt: skip
    floats = floats_of(box)
    outer, context.in_column = context.in_column, True
    box = box.copy_with_children(box.children)
    box.position_y += block.collapse_margin(adjoining_margins)
    setting = set_up(context, box, bottom_space, containing_block, floats, page_is_empty, styles)
    waiting = getattr(skip_stack, "waiting", ())
    setting, spread, heights = with_footnotes(setting, skip_stack, waiting)
    context.in_column = outer
    if box.children and not page_is_empty and not any(each.box or each.heads for each in spread.columns):
        return None, (0, None), {"break": "any", "page": None}, [], False  # as in the original
    if box.style["column_fill"] == "balance":
        context.in_column = True
        setting, spread = balance(setting, spread, lambda shallow: lay_page(shallow, skip_stack, waiting))
        context.in_column = outer
    column._report_footnotes(context, heights[-1])
    resume = spread.resume
    if resume is None and spread.waiting:
        resume = {len(box.children): None}  # behind the last of the text
    place(setting, spread, absolute_boxes, fixed_boxes)
    next_page = spread.columns[-1].next_page if spread.columns else {"break": "any", "page": None}
    if context.current_footnote_area.height != "auto":
        context.page_bottom += heights[0] - context.current_footnote_area.margin_height()
    return box, resume and Resume(resume, spread.waiting), next_page, [], False


def set_up(
    context: Any, box: Any, bottom_space: Any, containing_block: Any, floats: tuple[Any, ...], page_is_empty: bool,
    styles: tuple[Any, ...],
) -> Setting:  # fmt: skip
    """Widths as in WeasyPrint's columns (CSS Multi-column Layout 1, 3.4)."""
    block.block_level_width(box, containing_block)
    style = box.style
    gap = (
        style["font_size"]
        if style["column_gap"] == "normal"
        else block.percentage(style["column_gap"], style, box.width)
    )
    width, count = style["column_width"], style["column_count"]
    fitting = 1 if width == "auto" else max(1, int((box.width + gap) // (width + gap)))
    count = fitting if count == "auto" else count if width == "auto" else max(1, min(count, fitting))
    return Setting(
        context, box, containing_block, floats, count, (box.width + gap) / count - gap, gap, box.content_box_y(),
        context.page_bottom - bottom_space, page_is_empty, (styles[0], styles[1]),
    )  # fmt: skip


def with_footnotes(setting: Setting, skip_stack: Any, waiting: tuple[int, ...]) -> tuple[Setting, Spread, list[float]]:
    """The page, laid out until the notes at its foot have the room that they ask for."""
    area = setting.context.current_footnote_area
    heights = [0.0 if area.height == "auto" else area.margin_height()]
    while True:
        spread = lay_page(setting, skip_stack, waiting)
        height = 0.0 if area.height == "auto" else area.margin_height()
        if height in heights:
            return setting, spread, heights
        discard(setting, *spread.columns)
        setting = replace(setting, bottom=setting.bottom - height + heights[-1])
        heights.append(height)


def lay_page(setting: Setting, skip_stack: Any, waiting: tuple[int, ...]) -> Spread:
    """The columns of a page with the floats across them that it can hold."""
    heads: tuple[int, ...] = ()
    feet: tuple[int, ...] = ()
    while (
        waiting and across(setting, waiting[0]) and (not heads or room(setting, (*heads, waiting[0])) < height(setting))
    ):
        heads, waiting = (*heads, waiting[0]), waiting[1:]
    spread = fill(setting, skip_stack, waiting, heads, feet)
    refused: set[int] = set()
    while True:
        fresh = [number for number in spread.waiting if across(setting, number) and number not in refused]
        fresh = [number for number in fresh if number not in waiting]
        if not fresh:
            return spread
        number = fresh[0]
        earlier = any(each < number for laid in spread.columns for each in (*laid.heads, *laid.feet))
        kept = None
        discard(setting, *spread.columns)
        above = AT_HEAD if skip_stack else AT_HEAD - {"snap-block"}
        tries = [(False, above), (True, AT_FOOT)] if not (earlier or spread.feet) else [(True, AT_FOOT)]
        for at_foot, words in tries:
            if setting.floats[number].style["float"] not in words:
                continue
            more = ((), (number,)) if at_foot else ((number,), ())
            trial = fill(setting, skip_stack, waiting, (*spread.heads, *more[0]), (*spread.feet, *more[1]))
            if number in anchored(trial.columns) and all(
                one < number or at_foot is False for one in placed(trial, number)
            ):
                kept = trial
                break
            discard(setting, *trial.columns)
        if kept is None:
            refused.add(number)
            kept = fill(setting, skip_stack, waiting, spread.heads, spread.feet)
        spread = kept


def placed(spread: Spread, besides: int) -> list[int]:
    """The floats in the columns of a page."""
    return [each for laid in spread.columns for each in (*laid.heads, *laid.feet) if each != besides]


def fill(
    setting: Setting, skip_stack: Any, waiting: tuple[int, ...], heads: tuple[int, ...], feet: tuple[int, ...]
) -> Spread:
    """Columns from left to right between what stands across them."""
    inner = replace(setting, top=setting.top + room(setting, heads), bottom=setting.bottom - room(setting, feet))
    laid: list[Column] = []
    done = {*heads, *feet}
    resume = skip_stack
    ended = skip_stack is not None and next(iter(skip_stack)) >= len(setting.box.children)
    for number in range(setting.count):
        if ended and not waiting:
            break
        here = inner if number + 1 < setting.count else replace(inner, bottom=inner.bottom + inner.deeper)
        each, waiting = lay_column(here, number, resume, waiting, done, ended)
        laid.append(each)
        done |= {*each.heads, *each.feet}
        resume = each.resume
        ended = ended or resume is None
    return Spread(tuple(laid), None if ended else resume, waiting, heads, feet)


def lay_column(
    setting: Setting, number: int, skip_stack: Any, waiting: tuple[int, ...], done: set[int], ended: bool
) -> tuple[Column, tuple[int, ...]]:
    """One column, and the floats that wait for the next; `done` have their place already."""
    heads: tuple[int, ...] = ()
    while waiting and not across(setting, waiting[0]):
        if heads and room(setting, (*heads, waiting[0])) > height(setting):
            break
        heads, waiting = (*heads, waiting[0]), waiting[1:]
    if ended:
        return Column(None, None, {"break": "any", "page": None}, heads), waiting
    laid = flow(setting, number, skip_stack, heads, ())
    while True:
        known = {*done, *laid.heads, *laid.feet, *waiting}
        fresh = [each for each in anchored((laid,)) if each not in known]
        if not fresh:
            return laid, waiting
        candidate, trial = fresh[0], None
        if not waiting and not across(setting, candidate):
            # Taken back before the trial: a note can be at the foot of the page only once.
            discard(setting, laid)
            trial = settle(setting, number, skip_stack, laid, candidate)
            if trial is None and has_notes(laid):
                laid = flow(setting, number, skip_stack, laid.heads, laid.feet)
        if trial is None:
            waiting = (*waiting, candidate)
        else:
            laid = trial


def settle(setting: Setting, number: int, skip_stack: Any, laid: Column, candidate: int) -> Column | None:
    """The column with one float more, at the head or else the foot; None where its anchor would leave the column."""
    word = setting.floats[candidate].style["float"]
    opening = number == 0 and skip_stack is None
    tries = []
    # Under a title come the first words, unless a figure is told to stand there.
    if word in AT_HEAD and not laid.feet and not (opening and word == "snap-block"):
        tries.append(((*laid.heads, candidate), laid.feet))
    # The next column is better than a second figure at the same edge; the next page is not.
    if word in AT_FOOT and laid.resume is not None and (not laid.feet or number + 1 == setting.count):
        tries.append((laid.heads, (*laid.feet, candidate)))
    middle = (setting.top + setting.bottom) / 2
    if word == "snap-block" and (laid.heads or anchor_of(laid, candidate).position_y > middle):
        tries.reverse()  # the free edge first, then the nearer one
    wanted = {each for each in anchored((laid,)) if each <= candidate}
    best: Column | None = None
    for heads, feet in tries:
        if room(setting, (*heads, *feet)) + LEAST_LINES * setting.line > height(setting):
            continue
        if best is not None:
            discard(setting, best)
        trial = flow(setting, number, skip_stack, heads, feet)
        fits = wanted <= {*anchored((trial,))}
        if fits and hole(setting, trial) < HOLE * setting.line:
            return trial
        if fits and (best is None or gap(setting, trial) < gap(setting, best)):
            best = trial
            continue
        discard(setting, trial)
        if best is not None and has_notes(best):
            best = flow(setting, number, skip_stack, best.heads, best.feet)
    if best is not None and best.feet != laid.feet and number + 1 < setting.count:
        discard(setting, best)  # the column beside this one is better than a gap above the float
        return None
    return best


def gap(setting: Setting, laid: Column) -> tuple[bool, float]:
    """How bad what is left empty looks: between text and a float worse than at the foot, then by its height in px."""
    return bool(laid.feet), hole(setting, laid)


def hole(setting: Setting, laid: Column) -> float:
    """What is left empty below the text of a column that goes on, px."""
    if laid.box is None or laid.resume is None:
        return 0.0
    return setting.bottom - room(setting, laid.feet) - float(laid.box.position_y + laid.box.margin_height())


def flow(setting: Setting, number: int, skip_stack: Any, heads: tuple[int, ...], feet: tuple[int, ...]) -> Column:
    """The text of one column between its floats."""
    context, top = setting.context, setting.top + room(setting, heads)
    bottom = setting.bottom - room(setting, feet)
    nothing = Column(None, skip_stack or {0: None}, {"break": "any", "page": None}, heads, feet)
    if heads and bottom - top < LEAST_LINES * setting.line:
        return nothing
    children = setting.box.children
    skip = next(iter(skip_stack)) if skip_stack else 0
    frame = column._create_column_box(setting.box, setting.containing_block, children, setting.width, top)
    frame.position_x = setting.left(number)
    shapes = context.excluded_shapes[:]
    at_head = bool(number or heads or skip_stack)
    # Space above a block goes at the head of a column as at that of a page (CSS Fragmentation 4, margin-break).
    first = children[skip : skip + 1] if at_head and not (skip_stack and skip_stack[skip]) else []
    starts = [child for child in first if child.style["margin_break"] == "discard"]
    with restyled(starts, "margin_top", ZERO_PIXELS):
        box, resume, next_page, *_ = stock_block_box_layout(
            context, frame, context.page_bottom - bottom, dict(skip_stack) if skip_stack else None,
            setting.containing_block, setting.page_is_empty, [], [], [], *setting.styles,
            discard=False, max_lines=None,
        )  # fmt: skip
    context.excluded_shapes[:] = shapes
    return Column(box, resume, next_page, heads, feet) if box is not None else nothing
