"""Keep the strut of a line with its style, so that a line does not write out all its font's properties to look it up.

`KUMIHAN_PERF=0` leaves this out.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text import line_break

from kumihan.weasy.hooks import replace
from kumihan.weasy.shared_styles import first_of

stock_strut = line_break.strut


def install() -> None:
    replace("layout.inline.strut", strut)


def strut(style: Any) -> tuple[float, float]:
    """WeasyPrint's function of this name: the height and baseline of a line in px. A changed style is always a copy."""
    known: tuple[float, float] | None = style.__dict__.get("strut")
    if known is None:
        first = first_of(style)
        known = style.strut = stock_strut(style) if first is style else strut(first)
    return known
