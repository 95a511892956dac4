"""Find where each printed page begins in the text, for the e-book's page list."""

from __future__ import annotations

from collections.abc import Mapping

from kumihan.model import Book, blocks
from kumihan.pages.html import block_id


def page_breaks(book: Book, pages: Mapping[str, int], folios: tuple[str, ...]) -> dict[str, str]:
    """Folio by the id of the first block that begins on that page, in reading order.

    `pages` gives the 0-based page of an id. A page on which no block begins has no entry.
    """
    found: dict[str, str] = {}
    last = -1
    for chapter in book.chapters:
        names = (block_id(chapter, node) for node in blocks(chapter.children))
        for name in (chapter.id, *names):
            page = pages.get(name, -1)
            if page > last:
                found[name] = folios[page]
                last = page
    return found
