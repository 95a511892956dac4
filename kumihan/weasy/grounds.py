"""Leave out looking for backgrounds, rounded corners and border images of boxes whose style has none, as most have.

`KUMIHAN_PERF=0` leaves this out.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import background

from kumihan.weasy.hooks import replace

stock_layout_box_backgrounds = background.layout_box_backgrounds
CORNERS = tuple(f"border_{y}_{x}_radius" for y in ("top", "bottom") for x in ("left", "right"))
# What WeasyPrint sets on a box without any of it.
BARE = {**dict.fromkeys(CORNERS, (0, 0)), "background": None}


def install() -> None:
    replace("layout.background.layout_box_backgrounds", layout_box_backgrounds)


def layout_box_backgrounds(
    page: Any, box: Any, find_picture: Any, layout_children: bool = True, style: Any = None
) -> None:  # fmt: skip
    """WeasyPrint's function of this name. A page has a background in any case, for what bleeds."""
    placeholder = not isinstance(box, boxes.Box)
    if placeholder or isinstance(box, boxes.PageBox) or style or not layout_children or not is_bare(box.style):
        stock_layout_box_backgrounds(page, box, find_picture, layout_children, style)
        return
    box.__dict__.update(BARE)
    for child in box.all_children():
        layout_box_backgrounds(page, child, find_picture)


def is_bare(style: Any) -> bool:
    """Whether nothing is drawn behind a box of this style but its straight borders."""
    known: bool | None = style.__dict__.get("bare")
    if known is None:
        color = style["background_color"]
        known = style.bare = (
            all((0, "px") in style[corner] for corner in CORNERS)
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and (style["color"] if color == "currentcolor" else color).alpha == 0
            and not style["box_shadow"]
        )
    return known
