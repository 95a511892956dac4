"""Lay a book out for reading systems: one XHTML document for each part, with the e-book's own contents and page list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kumihan.config import FILE, Config
from kumihan.finding import Place
from kumihan.model import Book, Chapter, Figure, Section, Target, blocks, plain
from kumihan.pages.html import Medium, Writer, block_id, note_id, note_marks
from kumihan.pages.page_marks import PageBreak, mark_pages
from kumihan.pages.store import DEFAULT, Store
from kumihan.pages.summary import Summary
from kumihan.pages.templates import Room
from kumihan.pages.vertical import CODE, HORIZONTAL, set_upright

NAV = "navigation-documents.xhtml"
# The ids of the print edition's contents and colophon, which are no blocks of a chapter.
CONTENTS, COLOPHON = "contents", "colophon"
# Stays horizontal in a vertical book, for its numbers and addresses (電書協 guide §3: hltr pages in a vrtl book).
HORIZONTAL_PAGES = ("p-colophon",)
# A font of the reader's own machine in a list of families; the generic one stays. The first names are those that an
# embedded font goes by.
NAMED_FONT = re.compile(r'(?<=[\s:])(?:(?:sans-)?serif-ja|"[^"]*"),\s*')
QUOTED_FONT = re.compile(r'(?<=[\s:])"[^"]*",\s*')
# What a part is by its label: each is an `epub:type`, and with doc- before it the role beside that.
KINDS = {
    "はじめに": "foreword", "まえがき": "foreword", "序文": "foreword", "序章": "introduction", "序論": "introduction",
    "終章": "conclusion", "結論": "conclusion", "おわりに": "afterword", "あとがき": "afterword", "付録": "appendix",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML file of the e-book; `file` is its path in the package, `place` where its words come from."""

    id: str
    file: str
    title: str
    text: str
    place: Place = Place(FILE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: words and address, with the sections below it."""

    title: str
    href: str
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class EBook:
    """Documents in reading order, the navigation document, its entries, and the stylesheet.

    `described` tells that every figure has an alternative text, `paged` that printed pages are marked, `sample` that
    this is the sample edition (試し読み).
    """

    documents: tuple[Document, ...]
    navigation: Document
    entries: tuple[Entry, ...]
    stylesheet: str
    described: bool
    paged: bool
    sample: bool


@dataclass(frozen=True, slots=True)
class Press:
    """What every document of one e-book is written with.

    `rest`: the titles of the parts that a sample leaves out; `summary`: the digest that stands at the head of the book.
    """

    config: Config
    room: Room
    store: Store = DEFAULT
    breaks: tuple[PageBreak, ...] = ()
    rest: tuple[str, ...] = ()
    summary: Summary | None = None

    @property
    def vertical(self) -> bool:
        return self.config.writing == "vertical"

    def document(self, name: str, title: str, template: str, **values: object) -> Document:
        """A template filled in; the body's class is the document's name unless `kind` says otherwise."""
        frame = {"kind": name, "style": "../style/book.css", **values}
        return Document(name, f"xhtml/{name}.xhtml", title, self.written(name, template, {"title": title, **frame}))

    def written(self, name: str, template: str, values: Mapping[str, object]) -> str:
        """A document's text with the marks of the printed pages, its lines as the publication's run."""
        vertical = self.vertical and name not in HORIZONTAL_PAGES
        frame = {
            "config": self.config, "direction": "vrtl" if vertical else "hltr", "folio": "", "rest": self.rest,
            "cover": cover_file(self.store),
        }  # fmt: skip
        text = mark_pages(self.room.render(f"epub/{template}.xhtml.j2", frame | dict(values)), self.breaks)
        return set_upright(text, CODE if self.store.one_direction else HORIZONTAL) if vertical else text

    def stylesheet(self) -> str:
        """The project's sheets, then the publication's, which override them."""
        turned = ["epub-vertical.css"] if self.vertical else []
        turned += ["epub-level.css"] if self.vertical and not self.store.one_direction else []
        sheets = [self.room.stylesheets(name) for name in ("epub.css", *turned)]
        text = "\n".join(text for part in (0, 1) for found in sheets for _, text in found[part : part + 1])
        if self.store.named_fonts:
            return text
        return (QUOTED_FONT if self.config.fonts.embed else NAMED_FONT).sub("", text)


def lay_out_ebook(
    book: Book, targets: Mapping[str, Target], press: Press, pictures: Mapping[str, str]
) -> EBook:  # fmt: skip
    """The e-book's documents; `pictures` gives the path in the package of a figure's source.

    Raises InputError for a wrong template.
    """
    files = {chapter.id: f"p-{number:03}.xhtml" for number, chapter in enumerate(book.chapters, 1)}
    homes = {name: f"xhtml/{files[chapter.id]}" for chapter in book.chapters for name in anchors(chapter)}
    homes |= {CONTENTS: NAV, COLOPHON: "xhtml/p-colophon.xhtml"}
    press = replace(press, breaks=tuple(item for item in press.breaks if item.block in homes))
    medium = Medium(
        targets, press.config.layout.section_mark, notes_at_foot=False, source=lambda path: f"../{pictures[path]}"
    )
    front = [press.document(f"p-{name}", press.config.title, name) for name in ("cover", "titlepage")]
    front += digest_documents(press, files)
    chapters = [chapter_document(chapter, medium, files, press) for chapter in book.chapters]
    folios = {item.block: item.folio for item in press.breaks}
    back = [press.document("p-rest", "試し読みはここまで", "rest")] if press.rest else []
    back.append(press.document("p-colophon", "奥付", "colophon", folio=folios.get(COLOPHON, "")))
    entries = (
        *(Entry(document.title, document.file) for document in front[2:]),
        *(entry(chapter, f"xhtml/{files[chapter.id]}") for chapter in book.chapters),
        *(Entry(document.title, document.file) for document in back),
    )
    values = {
        "title": "目次", "kind": "p-toc", "style": "style/book.css", "entries": entries,
        "pages": [(item.folio, f"{homes[item.block]}#page-{item.folio}") for item in press.breaks],
        "folio": folios.get(CONTENTS, ""), "bodymatter": chapters[0].file, "colophon": back[-1].file,
    }  # fmt: skip
    navigation = Document("nav", NAV, "目次", press.written("nav", "navigation", values))
    figures = (node for chapter in book.chapters for node in blocks(chapter.children) if isinstance(node, Figure))
    described = all(figure.alt for figure in figures)
    documents = (*front, *chapters, *back)
    paged, sample = bool(press.breaks), bool(press.rest)
    return EBook(documents, navigation, entries, press.stylesheet(), described, paged, sample)


def digest_documents(press: Press, files: Mapping[str, str]) -> list[Document]:
    """The digest of the parts that this edition holds, each sentence with a link to its place; none where it is empty."""
    summary = press.summary.of(frozenset(files)) if press.summary else None
    if summary is None or not summary.parts:
        return []

    def href(chapter: str, name: str) -> str:
        return f"{files[chapter]}#{name}"

    return [press.document("p-digest", summary.title, "digest", summary=summary, href=href)]


def chapter_document(chapter: Chapter, medium: Medium, files: Mapping[str, str], press: Press) -> Document:
    """One part; `files` gives the file of each part by its id."""

    def href(name: str) -> str:
        home = medium.targets[name].chapter if name in medium.targets else chapter.id
        return f"#{name}" if home == chapter.id else f"{files[home]}#{name}" if home in files else ""

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
    made = press.document(
        name, full_title(chapter), "chapter", kind="p-text", chapter=chapter, body=writer.blocks(chapter.children),
        notes=notes, part=KINDS.get(chapter.label, "chapter"),
    )  # fmt: skip
    return replace(made, place=chapter.place)


def cover_file(store: Store) -> str:
    """The cover's path in the package."""
    return "image/cover.jpg" if store.cover_kind == "image/jpeg" else "image/cover.png"


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
