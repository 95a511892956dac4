"""Rewrite the inlines of a chapter, whatever holds them. This module knows no matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kumihan.model import (
    Block,
    Chapter,
    CrossReference,
    Emphasis,
    EmphasisDots,
    Heading,
    Inline,
    KeySentence,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Recommendation,
    Section,
    Span,
    Strong,
    Table,
)

Rewrite = Callable[[Inline], tuple[Inline, ...]]


def rewrite_chapter(chapter: Chapter, change: Rewrite) -> Chapter:
    """The chapter with `change` made to each inline, in the order of the text, then of its notes."""
    children = rewrite_blocks(chapter.children, change)
    notes = tuple(replace(note, children=rewrite_blocks(note.children, change)) for note in chapter.notes)
    return replace(chapter, children=children, notes=notes)


def rewrite_blocks(nodes: tuple[Block, ...], change: Rewrite) -> tuple[Block, ...]:
    return tuple(rewrite_block(node, change) for node in nodes)


def rewrite_block(node: Block, change: Rewrite) -> Block:
    match node:
        case Paragraph(children=children) | Heading(children=children):
            return replace(node, children=rewrite_inlines(children, change))
        case Section(title=title):
            title = rewrite_inlines(title, change)
            return replace(node, title=title, children=rewrite_blocks(node.children, change))
        case Quote(children=children) | Recommendation(children=children):
            return replace(node, children=rewrite_blocks(children, change))
        case ListBlock(items=items):
            return replace(node, items=tuple(rewrite_blocks(item, change) for item in items))
        case Table(head=head, rows=rows):
            head = tuple(rewrite_inlines(cell, change) for cell in head)
            return replace(
                node, head=head, rows=tuple(tuple(rewrite_inlines(cell, change) for cell in row) for row in rows)
            )
        case _:
            return node


def rewrite_inlines(nodes: tuple[Inline, ...], change: Rewrite) -> tuple[Inline, ...]:
    return tuple(new for node in nodes for new in rewrite_inline(node, change))


def rewrite_inline(node: Inline, change: Rewrite) -> tuple[Inline, ...]:
    """What takes the place of an inline; what it holds is changed after itself."""
    out: list[Inline] = []
    for new in change(node):
        match new:
            case (
                EmphasisDots(children=children) | Emphasis(children=children) | Strong(children=children)
                | Link(children=children) | CrossReference(children=children) | KeySentence(children=children)
            ):  # fmt: skip
                out.append(replace(new, children=rewrite_inlines(children, change)))
            case Span(children=children) if new is node:
                out.append(replace(new, children=rewrite_inlines(children, change)))
            case _:
                out.append(new)
    return tuple(out)
