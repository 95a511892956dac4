"""Hold what a page or summary of a part says beside its recommendations: its thesis, its figure, the openings of its sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kumihan.digest.model import Digest, Part
from kumihan.digest.sentences import sentences
from kumihan.digest.words import Words
from kumihan.markup.resolve import chapter_targets
from kumihan.model import Block, Book, Chapter, Figure, Paragraph, Section, blocks, plain


@dataclass(frozen=True, slots=True)
class Point:
    """A section's title, the sentence that opens it, and the printed page on which the section begins."""

    title: str
    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A part in brief. `thesis` is its own line, or the sentence that opens its text; `figure` is its first."""

    part: Part
    thesis: str
    figure: Figure | None
    points: tuple[Point, ...]


def briefs(digest: Digest, book: Book, folio: Callable[[str], str]) -> tuple[Brief, ...]:
    """The parts of a digest by chapter, in brief."""
    labels = {target.id: target.label for chapter in book.chapters for target in chapter_targets(chapter)}
    words = Words(labels, folio)
    chapters = {chapter.id: chapter for chapter in book.chapters}
    return tuple(brief(part, chapters[part.id], words) for part in digest.parts)


def brief(part: Part, chapter: Chapter, words: Words) -> Brief:
    figure = next((node for node in blocks(chapter.children) if isinstance(node, Figure)), None)
    thesis = chapter.thesis or next(openings(chapter.children, words), "")
    return Brief(part, thesis, figure, tuple(points(chapter, words)))


def points(chapter: Chapter, words: Words) -> Iterator[Point]:
    """The sections that are no recommendations, each with its first sentence."""
    for node in chapter.children:
        if isinstance(node, Section) and not node.recommendations:
            for text in openings(node.children, words):
                yield Point(plain(node.title), text, words.folio(node.id))
                break


def openings(nodes: tuple[Block, ...], words: Words) -> Iterator[str]:
    """The first sentence of each paragraph."""
    for node in blocks(nodes):
        if isinstance(node, Paragraph):
            yield from sentences(words.of(node.children))[:1]
