"""Tell how the text of each block is spread over the laid-out pages; this module measures nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

BLOCKS = frozenset({"p", "li", "h3", "h4", "h5", "h6"})
# As many characters of a page's beginning as tell it from others in its block.
WORDS = 12


@dataclass(frozen=True, slots=True)
class Fragment:
    """A block's text on one page: `offset` of its characters stand on pages before (blanks and readings do not count).

    `words` are the first characters on the page.
    """

    block: str
    page: int
    offset: int
    words: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a page has of a block's text: the number of its characters, blanks left out, and the first of them."""

    block: str
    count: int
    words: str


def runs(page: Any) -> tuple[Run, ...]:
    """The blocks with an id on one of WeasyPrint's pages; notes at the foot are not the block's own text."""
    here: dict[str, list[str]] = {}
    for block, text in texts(page._page_box.children[0], ""):
        here.setdefault(block, []).append(text)
    found = ((block, "".join("".join(parts).split())) for block, parts in here.items())
    return tuple(Run(block, len(text), text[:WORDS]) for block, text in found)


def fragments(pages: Iterable[tuple[Run, ...]]) -> tuple[Fragment, ...]:
    """The fragments of every block that has an id, page by page."""
    found: list[Fragment] = []
    before: Counter[str] = Counter()
    for number, here in enumerate(pages):
        for run in here:
            found.append(Fragment(run.block, number, before[run.block], run.words))
            before[run.block] += run.count
    return tuple(found)


def texts(box: Any, block: str) -> Iterator[tuple[str, str]]:
    """Every text in a box with the id of the block that it belongs to; what CSS has put in is left out."""
    tag = box.element_tag or ""
    if "::" in tag or tag == "rt":
        return
    if tag in BLOCKS:
        block = box.element.get("id") or block
    if block and hasattr(box, "text"):
        yield block, box.text
    for child in getattr(box, "children", ()):
        yield from texts(child, block)
