"""Ask a style once whether its boxes are in the normal flow; layout asks tens of times for every box.

`KUMIHAN_PERF=0` leaves this out.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import Box

from kumihan.weasy.hooks import replace

stock_is_in_normal_flow = Box.is_in_normal_flow


def install() -> None:
    replace("formatting_structure.boxes.Box.is_in_normal_flow", is_in_normal_flow)


def is_in_normal_flow(box: Any) -> bool:
    """WeasyPrint's method of this name. The two properties that say it may be rewritten in a style, so they are looked at.

    A flexible or grid item does not float whatever its style says; WeasyPrint tells it so by itself.
    """
    if "is_floated" in box.__dict__:
        return bool(stock_is_in_normal_flow(box))
    style = box.style
    said = style["float"], style["position"]
    known: tuple[Any, bool] | None = style.__dict__.get("in_flow")
    if known is None or known[0] != said:
        known = style.in_flow = (said, stock_is_in_normal_flow(box))
    return known[1]
