"""Read one chapter of Markdown into the model. Prose never makes it raise: bad markup becomes a finding with its place."""

from __future__ import annotations

import re

from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs.parse import ParseError, parse

from kumihan.finding import Finding, Place, error, warning
from kumihan.markup import front_matter
from kumihan.markup.dialect import parser
from kumihan.markup.inline_reader import Reading, read_inlines
from kumihan.messages import tr
from kumihan.model import (
    Author,
    Block,
    Chapter,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Recommendation,
    Section,
    Table,
    Text,
    plain,
)
from kumihan.names import nearest
from kumihan.remembered import remembered
from kumihan.source import Source

HEADING_ATTRIBUTES = re.compile(r"[ \t]*(\{[^{}|]*\})[ \t]*$")
FIGURE_KEYS = {"id", "credit", "longdesc", "width"}
COLUMN = re.compile(r"(?<!\\)\|")
LABEL = re.compile(r"^([^。：:]{1,30})：")


@remembered(lambda source: source)
def read_chapter(source: Source) -> tuple[Chapter | None, tuple[Finding, ...]]:
    """A chapter and its findings; None when its front matter cannot be read."""
    matter, start, findings = front_matter.read(source.file, source.text)
    if matter is None:
        return None, findings
    body = source.text[start:]
    reading = Reading(source.file, body.split("\n"), source.text.count("\n", 0, start) + 1, list(findings))
    env: dict[str, object] = {"unclosed": []}
    root = SyntaxTreeNode(parser().parse(body, env))
    children = read_sections(root.children, reading)
    notes = read_notes(root, reading)
    reading.findings += unclosed(env["unclosed"], reading)
    if not children:
        place = Place(source.file, reading.first_line)
        reading.findings.append(
            error("empty-chapter", tr("the chapter has no text"), place, tr("write it, or delete the file"))
        )
    label = matter.label or (f"第{matter.number}章" if matter.number is not None else "")
    identifier = matter.id or re.sub(r"\.md$", "", source.file)
    identifier = re.sub(r"[^A-Za-z0-9_-]", "-", identifier)
    authors = tuple(Author(entry.name, entry.affiliation, entry.role) for entry in matter.authors)
    chapter = Chapter(
        identifier if identifier[0].isalpha() else f"part-{identifier}", label, matter.title, authors, matter.cutoff,
        matter.signature, children, notes, Place(source.file, 1), matter.pages, matter.thesis,
    )  # fmt: skip
    return chapter, tuple(reading.findings)


def unclosed(marks: object, reading: Reading) -> list[Finding]:
    """A finding for each `==`, `《《` or `{` of ruby that no closing mark follows in its paragraph."""
    assert isinstance(marks, list)
    found = []
    for opening, offset, text in dict.fromkeys(marks):
        context = text[offset : offset + 12].split("\n")[0]
        place = reading.place(0, context)
        closing = {"==": "==", "《《": "》》", "{": "}"}[opening]
        fact = tr("{mark} is opened but not closed in its paragraph", mark=opening)
        found.append(
            error("unclosed-mark", fact, place, tr("close it with {mark}, or put a \\ before it", mark=closing))
        )
    return found


def read_sections(nodes: list[SyntaxTreeNode], reading: Reading) -> tuple[Block, ...]:
    """The blocks of a chapter; what follows a level-2 heading belongs to its section."""
    out: list[Block] = []
    heading: SyntaxTreeNode | None = None
    held: list[SyntaxTreeNode] = []

    def close() -> None:
        if heading is None:
            out.extend(read_blocks(held, reading))
        else:
            out.append(read_section(heading, held, reading))

    for node in nodes:
        if node.type == "footnote_reference":
            continue
        if node.type == "heading" and node.tag == "h2":
            close()
            heading, held = node, []
        else:
            held.append(node)
    close()
    return tuple(out)


def line_of(node: SyntaxTreeNode) -> int:
    """The 0-based line of the body on which a node begins."""
    return node.map[0] if node.map else 0


def read_section(heading: SyntaxTreeNode, nodes: list[SyntaxTreeNode], reading: Reading) -> Section:
    title, attrs = heading_parts(heading, reading)
    marked = "recommendations" in str(attrs.get("class", "")).split()
    blocks = read_blocks(nodes, reading)
    place = reading.place(line_of(heading))
    if marked:
        blocks = recommendations(blocks)
        if not any(isinstance(block, Recommendation) for block in blocks):
            reading.findings.append(warning("no-recommendation", tr("this section of recommendations has none"), place))
    elif not blocks:
        reading.findings.append(warning("empty-section", tr("the section has no text"), place))
    return Section(str(attrs.get("id", "")), title, marked, blocks, place)


def heading_parts(node: SyntaxTreeNode, reading: Reading) -> tuple[tuple[Inline, ...], dict[str, object]]:
    """A heading's inlines and the attributes that close its line: `## 提言 {.recommendations}`."""
    inline = node.children[0]
    title = read_inlines(inline, reading, line_of(node))
    found = HEADING_ATTRIBUTES.search(inline.content)
    if not found or not title or not isinstance(title[-1], Text):
        return title, {}
    try:
        _, attrs = parse(found[1])
    except ParseError:
        return title, {}
    text = HEADING_ATTRIBUTES.sub("", title[-1].text)
    return (*title[:-1], Text(text)) if text else title[:-1], dict(attrs)


def recommendations(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """List items become recommendations; in a section without a list every paragraph does."""
    listed = any(isinstance(block, ListBlock) for block in blocks)
    out: list[Block] = []
    for block in blocks:
        match block:
            case ListBlock(items=items):
                out += [recommendation(item, block.place) for item in items if item]
            case Paragraph() if not listed:
                out.append(recommendation((block,), block.place))
            case _:
                out.append(block)
    return tuple(out)


def recommendation(children: tuple[Block, ...], place: Place) -> Recommendation:
    first = children[0]
    label = LABEL.match(plain(first.children)) if isinstance(first, Paragraph) else None
    return Recommendation(label[1] if label else "", children, first.place or place)


def read_notes(root: SyntaxTreeNode, reading: Reading) -> tuple[Note, ...]:
    """The note bodies in the order of their marks; a body without a mark, or a mark without a body, is a finding."""
    bodies: dict[str, Note] = {}
    for node in root.children:
        if node.type != "footnote_reference":
            continue
        name = str(node.meta["label"])
        place = reading.place(line_of(node), f"[^{name}]:")
        if name in bodies:
            reading.findings.append(error("duplicate-note", tr("note {name} has two bodies", name=name), place))
            continue
        if name not in reading.note_numbers:
            fact = tr("no mark in the text refers to note {name}", name=name)
            reading.findings.append(error("unused-note", fact, place, tr("put [^{name}] where it belongs", name=name)))
            continue
        bodies[name] = Note(name, reading.note_numbers[name], read_blocks(node.children, reading), place)
    for name in reading.note_numbers:
        if name not in bodies:
            place = reading.place(0, f"[^{name}]")
            fact = tr("note {name} has no body", name=name)
            reading.findings.append(
                error("missing-note", fact, place, tr("write it in a line [^{name}]: …", name=name))
            )
    return tuple(sorted(bodies.values(), key=lambda note: note.number))


def read_blocks(nodes: list[SyntaxTreeNode], reading: Reading) -> tuple[Block, ...]:
    return tuple(block for node in nodes for block in read_block(node, reading))


def read_block(node: SyntaxTreeNode, reading: Reading) -> tuple[Block, ...]:
    """One block node as blocks of the model."""
    line = line_of(node)
    place = reading.place(line)
    match node.type:
        case "paragraph":
            inline = node.children[0]
            if len(inline.children) == 1 and inline.children[0].type == "image":
                return (read_figure(inline.children[0], reading, line),)
            children = read_inlines(inline, reading, line)
            return (Paragraph(children, place),) if children else ()
        case "heading":
            return read_heading(node, reading)
        case "bullet_list" | "ordered_list":
            items = tuple(read_blocks(item.children, reading) for item in node.children)
            start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
            return (ListBlock(items, start, place),)
        case "blockquote":
            return (Quote(read_blocks(node.children, reading), place),)
        case "table":
            return (read_table(node, reading, line),)
        case "fence" | "code_block":
            return (CodeBlock(node.content, place),)
        case "hr":
            return ()
        case "html_block":
            hint = tr("write it in the dialect (docs/guide/dialect.md), or put a \\ before the <")
            html = node.content.strip().split("\n")[0]
            reading.findings.append(
                error("raw-html", tr("raw HTML: {html}", html=html), reading.place(line, html), hint)
            )
            return ()
        case "footnote_reference":
            return ()
        case other:
            raise AssertionError(f"the dialect has no block of type {other}")


def read_heading(node: SyntaxTreeNode, reading: Reading) -> tuple[Block, ...]:
    place = reading.place(line_of(node))
    level = int(node.tag[1])
    if level < 2:
        hint = tr("write the title in the front matter, sections with ##")
        reading.findings.append(error("title-in-text", tr("a first-level heading in the text"), place, hint))
        return ()
    title, attrs = heading_parts(node, reading)
    return (Heading(level, str(attrs.get("id", "")), title, place),)


def read_table(node: SyntaxTreeNode, reading: Reading, line: int) -> Table:
    rows = [row for part in node.children for row in part.children]
    cells = [tuple(read_inlines(cell.children[0], reading, line_of(row)) for cell in row.children) for row in rows]
    for row in rows[1:]:
        count = len(COLUMN.split(reading.lines[line_of(row)].lstrip(" >").rstrip().strip("|")))
        if count > len(cells[0]):
            fact = tr("the row has {count} cells, and the table {columns} columns", count=count, columns=len(cells[0]))
            hint = tr("what is over would be lost: name its column in the first row, or write \\| for the sign itself")
            reading.findings.append(error("table-cells", fact, reading.place(line_of(row)), hint))
    styles = [str(cell.attrs.get("style", "")) for cell in rows[0].children]
    align = tuple(style.removeprefix("text-align:") for style in styles)
    return Table(cells[0], tuple(cells[1:]), align, reading.place(line))


def read_figure(node: SyntaxTreeNode, reading: Reading, line: int) -> Figure:
    """`![alt](figures/x.svg "caption"){#fig-x credit="…" longdesc="…" width="page"}`."""
    attrs = {str(key): str(value) for key, value in node.attrs.items()}
    source, caption = attrs.pop("src", ""), attrs.pop("title", "")
    attrs = {key: re.sub(r'\\(["\\])', r"\1", value) for key, value in attrs.items()}
    attrs.pop("alt", None)
    place = reading.place(line, "![")
    alt = plain(read_inlines(node, reading, line)).strip()
    for key in sorted(set(attrs) - FIGURE_KEYS):
        reading.findings.append(
            error("unknown-attribute", tr("unknown attribute “{name}”", name=key), place, nearest(key, FIGURE_KEYS))
        )
    if attrs.get("width", "column") not in ("column", "page"):
        reading.findings.append(
            error("wrong-type", tr("width is “{width}”", width=attrs["width"]), place, tr("write column or page"))
        )
    if not alt:
        hint = tr("say between the brackets of ![…] what the figure shows")
        reading.findings.append(
            warning("alt-text", tr("the figure {source} has no alternative text", source=source), place, hint)
        )
    return Figure(
        attrs.get("id", ""), source, alt, caption, attrs.get("credit", ""), attrs.get("longdesc", ""),
        attrs.get("width", "column"), 0, place,
    )  # fmt: skip
