"""Read the structure tree of a tagged PDF (ISO 32000-2, 14.7). This module judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

# A tree that goes deeper is broken.
DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the structure tree by its type as written; `alt` and `id` are "" where there are none."""

    kind: str
    depth: int
    alt: str
    id: str


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
