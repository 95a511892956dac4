"""Resolve the percentages of boxes that share a style in the same containing block once. It knows no other layout.

`KUMIHAN_PERF=0` leaves this out.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

from kumihan.weasy.hooks import replace

stock_resolve_percentages = percent.resolve_percentages
# Every module of layout that has the function by name.
CALLERS = ("absolute", "block", "column", "float", "grid", "inline", "page", "percent", "table")
SIDES = ("top", "right", "bottom", "left")
# What the function sets on a box (CSS 2.2, 8 and 10).
NAMES = (
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
    *(f"{limit}{size}" for size in ("width", "height") for limit in ("", "min_", "max_")),
)


def install() -> None:
    for module in CALLERS:
        replace(f"layout.{module}.resolve_percentages", resolve_percentages)


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """WeasyPrint's function of this name; what it found for this style and these sizes (px) is kept with the style.

    A page's own percentages go by another side, and borders that collapse belong to the box and not to its style. Layout
    of flexible boxes and grids rewrites width and height of a style that it has copied, so they are part of the key.
    """
    style = box.style
    if isinstance(containing_block, boxes.Box):
        size = containing_block.width, containing_block.height
    else:
        size = tuple(containing_block)
    key = (*size, style["width"], style["height"])
    known = style.__dict__.setdefault("used_values", {})
    if (values := known.get(key)) is not None:
        box.__dict__.update(values)
        return
    stock_resolve_percentages(box, containing_block)
    if not isinstance(box, boxes.PageBox) and style["border_collapse"] != "collapse":
        of_box = box.__dict__
        known[key] = {name: of_box[name] for name in NAMES}
