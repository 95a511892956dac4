"""Write a chapter of the model as Markdown in the dialect, so that the reader gives the same chapter back."""

from __future__ import annotations

import re

import yaml

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

# Whatever could open a mark of the dialect gets a backslash; so does a mark of a list, heading or quote at a line's start.
MARK = re.compile(r"[\\`*_{}\[\]<>|^&~=《》]|!(?=\[)")
LINE_START = re.compile(r"^([-+#:]|\d+(?=[.)]))")


def write_chapter(chapter: Chapter) -> str:
    """The file's text: front matter, blocks, then the bodies of the notes."""
    parts = [front_matter(chapter), *written(chapter.children)]
    parts += [f"[^{note.name}]: {indent(blocks(note.children), 4)}" for note in chapter.notes]
    return "\n\n".join(part for part in parts if part) + "\n"


def front_matter(chapter: Chapter) -> str:
    """The YAML between `---` lines; what has its usual value is left out."""
    number = re.fullmatch(r"第(\d+)章", chapter.label)
    values: dict[str, object] = {"title": chapter.title, "id": chapter.id}
    if number:
        values["number"] = int(number[1])
    elif chapter.label:
        values["label"] = chapter.label
    if chapter.authors:
        values["authors"] = [
            {key: value for key in ("name", "affiliation", "role") if (value := getattr(author, key))}
            for author in chapter.authors
        ]
    if chapter.cutoff:
        values["cutoff"] = chapter.cutoff
    if chapter.signature:
        values["signature"] = True
    if chapter.pages is not None:
        values["pages"] = chapter.pages
    if chapter.thesis:
        values["thesis"] = chapter.thesis
    body = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{body}---"


def blocks(nodes: tuple[Block, ...]) -> str:
    return "\n\n".join(written(nodes))


def written(nodes: tuple[Block, ...]) -> list[str]:
    return [block(node) for node in nodes]


def block(node: Block) -> str:
    """One block; a recommendation is an item of a list."""
    match node:
        case Paragraph(children=children):
            return at_line_start(inlines(children))
        case Section(id=name, title=title, recommendations=marked, children=children):
            attributes = " ".join(([f"#{name}"] if name else []) + ([".recommendations"] if marked else []))
            head = f"## {inlines(title)}" + (f" {{{attributes}}}" if attributes else "")
            return "\n\n".join([head, *written(children)])
        case Heading(level=level, id=name, children=children):
            return f"{'#' * level} {inlines(children)}" + (f" {{#{name}}}" if name else "")
        case Recommendation(children=children):
            return f"- {indent(blocks(children), 2)}"
        case ListBlock(items=items, start=None):
            return "\n".join(f"- {indent(blocks(item), 2)}" for item in items)
        case ListBlock(items=items, start=start):
            marks = (f"{number}. " for number in range(start or 0, (start or 0) + len(items)))
            return "\n".join(
                f"{mark}{indent(blocks(item), len(mark))}" for mark, item in zip(marks, items, strict=True)
            )
        case Quote(children=children):
            return re.sub(r"(?m)^(?=.)", "> ", blocks(children)).replace("\n\n", "\n>\n")
        case Table():
            return table(node)
        case CodeBlock(text=text):
            return f"```\n{text}```"
        case Figure():
            return figure(node)


def table(node: Table) -> str:
    rules = {"left": ":---", "center": ":---:", "right": "---:", "": "---"}
    aligned = (*node.align, *("" for _ in node.head))[: len(node.head)]
    rows = [row(node.head), "| " + " | ".join(rules[align] for align in aligned) + " |"]
    return "\n".join([*rows, *(row(cells) for cells in node.rows)])


def row(cells: tuple[tuple[Inline, ...], ...]) -> str:
    return "| " + " | ".join(inlines(cell) for cell in cells) + " |"


def figure(node: Figure) -> str:
    """`![alt](source "caption"){#id credit="…" longdesc="…" width="page"}`."""
    title = ' "{}"'.format(quoted(node.caption).replace("&", "\\&")) if node.caption else ""
    attributes = [f"#{node.id}"] if node.id else []
    attributes += [f'credit="{quoted(node.credit)}"'] if node.credit else []
    attributes += [f'longdesc="{quoted(node.description)}"'] if node.description else []
    attributes += [f'width="{node.width}"'] if node.width != "column" else []
    tail = f"{{{' '.join(attributes)}}}" if attributes else ""
    return f"![{escape(node.alt)}]({node.source}{title}){tail}"


def quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def inlines(nodes: tuple[Inline, ...]) -> str:
    return "".join(inline(node) for node in nodes)


def inline(node: Inline) -> str:
    match node:
        case Text(text=text):
            return escape(text)
        case Ruby(pairs=pairs):
            return f"{{{''.join(base for base, _ in pairs)}|{'|'.join(reading for _, reading in pairs)}}}"
        case TateChuYoko(text=text):
            return f"^{text}^"
        case EmphasisDots(children=children):
            return f"《《{inlines(children)}》》"
        case Emphasis(children=children):
            return f"*{inlines(children)}*"
        case Strong(children=children):
            return f"**{inlines(children)}**"
        case Code(text=text):
            return f"`{text}`"
        case LineBreak():
            return "\\\n"
        case Link(href=href, children=children):
            return f"<{href}>" if children == (Text(href),) else f"[{inlines(children)}]({href})"
        case CrossReference(target=target, children=children, page=page):
            return f"[{inlines(children)}](#{target})" + ("{.page}" if page else "")
        case NoteReference(name=name):
            return f"[^{name}]"
        case KeySentence():
            return key_sentence(node)
        case Span(children=children, language=language, index=index, id=name, reading=reading):
            attributes = [f"#{name}"] if name else []
            attributes += [f'lang="{language}"'] if language else []
            attributes += [f'index="{quoted(index)}"'] if index else []
            attributes += [f'reading="{quoted(reading)}"'] if reading else []
            return f"[{inlines(children)}]{{{' '.join(attributes)}}}"


def key_sentence(node: KeySentence) -> str:
    """`==words=={en="…" to="…" theme="…" rank="…"}`."""
    values = {"en": node.english, "to": node.addressee, "theme": node.theme, "rank": str(node.rank or "")}
    attributes = " ".join(f'{key}="{quoted(value)}"' for key, value in values.items() if value)
    return f"=={inlines(node.children)}==" + (f"{{{attributes}}}" if attributes else "")


def escape(text: str) -> str:
    """Text whose characters all stand for themselves."""
    return MARK.sub(lambda found: "".join(f"\\{character}" for character in found[0]), text)


def at_line_start(text: str) -> str:
    """A paragraph that begins like a list, heading or quote is kept a paragraph."""
    return LINE_START.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", text)


def indent(text: str, width: int) -> str:
    """Every line but the first moved to the right."""
    return text.replace("\n", "\n" + " " * width).replace("\n" + " " * width + "\n", "\n\n")
