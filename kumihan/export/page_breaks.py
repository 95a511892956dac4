"""Find where each printed page begins in the text, for the e-book's page list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from kumihan.model import Book, Figure, blocks
from kumihan.pages.ebook import COLOPHON, CONTENTS, anchors
from kumihan.pages.page_marks import PageBreak
from kumihan.weasy.fragments import Fragment


def page_breaks(
    book: Book, pages: Mapping[str, int], fragments: Iterable[Fragment], folios: tuple[str, ...]
) -> tuple[PageBreak, ...]:
    """The beginning of every page that holds text, in reading order.

    `pages` gives the 0-based page of an id; the contents and the colophon go by the ids of their templates. A page
    begins where a block does or, by `fragments`, within one. A figure, which the typesetter may move away from its
    text, begins a page only where nothing else does. A page on which nothing of this begins has no mark.
    """
    names = (CONTENTS, *chain.from_iterable(map(anchors, book.chapters)), COLOPHON)
    order = {name: number for number, name in enumerate(names)}
    figures = {node.id for item in book.chapters for node in blocks(item.children) if isinstance(node, Figure)}
    starts = [PageBreak(folios[pages[name]], name) for name in names if name in pages]
    starts += [
        PageBreak(folios[fragment.page], fragment.block, fragment.offset, fragment.words)
        for fragment in fragments
        if fragment.offset and fragment.block in order
    ]
    breaks: list[PageBreak] = []
    last = (-1, -1)
    for folio in folios:
        here = [(item.block in figures, order[item.block], item.offset, item) for item in starts if item.folio == folio]
        if not here:
            continue
        _, number, offset, item = min(here, key=lambda start: start[:3])
        if (number, offset) > last:
            breaks.append(item)
            last = (number, offset)
    return tuple(breaks)
