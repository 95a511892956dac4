"""Give the facts of a PDF, each read once and only when a check asks for it. This module judges nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

from kumihan.preflight.content import Reader
from kumihan.preflight.fonts import Font
from kumihan.preflight.marks import Box, Marks


@dataclass(frozen=True, slots=True)
class Boxes:
    """A page's boxes in pt; None where the page does not say. `art` tells of an ArtBox."""

    media: Box
    bleed: Box | None
    trim: Box | None
    art: bool


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the structure tree by its type as written; `alt` and `id` are "" where there are none."""

    kind: str
    depth: int
    alt: str
    id: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation: its 0-based page, type, box and where it leads: a destination's name or an address."""

    page: int
    kind: str
    box: Box
    target: str


class Document:
    """A PDF that is read lazily; not a frozen value, because it keeps what it has read."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.seen: dict[tuple[int, int], Font] = {}

    @cached_property
    def pages(self) -> tuple[Any, ...]:
        return tuple(self.pdf.pages)

    @cached_property
    def boxes(self) -> tuple[Boxes, ...]:
        return tuple(
            Boxes(box(page.mediabox), optional(page, "/BleedBox"), optional(page, "/TrimBox"), "/ArtBox" in page)
            for page in self.pages
        )

    def trim(self, page: int) -> Box:
        """The trim of a 0-based page; its media box where it has none."""
        return self.boxes[page].trim or self.boxes[page].media

    @cached_property
    def marks(self) -> tuple[Marks, ...]:
        found = []
        for page, boxes in zip(self.pages, self.boxes, strict=True):
            reader = Reader(boxes.media, self.seen)
            if "/Contents" in page:
                reader.read(page, page.get("/Resources", pikepdf.Dictionary()))
            found.append(reader.marks())
        return tuple(found)

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts in which text is shown."""
        assert self.marks is not None
        return tuple(self.seen.values())

    @cached_property
    def folios(self) -> tuple[str, ...]:
        """Page labels, which a product of ours has as its folios are printed; "" where there are none."""
        labelled = "/PageLabels" in self.pdf.Root
        return tuple(page.label if labelled else "" for page in self.pages)

    @cached_property
    def annotations(self) -> tuple[Annotation, ...]:
        return tuple(
            Annotation(number, str(item.get("/Subtype", ""))[1:], box(item["/Rect"]), target(item))
            for number, page in enumerate(self.pages)
            for item in page.get("/Annots", ())
        )

    @cached_property
    def destinations(self) -> frozenset[str]:
        """The names that a link within the file may lead to."""
        tree: Any = self.pdf.Root.get("/Names", {})
        names = tree.get("/Dests")
        found = [str(name) for name in pikepdf.NameTree(names)] if names is not None else []
        return frozenset([*found, *(str(name)[1:] for name in self.pdf.Root.get("/Dests", {}))])

    @cached_property
    def bookmarks(self) -> tuple[tuple[str, int], ...]:
        """Title and 0-based page of each bookmark; the page is -1 where it leads nowhere."""
        if "/Outlines" not in self.pdf.Root:
            return ()
        order = {page.objgen: number for number, page in enumerate(self.pages)}
        return tuple(walk_bookmarks(self.pdf.Root.Outlines.get("/First"), order))

    @cached_property
    def structure(self) -> tuple[Element, ...]:
        root = self.pdf.Root.get("/StructTreeRoot")
        return tuple(walk_structure(root.get("/K"), 0)) if root is not None else ()

    @cached_property
    def xmp(self) -> str:
        stream = self.pdf.Root.get("/Metadata")
        return (
            bytes(stream.get_stream_buffer()).decode("utf-8", "replace") if isinstance(stream, pikepdf.Stream) else ""
        )

    def fact(self, key: str) -> str:
        """An entry of the document information, such as Title."""
        return str(self.pdf.docinfo.get(f"/{key}", ""))


def box(values: Any) -> Box:
    left, bottom, right, top = map(float, values)
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def optional(page: Any, key: str) -> Box | None:
    return box(page[key]) if key in page else None


def target(item: Any) -> str:
    action = item.get("/A", {})
    value = action.get("/URI", item.get("/Dest", action.get("/D", "")))
    return (
        str(value)
        if isinstance(value, pikepdf.String | str)
        else ""
        if isinstance(value, pikepdf.Array)
        else str(value)[1:]
    )


def walk_bookmarks(item: Any, order: dict[tuple[int, int], int]) -> Iterator[tuple[str, int]]:
    while item is not None:
        place = item.get("/Dest", item.get("/A", {}).get("/D"))
        page = order.get(place[0].objgen, -1) if isinstance(place, pikepdf.Array) else -1
        yield str(item.get("/Title", "")), page
        yield from walk_bookmarks(item.get("/First"), order)
        item = item.get("/Next")


def walk_structure(node: Any, depth: int) -> Iterator[Element]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from walk_structure(child, depth)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield Element(str(node["/S"])[1:], depth, str(node.get("/Alt", "")), str(node.get("/ID", "")))
        if "/K" in node:
            yield from walk_structure(node["/K"], depth + 1)
