"""Typeset a galley with WeasyPrint: HTML and CSS in, pages and the page of every anchor out."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

import kumihan.weasy
from kumihan.finding import Finding, Place, error, warning
from kumihan.galley import Galley
from kumihan.messages import tr
from kumihan.weasy import boot, tags
from kumihan.weasy import sections as sections_of
from kumihan.weasy.measure import Sheet, measure
from kumihan.weasy.section import Inseparable, Press

MOVED = kumihan.weasy.enable()
if not MOVED:
    tags.install()
# How the binding tells of a Japanese paragraph that it left alone.
STOCK_LINES = re.compile(r"^Japanese paragraph set without composition \((.*)\): (.*)$", re.S)
# How the binding tells of a line that could not be filled.
RAGGED_LINE = re.compile(r"^Japanese line left ragged: (.*)$", re.S)
# Files are named by this address, so that no path of a machine reaches the product. Nothing is ever fetched from it.
BASE = "https://publication.invalid/"
# How WeasyPrint 70 tells of a character without a glyph while it draws.
NO_GLYPH = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.S)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an id landed: the page's 0-based index and the distance from the page's top in px (1/96 in)."""

    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Pages:
    """Typeset pages. `folios` are the numbers as printed, in the order of the sheets."""

    document: Any
    folios: tuple[str, ...]
    anchors: dict[str, Anchor]
    sheets: tuple[Sheet, ...]

    def folio(self, name: str) -> str:
        """The number printed on the page of an anchor; "" when the anchor is not there."""
        anchor = self.anchors.get(name)
        return self.folios[anchor.page] if anchor else ""

    def pdf(self, tagged: bool = True) -> tuple[bytes, tuple[str, ...]]:
        """The raw PDF, before finishing, and the characters that no font has; a tagged one is in sRGB."""
        with listening() as heard:
            # pikepdf compresses, once and faster, when it finishes the file.
            data: bytes = self.document.write_pdf(
                pdf_tags=tagged,
                pdf_identifier=b"kumihan",
                uncompressed_pdf=True,
                output_intent="srgb" if tagged else None,
            )
        found = (NO_GLYPH.search(message) for message in heard)
        return data, tuple(dict.fromkeys(chr(int(match[1], 16)) for match in found if match))


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives files of the publication only; the network and the rest of the disk are out of reach."""

    def __init__(self, read: Callable[[str], bytes | None], refused: list[str]) -> None:
        super().__init__(allowed_protocols=())
        self.read, self.refused = read, refused

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        name = unquote(url.removeprefix(BASE)) if url.startswith(BASE) else None
        data = self.read(name) if name is not None else None
        if data is None:
            self.refused.append(name or url)
            raise ValueError(f"not a file of the publication: {name or url}")
        return URLFetcherResponse(url, data)


class Ear(logging.Handler):
    """Collects WeasyPrint's warnings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """What WeasyPrint warns of while the block runs; nothing goes to the terminal."""
    ear, logger = Ear(), logging.getLogger("weasyprint")
    handlers, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield ear.heard
    finally:
        logger.handlers, logger.propagate = handlers, propagate


def typeset(galley: Galley, read: Callable[[str], bytes | None]) -> tuple[Pages, tuple[Finding, ...]]:
    """Set the galley's pages. `read` gives the bytes of a file of the publication by its path, or None."""
    refused: list[str] = []
    drawn = dict(galley.pictures)
    fetcher, fonts = Fetcher(lambda name: drawn.get(name) or read(name), refused), FontConfiguration()
    with listening() as heard:
        sheets = [
            weasyprint.CSS(string=text, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
            for _, text in galley.stylesheets
        ]
        document = set_document(galley, Press(fonts, sheets, fetcher))
    anchors: dict[str, Anchor] = {}
    for index, page in enumerate(document.pages):
        for name, position in page.anchors.items():
            anchors.setdefault(name, Anchor(index, position[1]))  # a block that goes on keeps its first page
    findings = [missing_file(name, galley) for name in dict.fromkeys(refused)]
    if MOVED:
        names = ", ".join(MOVED)
        fact = tr(
            "lines are WeasyPrint’s own: this is not WeasyPrint {version}, and it moved {names}",
            version=kumihan.weasy.PINNED,
            names=names,
        )
        hint = tr("run `make` in the project's folder; it installs what is missing")
        findings.append(warning("stock-lines", fact, hint=hint))
    findings += [told(message) for message in dict.fromkeys(heard) if "not a file of" not in message]
    folios = number_pages(len(document.pages), anchors)
    return Pages(document, folios, anchors, tuple(measure(page) for page in document.pages)), tuple(findings)


def set_document(galley: Galley, press: Press) -> Any:
    """The pages, set section by section, or all at once where that cannot be or `KUMIHAN_PERF=0` is set."""
    sections = galley.sections()
    if boot.fast() and not MOVED and len(sections) > 1:
        try:
            return sections_of.render(sections, press, BASE)
        except Inseparable:
            pass  # the general way sets anything
    html = weasyprint.HTML(string=galley.html, base_url=BASE, url_fetcher=press.fetcher)
    return html.render(stylesheets=press.sheets, font_config=press.fonts)


def told(message: str) -> Finding:
    """A warning of the typesetter's, or of a paragraph that is not composed."""
    if match := STOCK_LINES.match(message):
        fact = tr(
            "the paragraph that begins {text} keeps WeasyPrint’s own lines: {reason}", text=match[2], reason=match[1]
        )
        return warning(
            "stock-lines", fact, hint=tr("take what is named out of the paragraph, in the template or style")
        )
    if match := RAGGED_LINE.match(message):
        fact = tr("the line {text} cannot be filled and is left ragged", text=match[1])
        return warning("ragged-line", fact, hint=tr("reword the sentence, or set it in a wider measure"))
    return warning("typesetter", message)


def missing_file(name: str, galley: Galley) -> Finding:
    """An error at the line of the stylesheet that names the file; files outside the publication are refused likewise."""
    hint = tr("put the file into the publication's folder and name it by its path from there")
    fact = tr("the file {name} is not in the publication", name=name)
    for label, text in galley.stylesheets:
        for number, line in enumerate(text.split("\n"), 1):
            if name in line:
                file = f"styles/{label.removeprefix('publication-')}"
                return error("missing-file", fact, Place(file, number), hint)
    return error("missing-file", fact, Place("templates"), hint)


def number_pages(count: int, anchors: dict[str, Anchor]) -> tuple[str, ...]:
    """Folios count from 1 at the contents; the pages before it have names: 表紙, 表2 …, then 扉 and its back."""
    start = anchors["contents"].page if "contents" in anchors else 0
    title = anchors["half-title"].page if "half-title" in anchors else start
    cover = ("表紙", *(f"表{number}" for number in range(2, title + 1)))[:title]
    named = (*cover, *("扉", "扉裏")[: start - title])
    return (*named, *(str(number) for number in range(1, count - start + 1)))
