"""Choose the digest's sentences from a book: always the author's own words, or a visible hole for the editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kumihan.digest.sentences import dutiful, sentences
from kumihan.digest.words import Words
from kumihan.finding import Place
from kumihan.markup.resolve import chapter_targets
from kumihan.model import (
    Block,
    Book,
    Chapter,
    KeySentence,
    ListBlock,
    Paragraph,
    Quote,
    Recommendation,
    Section,
    blocks,
    inlines,
    key_marks,
    plain,
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
    """One recommendation of the digest; `text` is None where the editor must choose. `page` is as printed, "" when unknown.

    `further` are the sentences that follow it in its source; `anchor` is the id in print; `rank` counts from 1, 0 where
    the author gave none.
    """

    chapter: str
    label: str
    text: str | None
    page: str
    place: Place
    chosen: Chosen
    anchor: str = ""
    further: tuple[str, ...] = ()
    english: str = ""
    addressee: str = ""
    theme: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A recommendation, or another block that holds a marked sentence, with the id whose page it stands on."""

    block: Recommendation | Paragraph
    anchor: str


def choose(book: Book, folio: Callable[[str], str]) -> tuple[DigestItem, ...]:
    """The digest's items in reading order; `folio` gives the printed page of an id."""
    labels = {target.id: target.label for chapter in book.chapters for target in chapter_targets(chapter)}
    words = Words(labels, folio)
    return tuple(item for chapter in book.chapters for item in chapter_items(chapter, words))


def chapter_items(chapter: Chapter, words: Words) -> tuple[DigestItem, ...]:
    """The items of one chapter. A numbered chapter without any has a hole; a foreword may go without."""
    items = tuple(
        item for passage in passages(chapter.children, chapter.id) for item in chosen_of(passage, chapter, words)
    )
    if not items and NUMBERED.search(chapter.label):
        return (DigestItem(chapter.id, "", None, words.folio(chapter.id), chapter.place, Chosen.EDITOR, chapter.id),)
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


def chosen_of(passage: Passage, chapter: Chapter, words: Words) -> Iterator[DigestItem]:
    """The sentences of a passage: all that the author marked, else one by its label, else one by its ending, else a hole."""
    block = passage.block
    label = block.label if isinstance(block, Recommendation) else ""
    page = words.folio(passage.anchor)
    item = DigestItem(chapter.id, label, None, page, block.place, Chosen.EDITOR, passage.anchor)
    paragraphs = [node for node in blocks((block,)) if isinstance(node, Paragraph)]
    marked = [(paragraph, mark) for paragraph in paragraphs for mark in marks(paragraph)]
    texts = [words.of(paragraph.children) for paragraph in paragraphs] or [""]
    said = tuple(sentence for text in (unlabelled(texts[0], label), *texts[1:]) for sentence in sentences(text))
    if marked:
        yield from by_marks(item, marked, words, key_marks(chapter))
    elif label and texts[0].strip().startswith(f"{label}：") and unlabelled(texts[0], label):
        yield replace(item, text=said[0], chosen=Chosen.LABEL, further=said[1:])
    elif text := dutiful(said):
        yield replace(item, text=text, chosen=Chosen.RULE, further=said[said.index(text) + 1 :])
    else:
        yield item


def by_marks(
    item: DigestItem,
    marked: list[tuple[Paragraph, KeySentence]],
    words: Words,
    names: tuple[tuple[KeySentence, str], ...],
) -> Iterator[DigestItem]:
    """An item for each mark of one passage. The label stands before the first; what follows the last may follow it."""
    for number, (paragraph, mark) in enumerate(marked):
        text = unlabelled(words.of(mark.children), item.label)
        after = words.of(paragraph.children).partition(words.of(mark.children))[2]
        last = number == len(marked) - 1
        anchor = next(name for one, name in names if one is mark)
        further = sentences(after) if last else ()
        page = words.folio(anchor) or item.page
        yield replace(
            item, text=text, chosen=Chosen.MARK, page=page, anchor=anchor, further=further,
            english=mark.english, addressee=mark.addressee, theme=mark.theme, rank=mark.rank,
        )  # fmt: skip
        item = replace(item, label="")


def marks(paragraph: Paragraph) -> Iterator[KeySentence]:
    """The marks of a paragraph that hold any words."""
    for inline in inlines(paragraph.children):
        if isinstance(inline, KeySentence) and plain(inline.children).strip():
            yield inline


def unlabelled(text: str, label: str) -> str:
    """The text without the label that stands before its first ：, so that the digest does not print it twice."""
    return text.removeprefix(f"{label}：").strip() if label else text.strip()
