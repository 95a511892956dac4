"""Choose the digest's sentences from a book: always the author's own words, or a visible hole for the editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from kumihan.digest.sentences import dutiful, sentences
from kumihan.finding import Place
from kumihan.markup.resolve import chapter_targets
from kumihan.model import (
    Block,
    Book,
    Chapter,
    Code,
    CrossReference,
    Emphasis,
    EmphasisDots,
    Inline,
    KeySentence,
    LineBreak,
    Link,
    ListBlock,
    NoteReference,
    Paragraph,
    Quote,
    Recommendation,
    Ruby,
    Section,
    Span,
    Strong,
    TateChuYoko,
    Text,
    blocks,
    inlines,
)

NUMBERED = re.compile(r"第.+[章部編]|[0-9０-９]")


class Chosen(Enum):
    """Who chose a sentence: the author's mark, the item's label, the rule of endings, or nobody yet."""

    MARK = "mark"
    LABEL = "label"
    RULE = "rule"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One line of the digest; `text` is None where the editor must choose. `page` is as printed, "" when unknown."""

    chapter: str
    label: str
    text: str | None
    page: str
    place: Place
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Passage:
    """A recommendation, or another block that holds a marked sentence, with the id whose page it stands on."""

    block: Recommendation | Paragraph
    anchor: str


@dataclass(frozen=True, slots=True)
class Words:
    """Gives the words of inlines as they are printed: without readings and note marks, with cross-references spelt."""

    labels: Mapping[str, str]
    folio: Callable[[str], str]

    def of(self, nodes: tuple[Inline, ...]) -> str:
        return "".join(self.said(node) for node in nodes)

    def said(self, node: Inline) -> str:
        match node:
            case Text(text=text) | TateChuYoko(text=text) | Code(text=text):
                return text
            case Ruby(pairs=pairs):
                return "".join(base for base, _ in pairs)
            case CrossReference(target=target, children=children, page=True):
                return f"{self.of(children)}p.{self.folio(target)}"
            case CrossReference(target=target, children=children):
                return self.of(children) or self.labels.get(target, target)
            case (
                EmphasisDots(children=children) | Emphasis(children=children) | Strong(children=children)
                | Link(children=children) | KeySentence(children=children) | Span(children=children)
            ):  # fmt: skip
                return self.of(children)
            case NoteReference() | LineBreak():
                return ""


def choose(book: Book, folio: Callable[[str], str]) -> tuple[DigestItem, ...]:
    """The digest's items in reading order; `folio` gives the printed page of an id."""
    labels = {target.id: target.label for chapter in book.chapters for target in chapter_targets(chapter)}
    words = Words(labels, folio)
    return tuple(item for chapter in book.chapters for item in chapter_items(chapter, words))


def chapter_items(chapter: Chapter, words: Words) -> tuple[DigestItem, ...]:
    """The items of one chapter. A numbered chapter without any has a hole; a foreword may go without."""
    items = tuple(
        item for passage in passages(chapter.children, chapter.id) for item in chosen_of(passage, chapter.id, words)
    )
    if not items and NUMBERED.search(chapter.label):
        return (DigestItem(chapter.id, "", None, words.folio(chapter.id), chapter.place, Chosen.EDITOR),)
    return items


def passages(nodes: tuple[Block, ...], anchor: str) -> Iterator[Passage]:
    """Every recommendation, and every other block with a marked sentence, in reading order."""
    for node in nodes:
        match node:
            case Recommendation():
                yield Passage(node, node.id or anchor)
            case Section(children=children, id=name):
                yield from passages(children, name or anchor)
            case Quote(children=children):
                yield from passages(children, anchor)
            case ListBlock(items=items):
                for item in items:
                    yield from passages(item, anchor)
            case Paragraph(children=children) if any(isinstance(inline, KeySentence) for inline in inlines(children)):
                yield Passage(node, anchor)
            case _:
                pass


def chosen_of(passage: Passage, chapter: str, words: Words) -> Iterator[DigestItem]:
    """The sentences of a passage: all that the author marked, else one by its label, else one by its ending, else a hole."""
    block, page = passage.block, words.folio(passage.anchor)
    label = block.label if isinstance(block, Recommendation) else ""
    item = DigestItem(chapter, label, None, page, block.place, Chosen.EDITOR)
    paragraphs = [node for node in blocks((block,)) if isinstance(node, Paragraph)]
    marked = [
        unlabelled(words.of(inline.children), label)
        for paragraph in paragraphs
        for inline in inlines(paragraph.children)
        if isinstance(inline, KeySentence)
    ]
    texts = [words.of(paragraph.children) for paragraph in paragraphs]
    if any(marked):
        for text in filter(None, marked):
            yield replace(item, text=text, chosen=Chosen.MARK)
    elif texts and (text := labelled(texts[0], label)):
        yield replace(item, text=text, chosen=Chosen.LABEL)
    elif text := dutiful(tuple(sentence for text in texts for sentence in sentences(text))):
        yield replace(item, text=text, chosen=Chosen.RULE)
    else:
        yield item


def unlabelled(text: str, label: str) -> str:
    """The text without the label that stands before its first ：, so that the digest does not print it twice."""
    return text.removeprefix(f"{label}：").strip() if label else text.strip()


def labelled(text: str, label: str) -> str:
    """The sentence that follows the label; "" where there is no label or nothing after it."""
    text = text.strip()
    return next(iter(sentences(unlabelled(text, label))), "") if label and text.startswith(f"{label}：") else ""

