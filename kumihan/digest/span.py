"""Tell on which printed pages a chapter stands. This module sets no page."""

from __future__ import annotations

from kumihan.weasy.typeset import Pages


def span(pages: Pages, chapter: str) -> str:
    """A chapter's first and last page as printed: 4–5, or 4 alone; "" where it has none."""
    own = [pages.folios[index] for index, sheet in enumerate(pages.sheets) if sheet.part == chapter]
    return "–".join(dict.fromkeys((own[0], own[-1]))) if own else ""
