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
from kumihan.remembered import Same, remembered


def resolve(chapters: tuple[Chapter, ...]) -> tuple[Book, dict[str, Target], tuple[Finding, ...]]:
    """The book with numbered figures and an id on every section, its targets by id, and what is wrong."""
    numbered = number_parts(chapters)
    findings: list[Finding] = []
    targets: dict[str, Target] = {}
    for target in (target for chapter in numbered for target in targets_of(chapter)):
        if target.id in targets:
            fact = tr("the id “{id}” is used twice; first at {place}", id=target.id, place=targets[target.id].place)
            findings.append(error("duplicate-id", fact, target.place, tr("give one of them another id")))
        else:
            targets[target.id] = target
    for chapter in numbered:
        for node in references_of(chapter):
            if node.target not in targets:
                fact = tr("nothing has the id “{id}”", id=node.target)
                findings.append(error("dangling-reference", fact, node.place, nearest(node.target, targets)))
    return Book(numbered), targets, tuple(findings)


def number_parts(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Number the figures through the book; give a section, heading and figure without an id one."""
    figures = 0
    out = []
    for chapter in chapters:
        numbered, figures = number_chapter(chapter, figures)
        out.append(numbered)
    return tuple(out)


@remembered(lambda chapter, before: (Same(chapter), before))
def number_chapter(chapter: Chapter, before: int) -> tuple[Chapter, int]:
    """A chapter with numbers and ids, and how many figures there are up to its end."""
    counters = {"f": before}
    children = tuple(identify(node, chapter.id, counters) for node in chapter.children)
    return replace(chapter, children=children), counters["f"]


def identify(node: Block, chapter: str, counters: dict[str, int]) -> Block:
    """A block and what is in it with numbers and ids; `counters` go on."""

    def within(nodes: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(identify(child, chapter, counters) for child in nodes)

    def name(kind: str) -> str:
        counters[kind] = counters.get(kind, 0) + 1
        return f"{chapter}-{kind}{counters[kind]}"

    match node:
        case Figure():
            counters["f"] += 1
            return replace(node, number=counters["f"], id=node.id or f"fig-{counters['f']}")
        case Section(children=children):
            own = name("s")
            return replace(node, id=node.id or own, children=within(children))
        case Heading():
            own = name("h")
            return replace(node, id=node.id or own)
        case Recommendation(children=children):
            return replace(node, id=name("r"), children=within(children))
        case Quote(children=children):
            return replace(node, children=within(children))
        case ListBlock(items=items):
            return replace(node, items=tuple(within(item) for item in items))
        case _:
            return node


@remembered(Same)
def targets_of(chapter: Chapter) -> tuple[Target, ...]:
    return tuple(chapter_targets(chapter))


@remembered(Same)
def references_of(chapter: Chapter) -> tuple[CrossReference, ...]:
    return tuple(node for node in chapter_inlines(chapter) if isinstance(node, CrossReference))


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
