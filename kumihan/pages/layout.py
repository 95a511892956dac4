"""Lay a book out: model, templates and stylesheets in, a galley (HTML and CSS as the typesetter gets them) out."""

from __future__ import annotations

import math
from collections.abc import Mapping

from kumihan.barcode.book import draw_bars
from kumihan.config import Config
from kumihan.galley import Galley
from kumihan.model import Book, Target
from kumihan.pages.book_code import book_code
from kumihan.pages.display import subtitle_share, title_share
from kumihan.pages.html import Medium, Writer
from kumihan.pages.matter.lists import NOWHERE, make_lists
from kumihan.pages.templates import Room
from kumihan.type_area import PAPERS, Paper, TypeArea

NOTHING: Mapping[str, str] = {}
STYLES = {
    "print": ("base.css", "print.css", "matter.css", "press.css"),
    "screen": ("base.css", "print.css", "matter.css", "screen.css"),
}
# The name under which the templates show the bars.
BOOK_CODE = "book-code.svg"
# The widest column, in characters, that a figure fills.
PICTURE = 26


def lay_out(
    book: Book, targets: Mapping[str, Target], config: Config, room: Room, edition: str,
    fitted: Mapping[str, str] = NOTHING, whole: bool = True, landed: Mapping[str, int] = NOWHERE, blanks: int = 0,
) -> Galley:  # fmt: skip
    """The galley of the `print` or `screen` edition. Raises InputError for a wrong template.

    `fitted` gives the custom properties of a part that differ from the book's, by its id; without `whole` it is the parts
    alone, without cover, contents and colophon. `landed` gives the pages of ids, once they are known, for the index;
    `blanks` pages fill the last signature.
    """
    medium = Medium(targets, config.layout.section_mark, notes_at_foot=True)
    book, lists = make_lists(book, config, landed)
    parts = [(chapter, Writer(medium, chapter).blocks(chapter.children)) for chapter in book.chapters]
    code = book_code(config)
    values = {
        "config": config, "parts": parts, "edition": edition, "fitted": fitted, "whole": whole, "code": code,
        "lists": lists, "blanks": blanks,
    }  # fmt: skip
    html = room.render("print/book.html.j2", values)
    sheets = (sheet for name in STYLES[edition] for sheet in room.stylesheets(name))
    pictures = ((BOOK_CODE, draw_bars(code).encode()),) if code else ()
    return Galley(html, (("config.css", variables(config)), *sheets), pictures)


def variables(config: Config) -> str:
    """What book.toml says about the design, as custom properties."""
    fonts, paper, area = config.fonts, PAPERS[config.layout.paper], config.layout.area
    return (
        f':root {{ --serif: "{fonts.serif}"; --sans: "{fonts.sans}"; '
        f"--base: {area.size}pt; --size: {area.size}pt; --pitch: {points(area.pitch)}; --columns: {area.columns}; "
        f"--page-width: {paper.width}mm; --page-height: {paper.height}mm; --scale: {scale(paper):.4g}; "
        f"--head: {points(paper.head)}; --foot: {points(paper.foot)}; --side: {points(paper.side(area))}; "
        f"--area-height: {points(area.height)}; --picture: {picture_share(area):.4g}; "
        f"--title: {title_share(config.title):g}; --subtitle: {subtitle_share(config.subtitle):g}; "
        f"--turn: {'left' if paper.spreads else 'page'}; "
        f"--airy: {int(paper.spreads)}; }}\n"
    )


def scale(paper: Paper) -> float:
    """The page's width against A4's, by which display type and the cover follow the paper."""
    return paper.width / PAPERS["A4"].width


def picture_share(area: TypeArea) -> float:
    """The share of its column that a figure takes: no more than its own lettering bears beside the text."""
    return min(1.0, PICTURE / area.characters)


def points(length: float) -> str:
    """A length in pt for CSS, never longer than it is, so that whole lines and characters have their room."""
    return f"{math.floor(length * 10_000 + 1e-6) / 10_000:g}pt"
