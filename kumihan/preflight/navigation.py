"""Follow what leads from one place of a PDF to another: links, bookmarks, named places. This module judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

from kumihan.preflight.marks import Box, box_of

NOWHERE, ELSEWHERE = -1, -2
# Bookmarks in a ring would never end.
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation: its 0-based page, type and box; `target` is the name or address it leads to, "" where it has none.

    `leads` is the 0-based page it leads to, NOWHERE, or ELSEWHERE: out of the file.
    """

    page: int
    kind: str
    box: Box
    target: str
    leads: int


class Navigation:
    """The links and bookmarks of a file, each read once; not a frozen value, because it keeps what it has read."""

    def __init__(self, pdf: pikepdf.Pdf, pages: tuple[Any, ...]) -> None:
        self.pdf, self.pages = pdf, pages

    @cached_property
    def order(self) -> dict[tuple[int, int], int]:
        return {page.objgen: number for number, page in enumerate(self.pages)}

    @cached_property
    def names(self) -> dict[str, Any]:
        """What each named place is (ISO 32000-2, 12.3.2.4)."""
        tree: Any = self.pdf.Root.get("/Names", {})
        named = tree.get("/Dests")
        found = {str(name): place for name, place in pikepdf.NameTree(named).items()} if named is not None else {}
        return found | {str(name)[1:]: place for name, place in self.pdf.Root.get("/Dests", {}).items()}

    @cached_property
    def annotations(self) -> tuple[Annotation, ...]:
        return tuple(
            Annotation(number, str(item.get("/Subtype", ""))[1:], box_of(item["/Rect"]), *self.follow(item))
            for number, page in enumerate(self.pages)
            for item in page.get("/Annots", ())
            if isinstance(item, pikepdf.Dictionary) and "/Rect" in item
        )

    @cached_property
    def bookmarks(self) -> tuple[tuple[str, int], ...]:
        """Title and 0-based page of each bookmark; NOWHERE where it leads nowhere."""
        root: Any = self.pdf.Root.get("/Outlines", {})
        return tuple(self.below(root.get("/First")))

    def below(self, item: Any) -> Iterator[tuple[str, int]]:
        waiting, count = [item], 0
        while waiting and count < MOST:
            item = waiting.pop()
            if not isinstance(item, pikepdf.Dictionary):
                continue
            count += 1
            yield str(item.get("/Title", "")), self.follow(item)[1]
            waiting += [item.get("/Next"), item.get("/First")]

    def follow(self, item: Any) -> tuple[str, int]:
        """The name or address that a link or bookmark has, and the page it leads to."""
        action = item.get("/A", pikepdf.Dictionary())
        if "/Dest" in item or "/D" in action:
            place = item.get("/Dest", action.get("/D"))
            if str(action.get("/S", "/GoTo")) != "/GoTo":
                return "", ELSEWHERE
            name = "" if isinstance(place, pikepdf.Array) else str(place).removeprefix("/")
            return name, self.page_of(self.names.get(name) if name else place)
        address = str(action.get("/URI", ""))
        return address, ELSEWHERE if address or ("/S" in action and "/URI" not in action) else NOWHERE

    def page_of(self, place: Any) -> int:
        """The page of a destination, which may be wrapped in a dictionary."""
        if isinstance(place, pikepdf.Dictionary):
            place = place.get("/D")
        if not isinstance(place, pikepdf.Array) or not len(place):
            return NOWHERE
        first = place[0]
        if isinstance(first, int):
            return first if 0 <= first < len(self.pages) else NOWHERE
        return self.order.get(first.objgen, NOWHERE) if isinstance(first, pikepdf.Dictionary) else NOWHERE
