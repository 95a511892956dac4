"""Write model blocks and inlines as well-formed HTML for one medium. This module knows no templates and no files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from kumihan.model import (
    Block,
    Chapter,
    Code,
    CodeBlock,
    CrossReference,
    Emphasis,
    EmphasisDots,
    Figure,
    Heading,
    Inline,
    KeySentence,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteReference,
    Paragraph,
    Quote,
    Recommendation,
    Ruby,
    Section,
    Span,
    Strong,
    Table,
    Target,
    TateChuYoko,
    Text,
    blocks,
    chapter_inlines,
    key_marks,
)

# A label of so many characters at most is one word, such as 図12; a longer one is a title.
LABEL = 4


# A table of more columns stands across those of the page, as a figure does; one of more rows may go on in the next column,
# and stays where it is said.
WIDE, LONG = 4, 15


@dataclass(frozen=True, slots=True)
class Medium:
    """What differs between the products.

    `notes_at_foot`: a note's body stands at its mark (the typesetter floats it), else the mark links to it.
    `href`: a target's id → the link to it. `source`: a figure's path → what `src` says.
    """

    targets: Mapping[str, Target]
    section_mark: str
    notes_at_foot: bool
    href: Callable[[str], str] = lambda name: f"#{name}"
    source: Callable[[str], str] = lambda path: path


def attribute(name: str, value: str) -> str:
    """` name="value"`, or nothing for an empty value."""
    return f' {name}="{escape(value)}"' if value else ""


def block_id(chapter: Chapter, node: Block) -> str:
    """The id of a block in every product: its own, or for a paragraph its 1-based line in the chapter's file."""
    match node:
        case Paragraph(place=place):
            return f"{chapter.id}-l{place.line}" if place.line else ""
        case Section(id=name) | Heading(id=name) | Figure(id=name) | Recommendation(id=name):
            return name
        case _:
            return ""


def note_id(chapter: Chapter, number: int) -> str:
    """The id of a note's body."""
    return f"{chapter.id}-n{number}"


def note_marks(chapter: Chapter) -> list[tuple[NoteReference, str]]:
    """Every mark of a note in reading order with its id; a note may be cited more than once."""
    marks: list[tuple[NoteReference, str]] = []
    cited: Counter[int] = Counter()
    for node in chapter_inlines(chapter):
        if isinstance(node, NoteReference):
            cited[node.number] += 1
            again = f"-{cited[node.number]}" if cited[node.number] > 1 else ""
            marks.append((node, f"{note_id(chapter, node.number)}-mark{again}"))
    return marks


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the blocks of one chapter."""

    medium: Medium
    chapter: Chapter

    def blocks(self, nodes: tuple[Block, ...]) -> str:
        """Blocks in order; neighbouring recommendations become one list."""
        parts = []
        for listed, group in groupby(nodes, lambda node: isinstance(node, Recommendation)):
            written = "\n".join(self.block(node) for node in group)
            parts.append(f'<ul class="recommendation-list">\n{written}\n</ul>' if listed else written)
        return "\n".join(parts)

    def block(self, node: Block) -> str:
        match node:
            case Paragraph(children=children):
                return f"<p{self.identity(node)}{self.inlines(children)}</p>"
            case Section():
                return self.section(node)
            case Heading(level=level, children=children):
                return f"<h{level}{self.identity(node)}{self.inlines(children)}</h{level}>"
            case ListBlock(items=items, start=start):
                tag, first = (
                    ("ul", "") if start is None else ("ol", attribute("start", str(start) if start != 1 else ""))
                )
                return f"<{tag}{first}>\n" + "\n".join(map(self.item, items)) + f"\n</{tag}>"
            case Quote(children=children):
                return f"<blockquote>\n{self.blocks(children)}\n</blockquote>"
            case Table():
                return self.table(node)
            case CodeBlock(text=text):
                return f"<pre><code>{escape(text)}</code></pre>"
            case Figure():
                return self.figure(node)
            case Recommendation():
                return self.recommendation(node)

    def identity(self, node: Block) -> str:
        """The end of a block's start tag with its id."""
        return f"{attribute('id', block_id(self.chapter, node))}>"

    def item(self, nodes: tuple[Block, ...]) -> str:
        """A list item: its first paragraph without its own element, so that its words follow the item's mark."""
        match nodes:
            case (Paragraph(children=children) as node, *others):
                rest = f"\n{self.blocks(tuple(others))}" if others else ""
                return f"<li{self.identity(node)}{self.inlines(children)}{rest}</li>"
            case _:
                return f"<li>{self.blocks(nodes)}</li>"

    def section(self, node: Section) -> str:
        mark = (
            f'<span class="section-mark">{escape(self.medium.section_mark)}</span>' if self.medium.section_mark else ""
        )
        title = f"<h2>{mark}{self.inlines(node.title)}</h2>"
        body = f"{title}\n{self.blocks(node.children)}"
        if node.recommendations:
            # A box of its own, so that its margin is no part of what goes on in the next column.
            body = f'<div class="recommendations">\n{body}\n</div>'
        return f'<section class="section"{self.identity(node)}\n{body}\n</section>'

    def recommendation(self, node: Recommendation) -> str:
        children = node.children
        label = ""
        if node.label and isinstance(children[0], Paragraph) and isinstance(children[0].children[0], Text):
            text = children[0].children[0].text
            if text.startswith(node.label + "："):
                label = f'<strong class="label">{escape(node.label)}：</strong>'
                rest = Text(text[len(node.label) + 1 :])
                first = Paragraph((rest, *children[0].children[1:]), children[0].place)
                children = (first, *children[1:])
        body = self.blocks(children)
        if label:
            body = re.sub(r"^(<p[^>]*>)", lambda found: found[1] + label, body, count=1)
        return f'<li class="recommendation"{self.identity(node)}{body}</li>'

    def table(self, node: Table) -> str:
        def row(cells: tuple[tuple[Inline, ...], ...], tag: str) -> str:
            scope = ' scope="col"' if tag == "th" else ""
            written = (
                f"<{tag}{scope}{attribute('class', align and f'align-{align}')}>{self.inlines(cell)}</{tag}>"
                for cell, align in zip(cells, node.align, strict=False)
            )
            return "<tr>" + "".join(written) + "</tr>"

        body = "\n".join(row(cells, "td") for cells in node.rows)
        kind = "table" + (" long" if len(node.rows) > LONG else " wide" if len(node.head) > WIDE else "")
        return f'<div class="{kind}"><table>\n<thead>{row(node.head, "th")}</thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'

    def figure(self, node: Figure) -> str:
        # On a page nothing is hidden: what a picture shows at length is part of its alternative text there.
        hidden = node.description if not self.medium.notes_at_foot else ""
        alt = node.alt if hidden else "　".join(filter(None, (node.alt, node.description)))
        image = f'<img src="{escape(self.medium.source(node.source))}" alt="{escape(alt)}"/>'
        credit = f'<span class="credit">（{escape(node.credit)}）</span>' if node.credit else ""
        caption = f'<span class="caption">{escape(node.caption)}</span>' if node.caption else ""
        number = f'<span class="figure-number">図{node.number}</span>' if node.caption else ""
        description = f'<p class="description" id="{node.id}-description">{escape(hidden)}</p>' if hidden else ""
        described = f' aria-describedby="{node.id}-description"' if hidden else ""
        words = (
            f"<figcaption>{number}{caption}{credit}{description}</figcaption>"
            if caption or credit or description
            else ""
        )
        kind = f"figure width-{node.width}" + (" drawing" if node.source.endswith(".svg") else "")
        return f'<figure class="{kind}"{described}{self.identity(node)}{image}{words}</figure>'

    def inlines(self, nodes: tuple[Inline, ...]) -> str:
        return "".join(self.inline(node) for node in nodes)

    def inline(self, node: Inline) -> str:
        match node:
            case Text(text=text):
                return escape(text, quote=False)
            case Ruby():
                return self.ruby(node)
            case TateChuYoko(text=text):
                return f'<span class="tcy">{escape(text)}</span>'
            case EmphasisDots(children=children):
                return f'<em class="dots">{self.inlines(children)}</em>'
            case Emphasis(children=children):
                return f"<em>{self.inlines(children)}</em>"
            case Strong(children=children):
                return f"<strong>{self.inlines(children)}</strong>"
            case Code(text=text):
                return f"<code>{escape(text)}</code>"
            case LineBreak():
                return "<br/>"
            case Link(href=href, children=children):
                return f'<a class="link" href="{escape(href)}">{self.inlines(children)}</a>'
            case CrossReference():
                return self.cross_reference(node)
            case NoteReference():
                return self.note_reference(node)
            case KeySentence(children=children):
                name = next(name for mark, name in key_marks(self.chapter) if mark is node)
                return f'<span class="key-sentence" id="{name}">{self.inlines(children)}</span>'
            case Span(children=children, language=language, id=name):
                attributes = attribute("id", name) + attribute("lang", language) + attribute("xml:lang", language)
                return f"<span{attributes}>{self.inlines(children)}</span>"

    def ruby(self, node: Ruby) -> str:
        written = "".join(f"{escape(base)}<rt>{escape(reading)}</rt>" for base, reading in node.pairs)
        return f'<ruby class="{"mono" if len(node.pairs) > 1 else "group"}">{written}</ruby>'

    def cross_reference(self, node: CrossReference) -> str:
        """The words given, else the target's label; the page is the typesetter's to fill in."""
        target = self.medium.targets.get(node.target)
        words = self.inlines(node.children) or escape(target.label if target else node.target)
        if node.page and self.medium.notes_at_foot:
            return f'<a class="page-reference" href="{escape(self.medium.href(node.target))}">{self.inlines(node.children)}</a>'
        href = self.medium.href(node.target)
        # 図2, 第3章: no line ends within a label.
        whole = not node.children and len(words) <= LABEL
        kind = "reference label-words" if whole else "reference"
        # What a sample leaves out is named but cannot be reached.
        return f'<a class="{kind}" href="{escape(href)}">{words}</a>' if href else words

    def note_reference(self, node: NoteReference) -> str:
        note = next((note for note in self.chapter.notes if note.name == node.name), None)
        if self.medium.notes_at_foot:
            return f'<span class="footnote">{self.note_body(note)}</span>' if note else ""
        mark = next(mark for reference, mark in note_marks(self.chapter) if reference is node)
        return (
            f'<a class="noteref" id="{mark}" href="#{note_id(self.chapter, node.number)}" epub:type="noteref" '
            f'role="doc-noteref">注{node.number}</a>'
        )

    def note_body(self, note: Note) -> str:
        """A note as one run of inlines, in which each of its blocks is a line: a note at the foot holds no blocks."""
        return "<br/>".join(filter(None, map(self.note_line, blocks(note.children))))

    def note_line(self, node: Block) -> str:
        """What stands directly in a block of a note; what the block holds comes after it."""
        match node:
            case Paragraph(children=children) | Heading(children=children) | Section(title=children):
                return self.inlines(children)
            case Table(head=head, rows=rows):
                return "<br/>".join("　".join(self.inlines(cell) for cell in row) for row in (head, *rows))
            case CodeBlock(text=text):
                return f"<code>{escape(text)}</code>"
            case Figure(caption=caption):
                return escape(caption)
            case ListBlock() | Quote() | Recommendation():
                return ""
