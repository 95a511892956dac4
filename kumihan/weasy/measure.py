"""Measure laid-out pages: which part stands on a page and how much of the page it fills."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: `part` is the id of the last part on it ("" for a blank page), `fill` the share (0 to 1) in use."""

    part: str
    fill: float


def measure(page: Any) -> Sheet:
    """The sheet of one WeasyPrint page."""
    root = page._page_box.children[0]
    parts = [box for body in root.children for box in getattr(body, "children", ()) if name_of(box)]
    if not parts:
        return Sheet("", 0.0)
    # The page's area, not the root box, which ends with the text on a document's last page.
    height = page._page_box.height
    return Sheet(name_of(parts[-1]), round(min(1.0, used_height(parts[-1]) / height), 3) if height else 0.0)


def name_of(box: Any) -> str:
    element = box.element
    return str(element.get("id", "")) if element is not None and box.element_tag == "section" else ""


def used_height(part: Any) -> float:
    """The height in px that a part takes on its page; columns count by their mean height."""
    for container in (
        box
        for box in descendants(part)
        if any(getattr(child, "is_column", False) for child in getattr(box, "children", ()))
    ):
        children = container.children
        last = max(child.position_y for child in children if child.is_column)
        columns = [child for child in children if child.is_column and child.position_y == last]
        count = container.style["column_count"]
        count = len(columns) if count == "auto" else max(count, len(columns))
        mean = sum(lowest(column) - last for column in columns) / count
        return float(last + mean - part.position_y)
    return float(lowest(part)) - float(part.position_y)


def lowest(box: Any) -> float:
    """The bottom in px of the lowest line or picture in a box."""
    bottoms = [
        child.position_y + child.height
        for child in descendants(box)
        # A figure that was floated into another column stands in the tree where the text has it.
        # What a float left behind unset has no place at all.
        if hasattr(child, "position_y")
        and type(child).__name__ in ("LineBox", "BlockReplacedBox", "InlineReplacedBox")
        and not (box.is_column and abs(child.position_x - box.position_x) >= box.width)
    ]
    return float(max(bottoms, default=box.position_y))


def descendants(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield child
        yield from descendants(child)
