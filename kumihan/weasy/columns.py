"""Lay out columns once. WeasyPrint sets them a first time to learn their height, which columns that are filled one after the
other (`column-fill: auto`) have anyway.

`KUMIHAN_PERF=0` leaves this out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import block

from kumihan.weasy import boot

stock_columns_layout = block.columns_layout
stock_block_box_layout = block.block_box_layout
# Whether the trial of the columns that are being laid out is left out; columns may stand in columns.
untried: list[bool] = []


def columns_layout(context: Any, box: Any, *arguments: Any) -> Any:
    """WeasyPrint's function of this name, without the trial where it has nothing to find out."""
    with trial(left_out=boot.fast() and not needs_trial(box)):
        return stock_columns_layout(context, box, *arguments)


@contextmanager
def trial(left_out: bool) -> Iterator[None]:
    untried.append(left_out)
    try:
        yield
    finally:
        untried.pop()


def needs_trial(box: Any) -> bool:
    """Balanced columns, blocks across them and notes at the foot have a say in the height."""
    known: bool | None = box.__dict__.get("needs_trial")
    if known is None:
        known = box.needs_trial = (
            box.style["column_fill"] != "auto"
            or any(child.style["column_span"] == "all" for child in box.children)
            or any(descendant.footnote is not None for descendant in box.descendants())
        )
    return known


def block_box_layout(
    context: Any, box: Any, bottom_space: Any, skip_stack: Any, containing_block: Any, page_is_empty: bool,
    absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: Any, *rest: Any, **options: Any,
) -> Any:  # fmt: skip
    """WeasyPrint's function of this name; a column on trial, which has lists of its own for margins, is left empty."""
    if box.is_column and untried and untried[-1] and adjoining_margins is not None:
        return box.copy_with_children([]), None, {"break": "any", "page": None}, [], False, None
    return stock_block_box_layout(
        context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes,
        adjoining_margins, *rest, **options,
    )  # fmt: skip
