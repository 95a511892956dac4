"""Tell how the text of each block is spread over the laid-out pages; this module measures nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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


def fragments(document: Any) -> tuple[Fragment, ...]:
    """The fragments of every block that has an id, page by page; notes at the foot are not the block's own text."""
    found: list[Fragment] = []
    before: Counter[str] = Counter()
    for number, page in enumerate(document.pages):
        here: dict[str, str] = {}
        for block, text in texts(page._page_box.children[0], ""):
            here[block] = here.get(block, "") + "".join(text.split())
        for block, text in here.items():
            found.append(Fragment(block, number, before[block], text[:WORDS]))
            before[block] += len(text)
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
