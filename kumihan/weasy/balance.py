"""Bring the columns of a last page to one depth in whole lines (column-fill: balance, CSS Multi-column Layout 1, 7.1).

How a page is laid out is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox

from kumihan.weasy.float_boxes import Column, Setting, Spread, depth, discard, height, restyled, room

# By so many lines columns may be deeper than they must, for the sake of a box that is then not cut.
GRACE = 5

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
    return found, lay(found)


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


def has_ground(box: Any) -> bool:
    return bool(box.style["box_decoration_break"] == "clone")


def cuts(setting: Setting, laid: Column) -> bool:
    """Whether the end of a column cuts a box with a ground of its own."""
    box, where = setting.box, laid.resume
    while where and not isinstance(box, LineBox):
        ((index, where),) = where.items()
        box = box.children[index]
        if where and has_ground(box):
            return True
    return False
