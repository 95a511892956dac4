"""Make plates of laid-out pages (製版): WeasyPrint draws, and what it drew is kept as values. Nothing is laid out here.

The text of a page and its margins are drawn apart, one over the other as WeasyPrint draws them; so the margins can be made
anew when the page gets another number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import md5
from itertools import islice
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.anchors import gather_anchors
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.stacking import StackingContext

from kumihan.weasy.fragments import runs
from kumihan.weasy.ink import PageInk
from kumihan.weasy.joints import Fixed, Inseparable
from kumihan.weasy.measure import measure
from kumihan.weasy.plate import COLOURS, PROFILE, Forme, Glyphs, Layer, Picture, Plate, Resource
from kumihan.weasy.press import Press, listening
from kumihan.weasy.tags import Tree, drop

# PDF points to the CSS pixel.
SCALE = 0.75
KINDS = ("ExtGState", "XObject", "Pattern", "Shading")
Bleed = Mapping[str, float]


@dataclass
class Case:
    """活字ケース: the fonts that one layer of a section's pages uses, and how much of each it has told."""

    fonts: dict[int, Any] = field(default_factory=dict)
    told: dict[int, tuple[int, int]] = field(default_factory=dict)

    def added(self) -> Iterator[Glyphs]:
        """What was not there when it was last asked. Raises Inseparable."""
        for key, font in self.fonts.items():
            if font.missing or font.bitmap:
                raise Inseparable("a character that no font has")
            texts, widths = self.told.get(key, (0, 0))
            self.told[key] = now = len(font.to_unicode), len(font.widths)
            if now != (texts, widths):
                yield Glyphs(
                    font.known_as,
                    tuple(islice(font.to_unicode.items(), texts, None)),
                    tuple(islice(font.widths.items(), widths, None)),
                )


class Maker:
    """Draws a section's pages, one after the other; their glyphs are told in this order."""

    def __init__(self, press: Press, tagged: bool) -> None:
        self.known, self.tree = press.known, Tree() if tagged else None
        self.text, self.margins = Case(), Case()
        self.urls = {md5(url.encode(), usedforsecurity=False).hexdigest(): url for url in press.pictures}

    def plate(self, page: Page) -> Plate:
        if any(page.forms.values()) or any(link[0] == "attachment" for link in page.links):
            raise Inseparable("a form or an attached file")
        box, apart = page._page_box, comes_apart(page._page_box)
        stream = self.ink(self.text, page.width, page.height, page.bleed)
        if apart:
            begin(stream)
            draw_text(box, stream)
        else:
            page.paint(stream, SCALE)
        if self.tree:
            self.tree.add_page(page, stream)
        saved = take_saved(stream.stream) if apart else None
        text = self.layer(self.text, stream, stream.stream[1:])
        plate = Plate(
            page.width,
            page.height,
            tuple(page.bleed.items()),
            text,
            saved,
            Layer(),
            tuple(page.anchors.items()),
            tuple(link[:3] for link in page.links),
            tuple(page.bookmarks),
            measure(page),
            runs(page),
        )
        return self.with_margins(plate, box) if apart else plate

    def with_margins(self, plate: Plate, box: Any) -> Plate:
        """The plate with the margins of a page box, which need not be that of its text."""
        stream = self.ink(self.margins, plate.width, plate.height, dict(plate.bleed))
        for resource in plate.text.resources:
            stream._resources[resource.kind][resource.name] = resource.value
        begin(stream)
        stream.push_state()
        stream.push_state()
        stream.stream[:] = [b"q"] * (plate.open or 0)  # what came before is there already
        draw_margins(box, stream)
        if stream._tags:
            drop(stream, {each["mcid"] for each in stream._tags.values()})
        below = {(resource.kind, resource.name) for resource in plate.text.resources}
        return replace(plate, margins=self.layer(self.margins, stream, stream.stream, below))

    def ink(self, case: Case, width: float, height: float, bleed: Bleed) -> PageInk:
        """A stream for a page, from its top left."""
        resources: dict[str, Any] = {kind: pydyf.Dictionary() for kind in KINDS} | {"ColorSpace": COLOURS}
        tagged = self.tree is not None
        profiles = {"srgb": SimpleNamespace(pdf_reference=PROFILE)} if tagged else {}
        stream = PageInk(
            case.fonts, rectangle(width, height, bleed), resources, {}, {} if tagged else None, profiles, None,
            compress=False,
        )  # fmt: skip
        stream.known = self.known
        stream.transform(d=-1, f=height * SCALE)
        return stream

    def layer(self, case: Case, stream: Any, items: list[Any], below: Any = frozenset()) -> Layer:
        """What was drawn, but for what is called by the layers below as well."""
        return Layer(
            flat(items),
            tuple(each for each in called(stream._resources) if (each.kind, each.name) not in below),
            tuple(shown(stream._images, self.urls)),
            tuple(case.added()),
        )


def forme_of(pages: list[Any], press: Press, tagged: bool) -> Forme:
    """A section's page boxes drawn. Raises Inseparable."""
    with listening():  # what is heard of drawing is heard of the whole, when it is written
        maker = Maker(press, tagged)
        plates = tuple(maker.plate(Page(box)) for box in pages)
        return Forme(plates, maker.tree.branch() if maker.tree else None)


def moved(forme: Forme, pages: list[Any], press: Press, tagged: bool) -> Forme:
    """The section on other pages: its text as it is drawn, with their margins; a blank page may come before it, or go.

    Raises Fixed where a page cannot be taken apart, and Inseparable.
    """
    if any(plate.open is None for plate in forme.plates) or not all(comes_apart(box) for box in pages):
        raise Fixed
    with listening():
        maker = Maker(press, tagged)
        lead = len(pages) - len(forme.plates)
        blank = [maker.plate(Page(box)) for box in pages[: max(lead, 0)]]
        pairs = zip(forme.plates[max(-lead, 0) :], pages[len(blank) :], strict=True)
        branch = forme.branch and replace(forme.branch, lead=forme.branch.lead + lead)
        return Forme((*blank, *(maker.with_margins(plate, box) for plate, box in pairs)), branch)


def comes_apart(box: Any) -> bool:
    """Whether a page's margins are drawn after all of its text, on the same ground, and lead nowhere."""
    style = box.style
    anchors, links, bookmarks, forms = found = {}, [], [], {None: []}  # type: ignore[var-annotated]
    for child in box.children:
        if isinstance(child, MarginBox):
            gather_anchors(child, *found)
    return (
        style["opacity"] == 1
        and not style["transform"]
        and not style["outline_width"]
        and all(child.style["z_index"] in ("auto", 0) for child in box.children)
        and not (anchors or links or bookmarks or any(forms.values()))
    )


def begin(stream: Any) -> None:
    """What WeasyPrint's Page.paint does before it draws."""
    stream.push_state()
    stream.transform(a=SCALE, d=SCALE)


def draw_text(box: Any, stream: Any) -> None:
    """WeasyPrint's draw_page up to the margins."""
    ground = box.copy_with_children([])
    draw.draw_background(stream, ground.background, clip_box=False, bleed=ground.bleed, marks=ground.style["marks"])
    draw.set_mask_border(stream, ground)
    draw.draw_background(stream, ground.canvas_background, clip_box=False)
    draw.draw_border(stream, ground)
    stream.push_state()
    stream.push_state()
    for child in box.children:
        if not isinstance(child, MarginBox):
            draw.draw_stacking_context(stream, StackingContext.from_box(child, box))


def draw_margins(box: Any, stream: Any) -> None:
    """The rest of WeasyPrint's draw_page and Page.paint."""
    for child in box.children:
        if isinstance(child, MarginBox):
            draw.draw_stacking_context(stream, StackingContext.from_box(child, box))
    for _ in range(3):
        stream.pop_state()


def take_saved(items: list[Any]) -> int:
    """Take the saved states off the end of a content stream, which go if nothing comes; the answer is how many there were."""
    before = len(items)
    while items and items[-1] == b"q":
        items.pop()
    return before - len(items)


def rectangle(width: float, height: float, bleed: Bleed) -> tuple[float, float, float, float]:
    """The media box in px, by the sums with which WeasyPrint finds it."""
    left, top = -SCALE * bleed["left"], -SCALE * bleed["top"]
    right = left + SCALE * (width + bleed["left"] + bleed["right"])
    bottom = top + SCALE * (height + bleed["top"] + bleed["bottom"])
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
