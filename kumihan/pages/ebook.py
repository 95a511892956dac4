"""Lay a book out for reading systems: one XHTML document for each part, with the e-book's own contents and page list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kumihan.config import Config
from kumihan.model import Book, Chapter, Figure, Section, Target, blocks, plain
from kumihan.pages.html import Medium, Writer, block_id, note_id, note_marks
from kumihan.pages.page_marks import PageBreak, mark_pages
from kumihan.pages.templates import Room
from kumihan.pages.vertical import set_upright

NAV = "navigation-documents.xhtml"
# The ids of the print edition's contents and colophon, which are no blocks of a chapter.
CONTENTS, COLOPHON = "contents", "colophon"
# Stays horizontal in a vertical book, for its numbers and addresses (電書協 guide §3: hltr pages in a vrtl book).
HORIZONTAL_PAGES = ("p-colophon",)
# What a part is by its label: each is an `epub:type`, and with doc- before it the role beside that.
KINDS = {
    "はじめに": "foreword", "まえがき": "foreword", "序文": "foreword", "序章": "introduction", "序論": "introduction",
    "終章": "conclusion", "結論": "conclusion", "おわりに": "afterword", "あとがき": "afterword", "付録": "appendix",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML file of the e-book; `file` is its path in the package."""

    id: str
    file: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: words and address, with the sections below it."""

    title: str
    href: str
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class EBook:
    """Documents in reading order, the navigation document, its entries, and the stylesheet.

    `described` tells that every figure has an alternative text.
    """

    documents: tuple[Document, ...]
    navigation: Document
    entries: tuple[Entry, ...]
    stylesheet: str
    described: bool


def lay_out_ebook(
    book: Book,
    targets: Mapping[str, Target],
    config: Config,
    room: Room,
    page_breaks: tuple[PageBreak, ...],
    pictures: Mapping[str, str],
) -> EBook:
    """The e-book's documents. `page_breaks`: where printed pages begin; `pictures`: a figure's source → its path in the package.

    Raises InputError for a wrong template.
    """
    files = {chapter.id: f"p-{number:03}.xhtml" for number, chapter in enumerate(book.chapters, 1)}
    medium = Medium(
        targets, config.layout.section_mark, notes_at_foot=False,
        source=lambda path: f"../{pictures[path]}",
    )  # fmt: skip
    front = tuple(
        document(room, config, name, config.title, f"epub/{name.removeprefix('p-')}.xhtml.j2")
        for name in ("p-cover", "p-titlepage")
    )
    chapters = tuple(chapter_document(chapter, medium, files, config, room, page_breaks) for chapter in book.chapters)
    folios = {item.block: item.folio for item in page_breaks}
    colophon = document(room, config, "p-colophon", "奥付", "epub/colophon.xhtml.j2", folio=folios.get(COLOPHON, ""))
    entries = (
        *(entry(chapter, f"xhtml/{files[chapter.id]}") for chapter in book.chapters),
        Entry("奥付", colophon.file),
    )
    homes = {name: f"xhtml/{files[chapter.id]}" for chapter in book.chapters for name in anchors(chapter)}
    homes |= {CONTENTS: NAV, COLOPHON: colophon.file}
    values = {
        "title": "目次", "kind": "p-toc", "style": "style/book.css", "entries": entries,
        "pages": [(item.folio, f"{homes[item.block]}#page-{item.folio}") for item in page_breaks],
        "folio": folios.get(CONTENTS, ""), "bodymatter": chapters[0].file, "colophon": colophon.file,
    }  # fmt: skip
    navigation = Document("nav", NAV, "目次", written(room, config, "nav", "epub/navigation.xhtml.j2", values))
    figures = (node for chapter in book.chapters for node in blocks(chapter.children) if isinstance(node, Figure))
    described = all(figure.alt for figure in figures)
    return EBook((*front, *chapters, colophon), navigation, entries, stylesheet(room, config), described)


def chapter_document(
    chapter: Chapter,
    medium: Medium,
    files: Mapping[str, str],
    config: Config,
    room: Room,
    breaks: tuple[PageBreak, ...],
) -> Document:
    """One part; `files` gives the file of each part by its id."""

    def href(name: str) -> str:
        home = medium.targets[name].chapter if name in medium.targets else chapter.id
        return f"#{name}" if home == chapter.id else f"{files[home]}#{name}"

    writer = Writer(replace(medium, href=href), chapter)
    name = files[chapter.id].removesuffix(".xhtml")
    marks = note_marks(chapter)
    notes = [
        (
            note_id(chapter, note.number), note.number,
            [mark for reference, mark in marks if reference.number == note.number], writer.note_body(note),
        )
        for note in chapter.notes
    ]  # fmt: skip
    return document(
        room, config, name, full_title(chapter), "epub/chapter.xhtml.j2", kind="p-text", chapter=chapter,
        body=writer.blocks(chapter.children), notes=notes, part=KINDS.get(chapter.label, "chapter"),
        breaks=breaks,
    )  # fmt: skip


def document(
    room: Room,
    config: Config,
    name: str,
    title: str,
    template: str,
    breaks: tuple[PageBreak, ...] = (),
    **values: object,
) -> Document:
    """A template filled in; the body's class is the document's name unless `kind` says otherwise."""
    frame = {"title": title, "kind": name, "style": "../style/book.css", "folio": ""}
    return Document(name, f"xhtml/{name}.xhtml", title, written(room, config, name, template, frame | values, breaks))


def written(
    room: Room,
    config: Config,
    name: str,
    template: str,
    values: Mapping[str, object],
    breaks: tuple[PageBreak, ...] = (),
) -> str:
    """A document's text with the marks of the printed pages, its lines as the publication's run."""
    vertical = config.writing == "vertical" and name not in HORIZONTAL_PAGES
    text = room.render(template, {"config": config, "direction": "vrtl" if vertical else "hltr", **values})
    text = mark_pages(text, breaks)
    return set_upright(text) if vertical else text


def stylesheet(room: Room, config: Config) -> str:
    """The project's sheets, then the publication's, which override them."""
    names = ("epub.css", "epub-vertical.css") if config.writing == "vertical" else ("epub.css",)
    sheets = [room.stylesheets(name) for name in names]
    return "\n".join(text for part in (0, 1) for found in sheets for _, text in found[part : part + 1])


def full_title(chapter: Chapter) -> str:
    return f"{chapter.label}　{chapter.title}" if chapter.label else chapter.title


def entry(chapter: Chapter, file: str) -> Entry:
    """A chapter in the contents with its sections."""
    sections = tuple(
        Entry(plain(node.title), f"{file}#{node.id}") for node in chapter.children if isinstance(node, Section)
    )
    return Entry(full_title(chapter), f"{file}#{chapter.id}", sections)


def anchors(chapter: Chapter) -> tuple[str, ...]:
    """The ids in a chapter at which a printed page can begin, in reading order."""
    names = (block_id(chapter, node) for node in blocks(chapter.children))
    return (chapter.id, *filter(None, names), f"{chapter.id}-byline")
