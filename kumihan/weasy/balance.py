"""Bring the columns of a last page to one depth in whole lines (column-fill: balance, CSS Multi-column Layout 1, 7.1).

How a page is laid out is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox

from kumihan.weasy.float_boxes import Column, Setting, Spread, depth, discard, height, restyled, room
from kumihan.weasy.rhythm import has_ground

# By so many lines columns may be deeper than they must, for the sake of a box that is then not cut.
GRACE = 5
# By so many lines a piece of a ground may be deeper than it must, so that it ends level with the one beside it.
STRETCH = 1

Lay = Callable[[Setting], Spread]


def balance(setting: Setting, spread: Spread, lay: Lay) -> tuple[Setting, Spread]:
    """The page with its columns as deep as they must be and no deeper, and the setting in which it was laid out.

    A few lines more are better than a box with a ground of its own (`box-decoration-break: clone`) that is cut.
    """
    if not is_last(spread):
        return setting, spread
    across = round((room(setting, spread.heads) + room(setting, spread.feet)) / setting.line)
    depths = [depth(setting, each) / setting.line for each in spread.columns]
    fewest, most = across + round_up(sum(depths) / setting.count), across + round_up(max(depths, default=0.0))
    found, spread = first_that_ends(setting, spread, lay, range(fewest, most))
    found = found or setting
    if any(cuts(found, each) for each in spread.columns):
        boxes = [box for box in setting.box.descendants() if has_ground(box)]
        lines = round_down(height(found) / setting.line)
        most = min(lines + GRACE, round_down(height(setting) / setting.line))
        with restyled(boxes, "break_inside", "avoid"):
            whole, spread = first_that_ends(setting, spread, lay, [most])
            if whole:
                whole, spread = first_that_ends(setting, spread, lay, range(lines, most + 1))
        if whole:
            return whole, spread
    elif found is not setting or fewest >= most:
        return found, spread
    discard(setting, *spread.columns)
    return level_feet(setting, found, lay)


def level_feet(setting: Setting, found: Setting, lay: Lay) -> tuple[Setting, Spread]:
    """The page as found, but the pieces of a ground that ends in the last column end level, whatever follows it there.

    Lines go over to the last column until its piece is as deep as that before; the shallower one then reaches as deep.
    """
    notes = setting.context.current_footnote_area.height
    trial, spread = found, lay(found)
    best, least = found, STRETCH + 1.0
    lines, most = 0, round_up(height(found) / setting.line)
    while lines < most:
        apart = deeper_piece(trial, spread) if is_last(spread) else None
        if apart is None or setting.context.current_footnote_area.height != notes:
            break
        best, least = (trial, apart) if abs(apart) < abs(least) + 0.01 else (best, least)
        if apart <= 0:
            break
        lines += max(1, int(apart // 2))  # one that goes over makes this piece shorter and that deeper
        discard(setting, *spread.columns)
        bottom = found.bottom - lines * setting.line
        trial = replace(found, bottom=bottom, page_is_empty=False, deeper=setting.bottom - bottom)
        spread = lay(trial)
    best = best if abs(least) < STRETCH + 0.01 else found
    if trial is not best:
        discard(setting, *spread.columns)
        spread = lay(best)
    if abs(least) < STRETCH + 0.01:
        before, last = spread.columns[-2:]
        laid, piece = (last, pieces(last)[0]) if least > 0 else (before, pieces(before)[-1])
        stretch(laid.box, piece, abs(least) * setting.line)
    return best, spread


def stretch(box: Any, piece: Any, more: float) -> bool:
    """Let one of the boxes in a box be deeper by so many px, and move what follows it; whether it is in there."""
    children = getattr(box, "children", ())
    for number, child in enumerate(children):
        if child is piece or stretch(child, piece, more):
            if child is piece:
                child.height += more
            for after in children[number + 1 :]:
                after.translate(dy=more)
            return True
    return False


def deeper_piece(setting: Setting, spread: Spread) -> float | None:
    """By how many lines the last piece but one of a ground ends below the last one, in the last two columns.

    None where no ground is cut there, or a figure stands at a foot.
    """
    if len(spread.columns) < 2 or spread.feet or any(each.feet for each in spread.columns):
        return None
    before, last = spread.columns[-2:]
    if not cuts(setting, before) or not pieces(before) or not pieces(last):
        return None
    one, two = pieces(before)[-1], pieces(last)[0]
    return float(one.border_box_y() + one.border_height() - two.border_box_y() - two.border_height()) / setting.line


def pieces(laid: Column) -> list[Any]:
    """The boxes of a column that have a ground of their own."""
    return [] if laid.box is None else [box for box in laid.box.descendants() if has_ground(box)]


def first_that_ends(
    setting: Setting, spread: Spread, lay: Lay, counts: Iterable[int]
) -> tuple[Setting | None, Spread]:  # fmt: skip
    """The page in the first of so many lines in which the text ends with the notes that it had; else the last trial."""
    notes = setting.context.current_footnote_area.height
    for lines in counts:
        bottom = setting.top + lines * setting.line
        if bottom > setting.bottom + 0.01:
            break
        discard(setting, *spread.columns)
        # Not as on an empty page, where what must stay whole may be cut: there are deeper columns to try.
        shallow = replace(setting, bottom=bottom, page_is_empty=False)
        spread = lay(shallow)
        if is_last(spread) and setting.context.current_footnote_area.height == notes:
            return shallow, spread
    return None, spread


def is_last(spread: Spread) -> bool:
    return spread.resume is None and not spread.waiting


def round_up(lines: float) -> int:
    return int(-(-(lines - 0.01) // 1))


def round_down(lines: float) -> int:
    return int((lines + 0.01) // 1)


def cuts(setting: Setting, laid: Column) -> bool:
    """Whether the end of a column cuts a box with a ground of its own."""
    box, where = setting.box, laid.resume
    while where and not isinstance(box, LineBox):
        ((index, where),) = where.items()
        box = box.children[index]
        if where and has_ground(box):
            return True
    return False
