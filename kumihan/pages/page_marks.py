"""Put the marks of the printed pages into a written document, at the very character where each page begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from kumihan.pages.xhtml import Piece, classes_of, element_of, pieces

CHARACTER = re.compile(r"&[^;]+;|.", re.S)
# What the printed line does not hold: readings, and marks of notes.
APART = frozenset({"rt", "rp"})


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where the page `folio` begins: in the block of this id before the character at `offset` (blanks do not count).

    `words` are the first characters of the page, by which the place is found where a medium has other words before it.
    """

    folio: str
    block: str
    offset: int = 0
    words: str = ""


def page_break(folio: str) -> str:
    """The mark of a printed page's beginning (EPUB 3.3 structural semantics: pagebreak; DPUB-ARIA doc-pagebreak)."""
    return f'<span id="page-{folio}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{folio}"></span>'


def mark_pages(document: str, breaks: Iterable[PageBreak]) -> str:
    """The document with a mark for each page break whose block it holds."""
    written = list(pieces(document))
    starts = {name: index for index, piece in enumerate(written) if (name := id_of(piece.text))}
    # From the end, so that what is still to be marked keeps its place.
    marks: list[tuple[int, int, str]] = []
    for item in breaks:
        if item.block in starts:
            marks.append((*place(written, starts[item.block], item), page_break(item.folio)))
    texts = [piece.text for piece in written]
    for index, position, mark in sorted(marks, reverse=True):
        texts[index] = texts[index][:position] + mark + texts[index][position:]
    return "".join(texts)


def id_of(tag: str) -> str:
    found = re.match(r'<[^/!][^>]*?\sid="([^"]*)"', tag)
    return found[1] if found else ""


def place(written: list[Piece], start: int, item: PageBreak) -> tuple[int, int]:
    """The piece and the position in it before which a mark stands; after the start tag where the block begins a page."""
    if not item.offset:
        return start, len(written[start].text)
    places: list[tuple[int, int]] = []
    text = []
    depth = len(written[start].inside)
    for index in range(start + 1, len(written)):
        piece = written[index]
        if len(piece.inside) <= depth:
            break
        if piece.is_text and not is_apart(piece):
            for match in CHARACTER.finditer(piece.text):
                if character := unescape(match[0]).strip():
                    places.append((index, match.start()))
                    text.append(character)
    position = find("".join(text), item)
    if position >= len(places):
        return start, len(written[start].text)
    return before_whole(written, *places[position])


def is_apart(piece: Piece) -> bool:
    return any(element_of(tag) in APART or "noteref" in classes_of(tag) for tag in piece.inside)


def find(text: str, item: PageBreak) -> int:
    """The place of the page's first words that is nearest to its offset; the offset itself where they are not found."""
    for size in range(len(item.words), 2, -3):
        found = [match.start() for match in re.finditer(f"(?={re.escape(item.words[:size])})", text)]
        if found:
            return min(found, key=lambda position: abs(position - item.offset))
    return item.offset


def before_whole(written: list[Piece], index: int, position: int) -> tuple[int, int]:
    """The same place, moved out of what is set as a whole: a word with its reading, figures side by side."""
    for depth, tag in enumerate(written[index].inside):
        if element_of(tag) == "ruby" or "tcy" in classes_of(tag):
            while len(written[index].inside) > depth or written[index].text != tag:
                index -= 1
            return index, 0
    return index, position
