"""Write the references to a PDF's pages once for each number of pages, not once for every tag, link and bookmark.

`KUMIHAN_PERF=0` leaves this out.
"""

from __future__ import annotations

from typing import Any

from weasyprint.pdf import pydyf

from kumihan.weasy.hooks import replace

stock_page_references = pydyf.PDF.page_references


def install() -> None:
    replace("pdf.pydyf.PDF.page_references", property(page_references))


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """pydyf's property of this name; pages are only ever added."""
    count = len(pdf.pages["Kids"])
    known: tuple[int, tuple[bytes, ...]] | None = pdf.__dict__.get("known_references")
    if known is None or known[0] != count:
        known = pdf.known_references = count, stock_page_references.fget(pdf)
    return known[1]
