"""Find where each printed page begins in the text, for the e-book's page list."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from kumihan.model import Book
from kumihan.pages.ebook import COLOPHON, CONTENTS, anchors


def page_breaks(book: Book, pages: Mapping[str, int], folios: tuple[str, ...]) -> dict[str, str]:
    """Folio by the id of the first block that begins on that page, in reading order.

    `pages` gives the 0-based page of an id; the contents and the colophon go by the ids of their templates. The mark of
    a page that begins within a block stands before the next block; a page on which no block begins has no entry.
    """
    found: dict[str, str] = {}
    last = -1
    for name in (CONTENTS, *chain.from_iterable(map(anchors, book.chapters)), COLOPHON):
        page = pages.get(name, -1)
        if page > last:
            found[name] = folios[page]
            last = page
    return found
