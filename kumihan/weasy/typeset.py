"""Typeset a galley with WeasyPrint: HTML and CSS in, pages and the page of every anchor out."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any

import weasyprint

import kumihan.weasy
from kumihan.finding import Finding, Place, error, warning
from kumihan.galley import Galley
from kumihan.messages import tr
from kumihan.weasy import boot
from kumihan.weasy.fragments import Fragment, fragments
from kumihan.weasy.joints import Inseparable
from kumihan.weasy.measure import Sheet, measure
from kumihan.weasy.plate import seen
from kumihan.weasy.press import BASE, Press, listening
from kumihan.weasy.standing import Crew, Standing

MOVED = kumihan.weasy.enable()
if not MOVED:  # else what these stand on may be gone
    from weasyprint.html import get_html_metadata
    from weasyprint.pdf.metadata import DocumentMetadata

    from kumihan.weasy import tags
    from kumihan.weasy.collating import collate
    from kumihan.weasy.crew import formes_of, set_together
    from kumihan.weasy.font_cut import cutting
    from kumihan.weasy.sections import set_sections

    tags.install()
# How the binding tells of a Japanese paragraph that it left alone.
STOCK_LINES = re.compile(r"^Japanese paragraph set without composition \((.*)\): (.*)$", re.S)
# How the binding tells of a line that could not be filled.
RAGGED_LINE = re.compile(r"^Japanese line left ragged: (.*)$", re.S)
# What WeasyPrint says of a declaration that it does not take.
IGNORED = re.compile(r"Ignored `([^`]*)` at \d+:\d+, ")
# How WeasyPrint 70 tells of a character without a glyph while it draws.
NO_GLYPH = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.S)

Read = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an id landed: the page's 0-based index and the distance from the page's top in px (1/96 in)."""

    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Pages:
    """Typeset pages. `folios` are the numbers as printed, in the order of the sheets; `tagged` ones are in sRGB."""

    document: Any
    folios: tuple[str, ...]
    anchors: dict[str, Anchor]
    sheets: tuple[Sheet, ...]
    fragments: tuple[Fragment, ...]
    tagged: bool

    def folio(self, name: str) -> str:
        """The number printed on the page of an anchor; "" when the anchor is not there."""
        anchor = self.anchors.get(name)
        return self.folios[anchor.page] if anchor else ""

    def pdf(self) -> tuple[bytes, tuple[str, ...], tuple[str, ...]]:
        """The raw PDF, before finishing, the characters that no font has, and the names of the fonts in it."""
        with listening() as heard, nullcontext() if MOVED else cutting():
            # pikepdf compresses, once and faster, when it finishes the file.
            data: bytes = self.document.write_pdf(
                pdf_tags=self.tagged,
                pdf_identifier=b"kumihan",
                uncompressed_pdf=True,
                output_intent="srgb" if self.tagged else None,
            )
        found = (NO_GLYPH.search(message) for message in heard)
        missing = tuple(dict.fromkeys(chr(int(match[1], 16)) for match in found if match))
        return data, missing, tuple(font.name.decode() for font in self.document.fonts.values())


def typeset(
    galley: Galley, read: Read, tagged: bool = True, standing: Standing | None = None
) -> tuple[Pages, tuple[Finding, ...]]:
    """Set the galley's pages. `read` gives the bytes of a file of the publication by its path, or None.

    `standing` is the type kept from builds before: what did not change is neither laid out nor drawn again.
    """
    drawn = dict(galley.pictures)
    standing = standing or Standing()
    with standing.press(
        galley.stylesheets, lambda name: drawn.get(name) or read(name), "tagged" if tagged else "plain"
    ) as press:
        document = set_document(galley, press, read, tagged, standing.crew)
    plates = [getattr(page, "plate", None) or seen(page) for page in document.pages]
    anchors: dict[str, Anchor] = {}
    for index, plate in enumerate(plates):
        for name, position in plate.anchors:
            anchors.setdefault(name, Anchor(index, position[1]))  # a block that goes on keeps its first page
    folios = number_pages(len(plates), anchors)
    sheets_of = tuple(plate.sheet for plate in plates)
    pages = Pages(document, folios, anchors, sheets_of, fragments(plate.runs for plate in plates), tagged)
    return pages, told_of(galley, press)


def told_of(galley: Galley, press: Press) -> tuple[Finding, ...]:
    """What an editor must see to: files that are not there, and what the typesetter warned of."""
    findings = [missing_file(name, galley) for name in dict.fromkeys(press.fetcher.refused)]
    if MOVED:
        names = ", ".join(MOVED)
        fact = tr(
            "lines are WeasyPrint’s own: this is not WeasyPrint {version}, and it moved {names}",
            version=kumihan.weasy.PINNED,
            names=names,
        )
        hint = tr("run `make` in the project's folder; it installs what is missing")
        findings.append(warning("stock-lines", fact, hint=hint))
    # Where hooks moved, our properties are unknown; that follows from the one warning.
    told_already = ("not a file of", "Ignored `") if MOVED else ("not a file of",)
    heard = (each for each in dict.fromkeys(press.heard) if not any(words in each for words in told_already))
    findings += [told(each, galley) for each in heard]
    return tuple(findings)


def set_document(galley: Galley, press: Press, read: Read, tagged: bool, crew: Crew | None) -> Any:
    """WeasyPrint's document, set section by section, or at once where that cannot be or `KUMIHAN_PERF=0` is set."""
    if boot.fast() and not MOVED and len(galley.sections()) > 1:
        before = len(press.heard)
        try:
            return collated(galley, press, read, tagged, crew)
        except Inseparable:
            del press.heard[before:]  # the general way sets anything, and warns of it again
    html = weasyprint.HTML(string=galley.html, base_url=BASE, url_fetcher=press.fetcher)
    return html.render(stylesheets=press.sheets, font_config=press.fonts)


def measured(galley: Galley, press: Press) -> tuple[Sheet, ...]:
    """The sheets of a galley that nobody will see."""
    sections = galley.sections()
    if boot.fast() and not MOVED and len(sections) > 1:
        with suppress(Inseparable):
            sheets = set_sections(
                sections, press, BASE, lambda boxes: [measure(weasyprint.document.Page(box)) for box in boxes]
            )
            return tuple(chain.from_iterable(sheets))
    html = weasyprint.HTML(string=galley.html, base_url=BASE, url_fetcher=press.fetcher)
    return tuple(measure(page) for page in html.render(stylesheets=press.sheets, font_config=press.fonts).pages)


def collated(galley: Galley, press: Press, read: Read, tagged: bool, crew: Crew | None) -> Any:
    """WeasyPrint's document of sections drawn one by one, here or by a crew. Raises Inseparable."""
    texts = galley.sections()
    sections = formes_of(texts, press, tagged)
    formes = set_together(sections, galley, read, tagged, crew) if crew else sections.set()
    about = DocumentMetadata(**get_html_metadata(weasyprint.HTML(string=texts[0], base_url=BASE)))
    return collate(tuple(formes), about, press)


def told(message: str, galley: Galley) -> Finding:
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
    if match := IGNORED.match(message):
        fact = tr("the typesetter does not know “{declaration}”", declaration=match[1].strip())
        hint = tr("correct it or take it out: it changes nothing on the pages")
        return warning("typesetter", fact, place_in_styles(match[1], galley), hint)
    return warning("typesetter", message)


def place_in_styles(words: str, galley: Galley) -> Place:
    """The first line of a stylesheet with these words, blanks aside, the publication's own before the project's."""
    wanted = "".join(words.split())
    for label, text in sorted(galley.stylesheets, key=lambda sheet: not sheet[0].startswith("publication-")):
        for number, line in enumerate(text.split("\n"), 1):
            if wanted in "".join(line.split()):
                return Place(f"styles/{label.removeprefix('publication-')}", number)
    return Place()


def missing_file(name: str, galley: Galley) -> Finding:
    """An error at the line of the stylesheet that names the file; files outside the publication are refused likewise."""
    hint = tr("put the file into the publication's folder and name it by its path from there")
    fact = tr("the file {name} is not in the publication", name=name)
    place = place_in_styles(name, galley)
    return error("missing-file", fact, place if place.file else Place("templates"), hint)


def number_pages(count: int, anchors: dict[str, Anchor]) -> tuple[str, ...]:
    """Folios count from 1 at the contents; the pages before it have names: 表紙, 表2 …, then 扉 and its back."""
    start = anchors["contents"].page if "contents" in anchors else 0
    title = anchors["half-title"].page if "half-title" in anchors else start
    cover = ("表紙", *(f"表{number}" for number in range(2, title + 1)))[:title]
    named = (*cover, *("扉", "扉裏")[: start - title])
    return (*named, *(str(number) for number in range(1, count - start + 1)))
