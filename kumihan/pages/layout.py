"""Lay a book out: model, templates and stylesheets in, a galley (HTML and CSS as the typesetter gets them) out."""

from __future__ import annotations

import math
from collections.abc import Mapping

from kumihan.barcode.book import picture
from kumihan.config import Config
from kumihan.galley import Galley
from kumihan.model import Book, Target
from kumihan.pages.book_code import book_code
from kumihan.pages.html import Medium, Writer
from kumihan.pages.matter.lists import NOWHERE, make_lists
from kumihan.pages.templates import Room
from kumihan.type_area import type_area

NOTHING: Mapping[str, str] = {}
STYLES = {
    "print": ("base.css", "print.css", "matter.css"),
    "screen": ("base.css", "print.css", "matter.css", "screen.css"),
}
# The name under which the templates show the bars.
BOOK_CODE = "book-code.svg"


def lay_out(
    book: Book, targets: Mapping[str, Target], config: Config, room: Room, edition: str,
    fitted: Mapping[str, str] = NOTHING, whole: bool = True, landed: Mapping[str, int] = NOWHERE,
) -> Galley:  # fmt: skip
    """The galley of the `print` or `screen` edition. Raises InputError for a wrong template.

    `fitted` gives the custom properties of a part that differ from the book's, by its id; without `whole` it is the parts
    alone, without cover, contents and colophon. `landed` gives the pages of ids, once they are known, for the index.
    """
    medium = Medium(targets, config.layout.section_mark, notes_at_foot=True)
    book, lists = make_lists(book, config, landed)
    parts = [(chapter, Writer(medium, chapter).blocks(chapter.children)) for chapter in book.chapters]
    code = book_code(config)
    values = {
        "config": config, "parts": parts, "edition": edition, "fitted": fitted, "whole": whole, "code": code,
        "lists": lists,
    }  # fmt: skip
    html = room.render("print/book.html.j2", values)
    sheets = (sheet for name in STYLES[edition] for sheet in room.stylesheets(name))
    pictures = ((BOOK_CODE, picture(code).encode()),) if code else ()
    return Galley(html, (("config.css", variables(config)), *sheets), pictures)


def variables(config: Config) -> str:
    """What book.toml says about the design, as custom properties."""
    fonts, layout = config.fonts, config.layout
    area = type_area(layout.size, layout.columns)
    return (
        f':root {{ --serif: "{fonts.serif}"; --sans: "{fonts.sans}"; '
        f"--base: {layout.size}pt; --size: {layout.size}pt; --pitch: {points(area.pitch)}; "
        f"--columns: {layout.columns}; --side: {points(area.side)}; }}\n"
    )


def points(length: float) -> str:
    """A length in pt for CSS, never longer than it is, so that whole lines and characters have their room."""
    return f"{math.floor(length * 10_000 + 1e-6) / 10_000:g}pt"
