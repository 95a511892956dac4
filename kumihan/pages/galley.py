"""Lay a book out: model, templates and stylesheets in, a galley (HTML and CSS as the typesetter gets them) out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kumihan.config import Config
from kumihan.markup.resolve import Target
from kumihan.model import Book
from kumihan.pages.html import Medium, Writer
from kumihan.pages.templates import Room


@dataclass(frozen=True, slots=True)
class Galley:
    """`stylesheets` are (name, text) in the order of the cascade."""

    html: str
    stylesheets: tuple[tuple[str, str], ...]


def lay_out(book: Book, targets: Mapping[str, Target], config: Config, room: Room, edition: str) -> Galley:
    """The galley of the `print` or `screen` edition."""
    medium = Medium(targets, config.layout.section_mark, notes_at_foot=True)
    parts = [(chapter, Writer(medium, chapter).blocks(chapter.children)) for chapter in book.chapters]
    html = room.template("print/book.html.j2").render(config=config, parts=parts, edition=edition)
    names = ("base.css", "print.css") if edition == "print" else ("base.css", "print.css", "screen.css")
    return Galley(
        html, (("config.css", variables(config)), *(sheet for name in names for sheet in room.stylesheets(name)))
    )


def variables(config: Config) -> str:
    """What book.toml says about the design, as custom properties."""
    fonts, layout = config.fonts, config.layout
    return (
        f':root {{ --serif: "{fonts.serif}"; --sans: "{fonts.sans}"; '
        f"--size: {layout.size}pt; --columns: {layout.columns}; }}\n"
    )
