"""Hold what the sections of a document have in common: fonts, parsed stylesheets, pictures. It lays nothing out."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import weasyprint
from weasyprint import images
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

import kumihan.weasy
from kumihan.remembered import remembered
from kumihan.weasy import boot, properties
from kumihan.weasy.font_maps import find_fonts
from kumihan.weasy.joints import Kept, Key, Landing
from kumihan.weasy.sheets import recall

# Files are named by this address, so that no path of a machine reaches the product. Nothing is ever fetched from it.
BASE = "https://publication.invalid/"
SVG = {"Content-Type": "image/svg+xml"}
# A selector of an attribute of which the name may be `style` (Selectors 4, 6).
STYLE_SELECTOR = re.compile(r"\[[^\]]*style", re.I)


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives files of the publication only; the network and the rest of the disk are out of reach."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        super().__init__(allowed_protocols=())
        self.read = read
        self.refused: list[str] = []
        self.digests: dict[str, bytes] = {}

    def is_fresh(self, read: Callable[[str], bytes | None]) -> bool:
        """Whether every file that was given is still the same, by another way of reading."""
        return all(digest(read(name)) == known for name, known in self.digests.items())

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        name = unquote(url.removeprefix(BASE)) if url.startswith(BASE) else None
        data = self.read(name) if name is not None else None
        if name is not None:
            self.digests[name] = digest(data)
        if data is None:
            self.refused.append(name or url)
            raise ValueError(f"not a file of the publication: {name or url}")
        # Else Pillow loads the readers of all its formats and tries them before the one for SVG.
        return URLFetcherResponse(url, data, SVG if name and name.lower().endswith(".svg") else None)


@remembered(lambda data: data)
def digest(data: bytes | None) -> bytes:
    return b"" if data is None else hashlib.sha256(data).digest()


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


@dataclass(slots=True)
class Press:
    """`known` are fonts by their address, `kept` sections that were set before, `shells` their elements without content, `landings`
    where their anchors stood.

    `heard` is what the typesetter warned of in this build, `heard_of_styles` what it warns of in every one; `sees_style`
    says whether selectors can see the style of an element.
    """

    fonts: Any
    sheets: list[Any]
    fetcher: Fetcher
    heard_of_styles: tuple[str, ...]
    heard: list[str] = field(default_factory=list)
    pictures: dict[str, Any] = field(default_factory=dict)
    known: dict[int, tuple[int, float]] = field(default_factory=dict)
    kept: dict[Key, Kept] = field(default_factory=dict)
    shells: dict[str, Any] = field(default_factory=dict)
    sees_style: bool = True
    landings: dict[str, Landing] = field(default_factory=dict)

    def find_picture(self, url: str, **options: Any) -> Any:
        """WeasyPrint's picture of a file, opened once; None where there is none."""
        return images.get_image_from_uri(self.pictures, self.fetcher, {**weasyprint.DEFAULT_OPTIONS}, url, **options)


def make_press(stylesheets: tuple[tuple[str, str], ...], read: Callable[[str], bytes | None]) -> Press:
    """A press with stylesheets (name, text) in the order of the cascade; `read` gives files of the publication."""
    fetcher, fonts = Fetcher(read), find_fonts(stylesheets)
    sheets, heard = open_sheets(tuple(text for _, text in stylesheets), fetcher, fonts)
    sees_style = any(STYLE_SELECTOR.search(text) for _, text in stylesheets)
    return Press(fonts, sheets, fetcher, heard, sees_style=sees_style)


# Stylesheets, and what WeasyPrint warns of in them.
Opened = tuple[list[Any], tuple[str, ...]]


def open_sheets(texts: tuple[str, ...], fetcher: Fetcher, fonts: FontConfiguration) -> Opened:
    """WeasyPrint's stylesheets; those that ask for files are parsed every time."""

    def parse() -> Opened:
        with listening() as heard:
            made = [weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts) for css in texts]
        return made, tuple(heard)

    def lasts() -> bool:
        return not fetcher.digests and not fetcher.refused and not fonts._folder

    if not (kumihan.weasy.enabled and boot.fast() and boot.takes("sheets")):
        return parse()
    ours = properties.__loader__.get_data(properties.__file__)  # type: ignore[union-attr]
    opened: Opened = recall((ours, BASE, *texts), parse, lasts)
    return opened
