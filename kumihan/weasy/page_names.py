"""Find the named pages that a box begins and ends on once, not again for every neighbour that is laid out.

`KUMIHAN_PERF=0` leaves this out.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import ParentBox

from kumihan.weasy.hooks import replace

stock_page_values = ParentBox.page_values


def install() -> None:
    replace("formatting_structure.boxes.ParentBox.page_values", page_values)


def page_values(box: Any) -> tuple[str, str]:
    """WeasyPrint's method of this name. Children that may still be added to stand in lists, others in tuples."""
    children = box.children
    if type(children) is not tuple:
        return stock_page_values(box)  # type: ignore[no-any-return]
    known: tuple[Any, tuple[str, str]] | None = box.__dict__.get("page_names")
    if known is None or known[0] is not children:
        known = box.page_names = (children, stock_page_values(box))
    return known[1]
