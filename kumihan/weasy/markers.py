"""Let the label of a list item have a text of its own (`::marker { content }`); where it stands is WeasyPrint's work.

WeasyPrint takes a label outside its item out of the flow by a style that it shares with the words in it, which then have no
line to stand in, and the layout fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import build

from kumihan.weasy.hooks import replace

stock_marker_to_box = build.marker_to_box


def install() -> None:
    replace("formatting_structure.build.marker_to_box", marker_to_box)


def marker_to_box(*arguments: Any) -> Iterator[Any]:
    """WeasyPrint's function of this name; what stands in the label is in its flow."""
    for label in stock_marker_to_box(*arguments):
        for child in label.children if label.is_outside_marker else ():
            if child.style is label.style:
                child.style = label.style.copy()
                child.style["position"] = "static"
        yield label
