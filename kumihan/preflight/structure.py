"""Read the structure tree of a tagged PDF (ISO 32000-2, 14.7). This module judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

# A tree that goes deeper is broken.
DEEPEST = 200
# What stands in an element that says other words instead.
SILENT = "silent"
HEADING = re.compile(r"H[1-6]?$|Title$")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the structure tree by its type as written; `alt` and `id` are "" where there are none."""

    kind: str
    depth: int
    alt: str
    id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What the tree has read out next: the words that an element says instead, or marked content of a page, by its object.

    `kinds` are those of the elements around it; `heading` tells one heading from the next, 0 for none.
    """

    kinds: tuple[str, ...]
    heading: int
    page: tuple[int, int] = (0, 0)
    tag: int = -1
    words: str = ""


class Reader:
    """Goes through a tree as it is read out; not a frozen value: it counts headings."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.root: Any = pdf.Root.get("/StructTreeRoot")
        self.headings = 0

    def pieces(self) -> Iterator[Piece]:
        if isinstance(self.root, pikepdf.Dictionary):
            yield from self.below(self.root.get("/K"), (), 0, (0, 0))

    def below(self, node: Any, kinds: tuple[str, ...], heading: int, page: tuple[int, int]) -> Iterator[Piece]:
        if isinstance(node, int):
            yield Piece(kinds, heading, page, node)
        elif isinstance(node, pikepdf.Array):
            for child in node:
                yield from self.below(child, kinds, heading, page)
        elif isinstance(node, pikepdf.Dictionary) and len(kinds) < DEEPEST:
            page = node["/Pg"].objgen if "/Pg" in node else page
            if "/S" not in node:
                if "/MCID" in node:
                    yield Piece(kinds, heading, page, int(node["/MCID"]))
                return
            kinds = (*kinds, str(node["/S"])[1:])
            if HEADING.match(kinds[-1]):
                self.headings += 1
                heading = self.headings
            if "/ActualText" in node:
                yield Piece(kinds, heading, page, words=str(node["/ActualText"]))
                kinds = (*kinds, SILENT)
            if "/K" in node:
                yield from self.below(node["/K"], kinds, heading, page)


def structure(pdf: pikepdf.Pdf) -> Iterator[Element]:
    """The elements in reading order, each before what it holds."""
    root: Any = pdf.Root.get("/StructTreeRoot")
    if isinstance(root, pikepdf.Dictionary):
        yield from walk(root.get("/K"), 0)


def walk(node: Any, depth: int) -> Iterator[Element]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from walk(child, depth)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node and depth < DEEPEST:
        yield Element(str(node["/S"])[1:], depth, str(node.get("/Alt", "")), str(node.get("/ID", "")))
        if "/K" in node:
            yield from walk(node["/K"], depth + 1)
