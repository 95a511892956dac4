"""Write a book as Typst markup with the print edition's page and type. Only the bench uses it."""

from __future__ import annotations

import re

from kumihan.config import Config
from kumihan.model import (
    Block,
    Book,
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
    NoteReference,
    Paragraph,
    Quote,
    Recommendation,
    Ruby,
    Section,
    Span,
    Strong,
    Table,
    TateChuYoko,
    Text,
)

PREAMBLE = """\
#set document(title: "{title}")
#set page(paper: "a4", columns: 2, margin: (x: 66.6pt, top: 77pt, bottom: 84.9pt), numbering: "1")
#set columns(gutter: 21pt)
#set text(font: "{serif}", size: 10.5pt, lang: "ja", region: "jp", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 6.5pt, spacing: 6.5pt, first-line-indent: (amount: 1em, all: true))
#set list(indent: 0em, body-indent: 0em, spacing: 6.5pt, marker: [・])
#show heading: set text(font: "{sans}")
#show heading.where(level: 1): it => {{ pagebreak(weak: true, to: "even"); block(below: 17pt, text(18pt, it.body)) }}
#show heading.where(level: 2): it => block(above: 23.5pt, below: 6.5pt, sticky: true, text(11pt, it.body))
#show footnote.entry: set text(8pt)
#outline(title: [目次], depth: 1)
"""


def write(book: Book, config: Config) -> str:
    """The whole book as one Typst document."""
    head = PREAMBLE.format(title=config.title, serif=config.fonts.serif, sans=config.fonts.sans)
    return head + "\n".join(write_chapter(chapter) for chapter in book.chapters)


def write_chapter(chapter: Chapter) -> str:
    notes = {note.name: "".join(blocks(note.children, {})) for note in chapter.notes}
    return f"\n= {escape(chapter.label)}　{escape(chapter.title)}\n\n" + "".join(blocks(chapter.children, notes))


def blocks(nodes: tuple[Block, ...], notes: dict[str, str]) -> list[str]:
    return [block(node, notes) for node in nodes]


def block(node: Block, notes: dict[str, str]) -> str:
    match node:
        case Paragraph(children=children):
            return inlines(children, notes) + "\n\n"
        case Section(title=title, children=children):
            return f"\n== ◆{inlines(title, notes)}\n\n" + "".join(blocks(children, notes))
        case Heading(children=children):
            return f"\n=== {inlines(children, notes)}\n\n"
        case Recommendation(children=children) | Quote(children=children):
            return "- " + "".join(blocks(children, notes)).strip() + "\n"
        case ListBlock(items=items):
            return "".join("- " + "".join(blocks(item, notes)).strip() + "\n" for item in items) + "\n"
        case Table(head=head, rows=rows):
            cells = ", ".join(f"[{inlines(cell, notes)}]" for row in (head, *rows) for cell in row)
            return f"#table(columns: {len(head)}, {cells})\n\n"
        case Figure(source=source, caption=caption, credit=credit):
            words = escape(f"{caption}（{credit}）")
            return f'#block(breakable: false, width: 100%)[#image("{source}", width: 100%)\n#text(8pt)[{words}]]\n\n'
        case CodeBlock(text=text):
            return f"```\n{text}```\n\n"


def inlines(nodes: tuple[Inline, ...], notes: dict[str, str]) -> str:
    return "".join(inline(node, notes) for node in nodes)


def inline(node: Inline, notes: dict[str, str]) -> str:
    match node:
        case Text(text=text) | TateChuYoko(text=text) | Code(text=text):
            return escape(text)
        case Ruby(pairs=pairs):
            return escape("".join(base for base, _ in pairs))
        case LineBreak():
            return "\\ "
        case NoteReference(name=name):
            return f"#footnote[{notes.get(name, '').strip()}]"
        case Emphasis(children=children) | EmphasisDots(children=children):
            return f"#emph[{inlines(children, notes)}]"
        case Strong(children=children):
            return f"#strong[{inlines(children, notes)}]"
        case KeySentence(children=children) | Span(children=children) | Link(children=children):
            return inlines(children, notes)
        case CrossReference(target=target, children=children):
            return inlines(children, notes) or escape(target)


def escape(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~/\-=+])", r"\\\1", text)
