"""List the words of the book in pieces as they are set, each with its place in the source. No page is known here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kumihan.finding import Place
from kumihan.model import (
    Block,
    Book,
    Chapter,
    Code,
    CodeBlock,
    CrossReference,
    Figure,
    Heading,
    Inline,
    LineBreak,
    NoteReference,
    Paragraph,
    Ruby,
    Section,
    Table,
    Target,
    TateChuYoko,
    Text,
    blocks,
    inlines,
    plain,
)
from kumihan.preflight.lines import squeezed

TITLE, HEADING, TEXT, ASIDE = "title", "heading", "text", "aside"


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a paragraph, heading, caption, note, cell or title without blanks, of the 0-based chapter `part`.

    `gaps` are the offsets at which the layout puts in words of its own.
    """

    text: str
    place: Place
    kind: str
    part: int
    gaps: tuple[int, ...] = ()


def passages(book: Book, targets: Mapping[str, Target]) -> Iterator[Passage]:
    """Chapter by chapter: its title, headings and paragraphs in reading order, then what stands beside the text."""
    for part, chapter in enumerate(book.chapters):
        yield Passage(squeezed(chapter.title), chapter.place, TITLE, part)
        for node in blocks(chapter.children):
            match node:
                case Paragraph(children=children, place=place):
                    yield passage(children, place, TEXT, part, targets)
                case Heading(children=children, place=place) | Section(title=children, place=place):
                    yield passage(children, place, HEADING, part, targets)
                case _:
                    pass
        yield from asides(chapter, part, targets)


def asides(chapter: Chapter, part: int, targets: Mapping[str, Target]) -> Iterator[Passage]:
    """Captions, credits, tables, code, notes and the authors of a chapter."""
    for node in blocks(chapter.children):
        yield from beside(node, part, targets)
    for note in chapter.notes:
        for node in blocks(note.children):
            if isinstance(node, Paragraph):
                yield passage(node.children, node.place, ASIDE, part, targets)
            else:
                yield from beside(node, part, targets)
    for author in chapter.authors:
        for words in (author.affiliation, author.name):
            yield Passage(squeezed(words), chapter.place, ASIDE, part)


def beside(node: Block, part: int, targets: Mapping[str, Target]) -> Iterator[Passage]:
    match node:
        case Figure(caption=caption, credit=credit, place=place):
            yield Passage(squeezed(caption), place, ASIDE, part)
            yield Passage(squeezed(credit), place, ASIDE, part)
        case Table(head=head, rows=rows, place=place):
            for row in (head, *rows):
                for cell in row:
                    yield passage(cell, place, ASIDE, part, targets)
        case CodeBlock(text=text, place=place):
            for line in text.splitlines():
                yield Passage(squeezed(line), place, ASIDE, part)
        case _:
            return


def passage(nodes: tuple[Inline, ...], place: Place, kind: str, part: int, targets: Mapping[str, Target]) -> Passage:
    """The words of inlines without ruby readings, and where the layout puts in more."""
    pieces: list[str] = []
    gaps: list[int] = []
    for node in inlines(nodes):
        length = sum(map(len, pieces))
        match node:
            case CrossReference(target=name, children=()) if name in targets and not node.page:
                pieces.append(squeezed(targets[name].label))
            case CrossReference(children=children, page=page):
                # Its page stands after the words that it was given.
                gaps += [length, length + len(squeezed(plain(children)))] if page or not children else []
            case NoteReference() | LineBreak():
                gaps.append(length)
            case Text() | Ruby() | TateChuYoko() | Code():
                pieces.append(squeezed(plain((node,))))
            case _:
                pass  # what it holds comes next
    return Passage("".join(pieces), place, kind, part, tuple(gaps))
