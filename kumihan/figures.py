"""Check the pictures that a book names before anything is set. This module reads no disk and knows no page."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from defusedxml import DefusedXmlException, ElementTree
from PIL import Image, ImageFile

from kumihan.finding import Finding, error, warning
from kumihan.messages import tr
from kumihan.model import Book, Figure, blocks
from kumihan.remembered import remembered

MAX_PIXELS = 120_000_000
FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "GIF", "TIFF")
SVG = "image/svg+xml"
FORBIDDEN_ELEMENTS = {"script", "foreignObject", "iframe", "audio", "video"}
URL = re.compile(r"url\(\s*['\"]?(?!#)", re.I)


def figures_of(book: Book) -> tuple[Figure, ...]:
    """The figures of a book in reading order."""
    return tuple(node for chapter in book.chapters for node in blocks(chapter.children) if isinstance(node, Figure))


def check_figures(book: Book, read: Callable[[str], bytes | None]) -> tuple[Finding, ...]:
    """What is wrong with the pictures. `read` gives the bytes of a file of the publication, or None."""
    return tuple(finding for figure in figures_of(book) for finding in check_figure(figure, read(figure.source)))


@remembered(lambda figure, data: (figure, data))
def check_figure(figure: Figure, data: bytes | None) -> tuple[Finding, ...]:
    """What is wrong with one picture: absent, not a picture, too large, not self-contained, or a placeholder."""
    if data is None:
        hint = tr("put the picture at {file} in the publication's folder, or correct the name", file=figure.source)
        return (error("missing-figure", tr("the picture {file} is not there", file=figure.source), figure.place, hint),)
    if media_type(data) == SVG:
        return check_svg(figure, data)
    return check_raster(figure, data)


def media_type(data: bytes) -> str:
    """The media type by the first bytes; "" for what is no picture of a known kind."""
    if data[:3] == b"\xff\xd8\xff":
        return "image/jpeg"
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "image/png"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if data[:4] in (b"II*\0", b"MM\0*"):
        return "image/tiff"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return SVG if re.search(rb"<svg[\s>]", data[:4096]) else ""


def check_raster(figure: Figure, data: bytes) -> tuple[Finding, ...]:
    """Open the picture; a header that asks for more than MAX_PIXELS is refused before it is unpacked."""
    hint = tr("save it again as JPEG, PNG or SVG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with whole_pictures(), Image.open(io.BytesIO(data)) as image:
                kind, (width, height) = image.format, image.size
                if width * height > MAX_PIXELS:
                    return (too_large(figure, width, height),)
                if kind not in FORMATS:
                    fact = tr("{file} is a picture of the kind {kind}", file=figure.source, kind=kind)
                    return (error("figure-format", fact, figure.place, hint),)
                image.load()
    except Image.DecompressionBombError:
        return (too_large(figure, 0, 0),)
    except (OSError, ValueError, SyntaxError):
        fact = tr("{file} cannot be read as a picture", file=figure.source)
        return (error("figure-format", fact, figure.place, hint),)
    return ()


@contextmanager
def whole_pictures() -> Iterator[None]:
    """Have a picture that is cut short refused; the typesetter lets Pillow fill it with grey, in the whole process."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def too_large(figure: Figure, width: int, height: int) -> Finding:
    size = f"{width}×{height}" if width else tr("more than {count} pixels", count=MAX_PIXELS)
    fact = tr("the picture {file} is too large: {size}", file=figure.source, size=size)
    hint = tr("make it smaller: 350 ppi at the printed size is enough (A4 is 2,900×4,100 pixels)")
    return error("huge-image", fact, figure.place, hint)


def check_svg(figure: Figure, data: bytes) -> tuple[Finding, ...]:
    """An SVG must be well-formed, without a DTD or entities, and must refer to nothing outside itself."""
    hint = tr("export it again as plain SVG with embedded pictures and no DTD")
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        return (error("unsafe-svg", tr("{file} declares a DTD or entities", file=figure.source), figure.place, hint),)
    except (ElementTree.ParseError, ValueError) as reason:
        fact = tr("{file} is not well-formed XML: {reason}", file=figure.source, reason=reason)
        return (error("figure-format", fact, figure.place, hint),)
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        outside = [value for key, value in element.items() if refers_outside(key.rpartition("}")[2], value)]
        if name == "style" and (URL.search(element.text or "") or "@import" in (element.text or "")):
            outside.append((element.text or "").strip())
        if name in FORBIDDEN_ELEMENTS or outside:
            fact = tr("{file}: <{name}> is not allowed", file=figure.source, name=name)
            if outside:
                fact = tr("{file} refers to something outside: {what}", file=figure.source, what=outside[0][:60])
            return (error("unsafe-svg", fact, figure.place, hint),)
    if root.get("data-placeholder"):
        return (placeholder(figure),)
    return ()


def refers_outside(key: str, value: str) -> bool:
    """Whether an attribute names something that is not in the file itself."""
    if key in ("href", "src"):
        return not value.startswith(("#", "data:image/"))
    return key.startswith("on") or bool(URL.search(value))


def placeholder(figure: Figure) -> Finding:
    fact = tr("{file} is still a placeholder", file=figure.source)
    hint = tr("put the picture beside it and name it in the figure’s line")
    return warning("placeholder", fact, figure.place, hint)
