"""Make plates of laid-out pages (製版): WeasyPrint draws, and what it drew is kept as values. Nothing is laid out here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import md5
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint.document import Page

from kumihan.weasy.fragments import runs
from kumihan.weasy.ink import PageInk
from kumihan.weasy.joints import Inseparable
from kumihan.weasy.measure import measure
from kumihan.weasy.plate import COLOURS, PROFILE, Forme, Glyphs, Picture, Plate, Resource
from kumihan.weasy.press import Press, listening
from kumihan.weasy.tags import Tree

# PDF points to the CSS pixel.
SCALE = 0.75
KINDS = ("ExtGState", "XObject", "Pattern", "Shading")


def forme_of(pages: list[Any], press: Press, tagged: bool) -> Forme:
    """A section's page boxes drawn. Raises Inseparable."""
    with listening():  # what is heard of drawing is heard of the whole, when it is written
        return make_forme(pages, press.pictures, press.known, tagged)


def make_forme(
    pages: list[Any], pictures: Mapping[str, Any], known: dict[int, tuple[int, float]], tagged: bool
) -> Forme:
    """A section's page boxes drawn. `known` remembers fonts by their address. Raises Inseparable."""
    fonts: dict[int, Any] = {}
    tree = Tree() if tagged else None
    urls = {md5(url.encode(), usedforsecurity=False).hexdigest(): url for url in pictures}
    plates = tuple(make_plate(Page(box), fonts, known, urls, tree) for box in pages)
    if any(font.missing or font.bitmap for font in fonts.values()):
        raise Inseparable("a character that no font has")
    glyphs = tuple(
        Glyphs(font.known_as, tuple(font.to_unicode.items()), tuple(font.widths.items())) for font in fonts.values()
    )
    return Forme(plates, glyphs, tree.branch() if tree else None)


def make_plate(
    page: Page, fonts: dict[int, Any], known: dict[int, tuple[int, float]], urls: Mapping[str, str], tree: Tree | None
) -> Plate:
    if any(page.forms.values()) or any(link[0] == "attachment" for link in page.links):
        raise Inseparable("a form or an attached file")
    resources: dict[str, Any] = {kind: pydyf.Dictionary() for kind in KINDS} | {"ColorSpace": COLOURS}
    images: dict[str, Any] = {}
    profiles = {"srgb": SimpleNamespace(pdf_reference=PROFILE)} if tree else {}
    stream = PageInk(
        fonts, rectangle(page), resources, images, {} if tree else None, profiles, None, compress=False
    )  # fmt: skip
    stream.known = known
    stream.transform(d=-1, f=page.height * SCALE)
    page.paint(stream, SCALE)
    if tree:
        tree.add_page(page, stream)
    return Plate(
        page.width,
        page.height,
        tuple(page.bleed.items()),
        flat(stream.stream[1:]),
        tuple(called(resources)),
        tuple(shown(images, urls)),
        tuple(page.anchors.items()),
        tuple(link[:3] for link in page.links),
        tuple(page.bookmarks),
        measure(page),
        runs(page),
    )


def rectangle(page: Page) -> tuple[float, float, float, float]:
    """The media box in px, by the sums with which WeasyPrint finds it."""
    left, top = -SCALE * page.bleed["left"], -SCALE * page.bleed["top"]
    right = left + SCALE * (page.width + page.bleed["left"] + page.bleed["right"])
    bottom = top + SCALE * (page.height + page.bleed["top"] + page.bleed["bottom"])
    return left / SCALE, top / SCALE, (right - left) / SCALE, (bottom - top) / SCALE


def flat(items: list[Any]) -> bytes:
    """A content stream as it stands in the file."""
    return b"\n".join(pydyf._to_bytes(item) for item in items)


def called(resources: Mapping[str, Any]) -> Iterator[Resource]:
    """What a page calls by name, dictionary by dictionary, in the order in which it was first called."""
    seen: dict[int, Any] = {}
    for kind in KINDS:
        for name, value in resources[kind].items():
            yield Resource(kind, name, plain(value, seen))


def shown(images: Mapping[str, Any], urls: Mapping[str, str]) -> Iterator[Picture]:
    for name, image in images.items():
        url = urls.get(image["image"].id)
        if url is None:
            raise Inseparable("a picture that is no file")
        yield Picture(name, url, image["interpolate"], max(image["dpi_ratios"]))


def plain(value: Any, seen: dict[int, Any]) -> Any:
    """A value of PDF without anything of the typesetter's; a stream that is there twice stays one."""
    if isinstance(value, pydyf.Stream):
        if id(value) not in seen:
            made = seen[id(value)] = pydyf.Stream([flat(value.stream)])
            made.extra = {key: plain(each, seen) for key, each in value.extra.items()}
        return seen[id(value)]
    if isinstance(value, pydyf.Dictionary):
        return pydyf.Dictionary({key: plain(each, seen) for key, each in value.items()})
    if isinstance(value, pydyf.Array):
        return pydyf.Array(plain(each, seen) for each in value)
    return value
