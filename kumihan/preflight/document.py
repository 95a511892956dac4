"""Give the facts of a PDF, each read once and only when a check asks for it. This module judges nothing."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

import pikepdf

from kumihan.messages import tr
from kumihan.preflight.content import Canvas, Shared
from kumihan.preflight.fonts import Font
from kumihan.preflight.graphics_state import space_of
from kumihan.preflight.marks import INKS, Box, Marks, box_of
from kumihan.preflight.navigation import Navigation
from kumihan.preflight.operators import follow
from kumihan.preflight.picture_inks import heaviest_ink
from kumihan.preflight.structure import Element, Piece, Reader, structure

# What reading a thing of another kind than ISO 32000-2 asks for comes to: a number that is a name, a list too short.
BROKEN = (TypeError, ValueError, KeyError, IndexError, AttributeError, RuntimeError, RecursionError)


def not_as_written(reason: Exception) -> str:
    """The fact that something could not be read, without where it lies in memory."""
    return tr("the file holds what no PDF has in that place: {reason}", reason=words(reason))


def words(reason: Exception) -> str:
    return re.sub(r"^stream <[^>]*>:? ?", "", str(reason).split("\n")[0])


@dataclass(frozen=True, slots=True)
class Boxes:
    """A page's boxes in pt; None where the page does not say. `art` tells of an ArtBox, `turned` by how many degrees, `unit` in pt what one is."""

    media: Box
    bleed: Box | None
    trim: Box | None
    crop: Box | None
    art: bool
    turned: int
    unit: float


class Document:
    """A PDF that is read lazily; not a frozen value, because it keeps what it has read."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.shared = Shared()

    @cached_property
    def pages(self) -> tuple[Any, ...]:
        return tuple(self.pdf.pages)

    @cached_property
    def boxes(self) -> tuple[Boxes, ...]:
        return tuple(
            Boxes(
                box_of(page.mediabox),
                optional(page, "/BleedBox"),
                optional(page, "/TrimBox"),
                optional(page, "/CropBox"),
                "/ArtBox" in page,
                int(page.get("/Rotate", 0)) % 360,
                float(page.get("/UserUnit", 1)),
            )
            for page in self.pages
        )

    def trim(self, page: int) -> Box:
        """The trim of a 0-based page; its media box where it has none."""
        return self.boxes[page].trim or self.boxes[page].media

    @cached_property
    def marks(self) -> tuple[Marks, ...]:
        found = []
        for page, boxes in zip(self.pages, self.boxes, strict=True):
            canvas = Canvas(boxes.media, self.shared)
            try:
                if "/Group" in page and "/CS" in page["/Group"]:
                    canvas.blended[space_of(page["/Group"]["/CS"], page.get("/Resources", {}))] = None
                if "/Contents" in page:
                    follow(canvas, page, page.get("/Resources", pikepdf.Dictionary()))
            except (
                *BROKEN,
                pikepdf.PdfError,
            ) as reason:  # what is well on the page, and the other pages, are looked at
                canvas.faults[not_as_written(reason)] = None
            found.append(canvas.marks())
        return tuple(found)

    @cached_property
    def picture_inks(self) -> dict[tuple[int, int], float]:
        """How much ink each picture in inks lays, by its object."""
        pictures = {item.key: item for marks in self.marks for item in marks.pictures}
        inks = (key for key, item in pictures.items() if item.space in INKS and key != (0, 0))
        return {key: heaviest_ink(self.pdf.get_object(key)) for key in inks}

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts in which text is shown."""
        assert self.marks is not None
        return tuple(self.shared.fonts.values())

    @cached_property
    def folios(self) -> tuple[str, ...]:
        """Page labels, which a product of ours has as its folios are printed; "" where there are none."""
        labelled = "/PageLabels" in self.pdf.Root
        return tuple(page.label if labelled else "" for page in self.pages)

    @cached_property
    def navigation(self) -> Navigation:
        return Navigation(self.pdf, self.pages)

    @cached_property
    def structure(self) -> tuple[Element, ...]:
        return tuple(structure(self.pdf))

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What the tags have read out, in their order."""
        return tuple(Reader(self.pdf).pieces())

    @cached_property
    def xmp(self) -> str:
        stream = self.pdf.Root.get("/Metadata")
        return (
            bytes(stream.get_stream_buffer()).decode("utf-8", "replace") if isinstance(stream, pikepdf.Stream) else ""
        )

    @cached_property
    def standard(self) -> str:
        """What PDF/X the file says that it is made to, such as PDF/X-4; "" where it does not say."""
        found = re.search(r"GTS_PDFXVersion(?:>|=[\"'])\s*([^<\"']+)", self.xmp)
        return found[1].strip() if found else self.fact("GTS_PDFXVersion")

    @cached_property
    def xmp_title(self) -> str:
        found = re.search(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", self.xmp, re.S)
        return unescape(found[1]).strip() if found else ""

    @cached_property
    def hidden_layers(self) -> tuple[str, ...]:
        """The names of layers that are switched off (ISO 32000-2, 8.11.4)."""
        layers = self.pdf.Root.get("/OCProperties")
        shown: Any = layers.get("/D", {}) if isinstance(layers, pikepdf.Dictionary) else {}
        return tuple(str(layer.get("/Name", "?")) for layer in shown.get("/OFF", ()))

    @property
    def acts_when_opened(self) -> bool:
        """Whether the file does more when it is opened than show a page."""
        action = self.pdf.Root.get("/OpenAction")
        return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "/GoTo")) != "/GoTo"

    def fact(self, key: str) -> str:
        """An entry of the document information, such as Title."""
        return str(self.pdf.docinfo.get(f"/{key}", ""))


def optional(page: Any, key: str) -> Box | None:
    return box_of(page[key]) if key in page else None
