"""Give every part of the book its identity: ids, figure numbers, and targets for every cross-reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kumihan.finding import Finding, error
from kumihan.messages import tr
from kumihan.model import (
    Block,
    Book,
    Chapter,
    CrossReference,
    Figure,
    Heading,
    ListBlock,
    Quote,
    Recommendation,
    Section,
    Span,
    Target,
    blocks,
    chapter_inlines,
    plain,
)
from kumihan.names import nearest


def resolve(chapters: tuple[Chapter, ...]) -> tuple[Book, dict[str, Target], tuple[Finding, ...]]:
    """The book with numbered figures and an id on every section, its targets by id, and what is wrong."""
    numbered = number_parts(chapters)
    findings: list[Finding] = []
    targets: dict[str, Target] = {}
    for target in (target for chapter in numbered for target in chapter_targets(chapter)):
        if target.id in targets:
            fact = tr("the id “{id}” is used twice; first at {place}", id=target.id, place=targets[target.id].place)
            findings.append(error("duplicate-id", fact, target.place, tr("give one of them another id")))
        else:
            targets[target.id] = target
    for chapter in numbered:
        for node in chapter_inlines(chapter):
            if isinstance(node, CrossReference) and node.target not in targets:
                fact = tr("nothing has the id “{id}”", id=node.target)
                findings.append(error("dangling-reference", fact, node.place, nearest(node.target, targets)))
    return Book(numbered), targets, tuple(findings)


def number_parts(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Number the figures through the book; give a section, heading and figure without an id one."""
    figures = 0

    def identify(node: Block, chapter: str, counters: dict[str, int]) -> Block:
        nonlocal figures
        match node:
            case Figure():
                figures += 1
                return replace(node, number=figures, id=node.id or f"fig-{figures}")
            case Section(children=children):
                counters["s"] = counters.get("s", 0) + 1
                name = node.id or f"{chapter}-s{counters['s']}"
                return replace(node, id=name, children=tuple(identify(child, chapter, counters) for child in children))
            case Heading():
                counters["h"] = counters.get("h", 0) + 1
                return replace(node, id=node.id or f"{chapter}-h{counters['h']}")
            case Recommendation(children=children):
                counters["r"] = counters.get("r", 0) + 1
                name = f"{chapter}-r{counters['r']}"
                return replace(node, id=name, children=tuple(identify(child, chapter, counters) for child in children))
            case Quote(children=children):
                return replace(node, children=tuple(identify(child, chapter, counters) for child in children))
            case ListBlock(items=items):
                return replace(node, items=tuple(tuple(identify(b, chapter, counters) for b in item) for item in items))
            case _:
                return node

    out = []
    for chapter in chapters:
        counters: dict[str, int] = {}
        children = tuple(identify(node, chapter.id, counters) for node in chapter.children)
        out.append(replace(chapter, children=children))
    return tuple(out)


def chapter_targets(chapter: Chapter) -> Iterator[Target]:
    """The chapter, its sections, headings, figures and named spans, in reading order."""
    yield Target(chapter.id, chapter.label or chapter.title, chapter.id, chapter.place)
    for node in blocks(chapter.children):
        match node:
            case Section(id=name, title=title, place=place) | Heading(id=name, children=title, place=place):
                yield Target(name, f"「{plain(title)}」", chapter.id, place)
            case Figure(id=name, number=number, place=place):
                yield Target(name, f"図{number}", chapter.id, place)
            case _:
                pass
    for inline in chapter_inlines(chapter):
        if isinstance(inline, Span) and inline.id:
            yield Target(inline.id, plain(inline.children), chapter.id, chapter.place)
