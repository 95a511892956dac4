"""Join formes to one PDF (丁合): WeasyPrint writes it from plates as it would from pages. Nothing is drawn here."""

from __future__ import annotations

import re
from itertools import chain
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint.document import Document
from weasyprint.pdf.metadata import DocumentMetadata

from kumihan.weasy.ink import Font, find_font
from kumihan.weasy.joints import Inseparable
from kumihan.weasy.plate import CLOSE, COLOURS, OPEN, PROFILE, Forme, Layer, Plate
from kumihan.weasy.press import Press

OWN_NAME = re.compile(f"{OPEN}[a-z][0-9]+{CLOSE}".encode())
LETTERS = {"ExtGState": "s", "XObject": "x", "Pattern": "p", "Shading": "s"}


class Replica:
    """Stands in for a page of WeasyPrint's: what the writer asks of one, from its plate."""

    def __init__(self, plate: Plate, press: Press) -> None:
        self.plate, self.press = plate, press
        self.width, self.height, self.bleed = plate.width, plate.height, dict(plate.bleed)
        self.anchors, self.bookmarks = dict(plate.anchors), plate.bookmarks
        self.links = [(*link, SimpleNamespace(link_annotation=None)) for link in plate.links]
        self.forms: dict[Any, Any] = {}

    def paint(self, stream: Any, scale: float) -> None:
        """Add the content and what it calls; a name that was the page's own becomes one of the file's."""
        profiles = stream._color_profiles.values()
        here = {COLOURS: stream._resources["ColorSpace"], PROFILE: next((each.pdf_reference for each in profiles), b"")}
        names: dict[bytes, bytes] = {}
        seen: dict[int, Any] = {}
        for resource in chain.from_iterable(layer.resources for layer in self.plate.layers):
            entries = stream._resources[resource.kind]
            name = resource.name
            if name.startswith(OPEN):
                name = f"{LETTERS[resource.kind]}{len(entries)}"
                names[resource.name.encode()] = name.encode()
            if name not in entries:
                entries[name] = fresh(resource.value, here, seen)
        for layer in self.plate.layers:
            self.show(layer, stream)
            if layer.content:
                stream.stream.append(
                    OWN_NAME.sub(lambda found: names[found[0]], layer.content) if names else layer.content
                )

    def show(self, layer: Layer, stream: Any) -> None:
        """Have the pictures of a layer in the file."""
        for picture in layer.pictures:
            image = {
                "image": self.press.find_picture(picture.url),
                "interpolate": picture.interpolate,
                "x_object": None,
            }
            entry = stream._images.setdefault(picture.name, image | {"dpi_ratios": set()})
            entry["dpi_ratios"].add(picture.ratio)


def fresh(value: Any, here: dict[bytes, bytes], seen: dict[int, Any]) -> Any:
    """A value of PDF that the writer may number, with the references of this file."""
    if isinstance(value, bytes):
        return here.get(value, value)
    if isinstance(value, pydyf.Stream):
        if id(value) not in seen:
            made = seen[id(value)] = pydyf.Stream(value.stream)
            made.extra = {key: fresh(each, here, seen) for key, each in value.extra.items()}
        return seen[id(value)]
    if isinstance(value, pydyf.Dictionary):
        return pydyf.Dictionary({key: fresh(each, here, seen) for key, each in value.items()})
    if isinstance(value, pydyf.Array):
        return pydyf.Array(fresh(each, here, seen) for each in value)
    return value


def collate(formes: tuple[Forme, ...], about: DocumentMetadata, press: Press) -> Document:
    """WeasyPrint's document of all sections, ready to be written. Raises Inseparable."""
    pages = [Replica(plate, press) for forme in formes for plate in forme.plates]
    made = Document(pages, about, press.fetcher, press.fonts, {}, None)
    made.fonts = fonts_of(formes, press)
    branches = tuple(forme.branch for forme in formes if forme.branch)
    if branches:
        made.branches = branches
    return made


def fonts_of(formes: tuple[Forme, ...], press: Press) -> dict[int, Font]:
    """The fonts in the order of their first use, each with the glyphs of all sections."""
    fonts: dict[int, Font] = {}
    layers = (layer for forme in formes for plate in forme.plates for layer in plate.layers)
    for glyphs in chain.from_iterable(layer.glyphs for layer in layers):
        font = fonts.get(glyphs.font.key)
        if font is None:
            found = find_font(glyphs.font, press.fonts)
            if found is None:
                raise Inseparable(f"the font {glyphs.font.family} is not the one that a section was drawn with")
            font = fonts[glyphs.font.key] = found
        for number, text in glyphs.texts:
            font.to_unicode.setdefault(number, text)
        for number, width in glyphs.widths:
            font.widths.setdefault(number, width)
    return fonts
