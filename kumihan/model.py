"""Hold a publication as a frozen tree of values. This module knows neither Markdown nor HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kumihan.finding import Place

# ---- inline ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Ruby:
    """Base and reading in pairs: one pair is group ruby (グループルビ), several are mono ruby (モノルビ)."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TateChuYoko:
    """Characters set upright side by side in vertical text (縦中横)."""

    text: str


@dataclass(frozen=True, slots=True)
class EmphasisDots:
    """圏点."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the publication."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference by id within the publication: its label, the words given, or its page."""

    target: str
    children: tuple[Inline, ...]
    page: bool
    place: Place


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark in the text. `number` counts from 1 in each chapter."""

    name: str
    number: int
    place: Place


@dataclass(frozen=True, slots=True)
class KeySentence:
    """A sentence that the author marked for the digest; `rank` counts from 1, 0 where the author gave none.

    `english` is its translation, `addressee` who is to act, `theme` what it is about, each "" where it is not given.
    """

    children: tuple[Inline, ...]
    english: str = ""
    addressee: str = ""
    theme: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Words with an attribute: a language (BCP 47), an index entry with its reading, or a name to link to.

    `index` is the reading of the words, or where `reading` is given the entry's own words.
    """

    children: tuple[Inline, ...]
    language: str = ""
    index: str = ""
    id: str = ""
    reading: str = ""


Inline = (
    Text | Ruby | TateChuYoko | EmphasisDots | Emphasis | Strong | Code | LineBreak | Link | CrossReference
    | NoteReference | KeySentence | Span
)  # fmt: skip

# ---- blocks ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the section's own (levels 3 to 6)."""

    level: int
    id: str
    children: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; `start` is the first number, or None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Quote:
    children: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of inlines; `align` has left, center, right or "" for each column."""

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption. `source` is a path from the publication's root; `number` counts over the book."""

    id: str
    source: str
    alt: str
    caption: str
    credit: str
    description: str
    width: str
    number: int
    place: Place


@dataclass(frozen=True, slots=True)
class Recommendation:
    """提言: one item of a recommendations section; `label` is what stands before its first ：."""

    label: str
    children: tuple[Block, ...]
    place: Place
    id: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section (◆ in print) with its blocks; `recommendations` tells that its items are Recommendation values."""

    id: str
    title: tuple[Inline, ...]
    recommendations: bool
    children: tuple[Block, ...]
    place: Place


Block = Paragraph | Heading | ListBlock | Quote | Table | CodeBlock | Figure | Recommendation | Section

# ---- the book --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """The body of a note; `number` counts from 1 in each chapter."""

    name: str
    number: int
    children: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    affiliation: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the contents. `label` is 第1章, はじめに …; `cutoff` the day the text was closed (脱稿日).

    `pages` are those that it is to stand on: 0 as many as it takes, None what book.toml says of all parts.
    `thesis` is what the part says in one sentence, for its page of the digest.
    """

    id: str
    label: str
    title: str
    authors: tuple[Author, ...]
    cutoff: date | None
    signature: bool
    children: tuple[Block, ...]
    notes: tuple[Note, ...]
    place: Place
    pages: int | None = None
    thesis: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What a cross-reference can point to: its label as printed and the chapter that holds it."""

    id: str
    label: str
    chapter: str
    place: Place


# ---- walking ---------------------------------------------------------------------------------------


def blocks(nodes: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, each before what it holds."""
    for node in nodes:
        yield node
        match node:
            case Section(children=children) | Quote(children=children) | Recommendation(children=children):
                yield from blocks(children)
            case ListBlock(items=items):
                for item in items:
                    yield from blocks(item)
            case _:
                pass


def inline_of(node: Block) -> Iterator[Inline]:
    """Every inline that stands directly in this block, each before what it holds."""
    match node:
        case Paragraph(children=children) | Heading(children=children):
            yield from inlines(children)
        case Section(title=title):
            yield from inlines(title)
        case Table(head=head, rows=rows):
            for row in (head, *rows):
                for cell in row:
                    yield from inlines(cell)
        case _:
            return


def inlines(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline in reading order, each before what it holds."""
    for node in nodes:
        yield node
        match node:
            case (
                EmphasisDots(children=children) | Emphasis(children=children) | Strong(children=children)
                | Link(children=children) | CrossReference(children=children) | KeySentence(children=children)
                | Span(children=children)
            ):  # fmt: skip
                yield from inlines(children)
            case _:
                pass


def chapter_inlines(chapter: Chapter) -> Iterator[Inline]:
    """Every inline of a chapter in reading order, then those of its notes."""
    for node in blocks(chapter.children):
        yield from inline_of(node)
    for note in chapter.notes:
        for node in blocks(note.children):
            yield from inline_of(node)


def key_marks(chapter: Chapter) -> tuple[tuple[KeySentence, str], ...]:
    """The marked sentences of a chapter, each with the id that it has in every product."""
    found = (node for node in chapter_inlines(chapter) if isinstance(node, KeySentence))
    return tuple((node, f"{chapter.id}-k{number}") for number, node in enumerate(found, 1))


def plain(nodes: tuple[Inline, ...]) -> str:
    """The words as a reader says them: without ruby readings, note marks and cross-references without words."""
    parts = []
    for node in inlines(nodes):
        match node:
            case Text(text=text) | TateChuYoko(text=text) | Code(text=text):
                parts.append(text)
            case Ruby(pairs=pairs):
                parts.extend(base for base, _ in pairs)
            case _:
                pass
    return "".join(parts)
