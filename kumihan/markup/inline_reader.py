"""Turn the inline tokens of one block into model inlines. It never raises on prose: bad markup becomes a finding."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from kumihan.finding import Finding, Place, error
from kumihan.messages import tr
from kumihan.model import (
    Code,
    CrossReference,
    Emphasis,
    EmphasisDots,
    Inline,
    KeySentence,
    LineBreak,
    Link,
    NoteReference,
    Ruby,
    Span,
    Strong,
    TateChuYoko,
    Text,
)
from kumihan.names import nearest

SCHEMES = ("https://", "http://", "mailto:", "tel:")
MARK_KEYS = {"en", "to", "theme", "rank"}
SPAN_KEYS = {"lang", "index", "reading", "id", "class"}
# What the reading of an index entry begins with: kana, or a Latin letter or figure.
SOUND = re.compile("[ぁ-ゖァ-ヶA-Za-z0-9Ａ-Ｚａ-ｚ０-９]")
RANK = re.compile(r"[1-9][0-9]{0,3}")
# A line end between two of these joins without a space: CJK letters, kana, full-width forms, Japanese punctuation.
WIDE = "\u2014\u2015\u2025\u2026\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
LINE_END = re.compile(rf"(?<=[{WIDE}])\n|\n(?=[{WIDE}])")


@dataclass
class Reading:
    """The state of reading one chapter: the text's lines, the notes met so far and the findings."""

    file: str
    lines: list[str]
    first_line: int
    findings: list[Finding] = field(default_factory=list)
    note_numbers: dict[str, int] = field(default_factory=dict)

    def place(self, line: int, text: str = "", nth: int = 0) -> Place:
        """The place of the `nth` `text` on or after the body's 0-based `line`; column 0 when it is not found."""
        for offset, content in enumerate(self.lines[line : line + 200]) if text else ():
            start = -1
            while (start := content.find(text, start + 1)) >= 0:
                if nth == 0:
                    return Place(self.file, line + offset + self.first_line, start + 1)
                nth -= 1
        return Place(self.file, line + self.first_line, 0)


def read_inlines(node: SyntaxTreeNode, reading: Reading, line: int) -> tuple[Inline, ...]:
    """The inlines of an `inline` node whose block begins on the body's 0-based `line`."""
    out: list[Inline] = []
    for child in node.children:
        for item in read_inline(child, reading, line):
            if isinstance(item, Text) and out and isinstance(out[-1], Text):
                out[-1] = Text(out[-1].text + item.text)
            elif item != Text(""):
                out.append(item)
    return tuple(join_lines(out))


def join_lines(nodes: list[Inline]) -> list[Inline]:
    """Line ends inside a paragraph: nothing between Japanese characters, a space otherwise."""
    out: list[Inline] = []
    for index, node in enumerate(nodes):
        if isinstance(node, Text) and "\n" in node.text:
            before = edge(nodes[index - 1], -1) if index else ""
            after = edge(nodes[index + 1], 0) if index + 1 < len(nodes) else ""
            padded = before + node.text + after
            text = LINE_END.sub("", padded).replace("\n", " ")
            node = Text(text[len(before) : len(text) - len(after) or None])
        out.append(node)
    return out


def edge(node: Inline, index: int) -> str:
    """The first (0) or last (-1) character of a neighbour."""
    match node:
        case Text(text=text) | Code(text=text) | TateChuYoko(text=text):
            return text[index] if text else ""
        case Ruby(pairs=pairs):
            return pairs[index][0][index]
        case (
            Emphasis(children=children) | Strong(children=children) | EmphasisDots(children=children)
            | KeySentence(children=children) | Span(children=children) | Link(children=children)
        ):  # fmt: skip
            return edge(children[index], index) if children else ""
        case _:
            return ""


def read_inline(node: SyntaxTreeNode, reading: Reading, line: int) -> tuple[Inline, ...]:
    """One node as inlines."""
    match node.type:
        case "text" | "text_special":
            return (Text(node.content),)
        case "softbreak":
            return (Text("\n"),)
        case "hardbreak":
            return (LineBreak(),)
        case "code_inline":
            return (Code(node.content),)
        case "em":
            return (Emphasis(read_inlines(node, reading, line)),)
        case "strong":
            return (Strong(read_inlines(node, reading, line)),)
        case "dots":
            return (EmphasisDots(read_inlines(node, reading, line)),)
        case "mark":
            return (read_key_sentence(node, reading, line),)
        case "tate_chu_yoko":
            return (TateChuYoko(node.content),)
        case "ruby":
            return (read_ruby(node, reading, line),)
        case "link":
            return (read_link(node, reading, line),)
        case "span":
            return (read_span(node, reading, line),)
        case "note_reference":
            number = reading.note_numbers.setdefault(node.content, len(reading.note_numbers) + 1)
            return (NoteReference(node.content, number, reading.place(line, f"[^{node.content}]")),)
        case "html_inline":
            place = reading.place(line, node.content)
            hint = tr("write it in the dialect (docs/guide/dialect.md), or put a \\ before the <")
            reading.findings.append(error("raw-html", tr("raw HTML: {html}", html=node.content), place, hint))
            return ()
        case "image":
            hint = tr("put the figure in a paragraph of its own")
            fact = tr("a figure inside a paragraph")
            reading.findings.append(error("figure-in-text", fact, reading.place(line, "!["), hint))
            return ()
        case other:
            raise AssertionError(f"the dialect has no inline of type {other}")


def read_ruby(node: SyntaxTreeNode, reading: Reading, line: int) -> Inline:
    """One reading: group ruby; as many readings as characters: mono ruby; anything else is a finding."""
    base, readings = node.content, node.meta["readings"]
    if len(readings) == 1:
        return Ruby(((base, readings[0]),))
    if len(readings) == len(base):
        return Ruby(tuple(zip(base, readings, strict=True)))
    fact = tr(
        "ruby: {base} has {count} characters but {readings} readings",
        base=base,
        count=len(base),
        readings=len(readings),
    )
    hint = tr("give one reading for all, or one for each character")
    reading.findings.append(error("ruby-count", fact, reading.place(line, "{" + base), hint))
    return Text(base)


def read_link(node: SyntaxTreeNode, reading: Reading, line: int) -> Inline:
    """`[](#id)` is a cross-reference, `{.page}` its page; anything else a link out."""
    href = str(node.attrs.get("href", ""))
    children = read_inlines(node, reading, line)
    if href.startswith("#"):
        page = "page" in str(node.attrs.get("class", "")).split()
        return CrossReference(href[1:], children, page, reading.place(line, f"({href})"))
    if not href.startswith(SCHEMES):
        hint = tr("write https://…, mailto:… or #id")
        fact = tr("a link to {href}", href=href or "“”")
        reading.findings.append(error("link-address", fact, reading.place(line, f"({href}"), hint))
    return Link(href, children or (Text(href),))


def read_key_sentence(node: SyntaxTreeNode, reading: Reading, line: int) -> Inline:
    """`==words=={en=… to=… theme=… rank=…}`."""
    attrs = {str(key): str(value) for key, value in node.attrs.items()}
    refuse_unknown(attrs, MARK_KEYS, reading, line)
    rank = attrs.get("rank", "")
    if rank and not RANK.fullmatch(rank):
        hint = tr('write a whole number from 1: {{rank="1"}}')
        reading.findings.append(
            error("wrong-type", tr("rank is “{rank}”", rank=rank), reading.place(line, f'rank="{rank}'), hint)
        )
        rank = ""
    children = read_inlines(node, reading, line)
    return KeySentence(children, attrs.get("en", ""), attrs.get("to", ""), attrs.get("theme", ""), int(rank or 0))


def refuse_unknown(attrs: dict[str, str], known: set[str], reading: Reading, line: int) -> None:
    """An error for every attribute that is not known, with the nearest that is."""
    for key in sorted(set(attrs) - known):
        fact = tr("unknown attribute “{name}”", name=key)
        reading.findings.append(error("unknown-attribute", fact, reading.place(line, key), nearest(key, known)))


def read_span(node: SyntaxTreeNode, reading: Reading, line: int) -> Inline:
    """`[words]{lang=… index=… reading=… #id}`."""
    attrs = {str(key): str(value) for key, value in node.attrs.items()}
    refuse_unknown(attrs, SPAN_KEYS, reading, line)
    index, sound = attrs.get("index", ""), attrs.get("reading", "")
    if sound and not index:
        hint = tr('write {{index="{reading}"}} for the words themselves', reading=sound)
        fact = tr("“reading” stands without “index”")
        reading.findings.append(error("index-reading", fact, reading.place(line, f'reading="{sound}'), hint))
    elif index and not SOUND.match(sound or index):
        hint = tr('give the reading in kana: {{index="words" reading="…"}}')
        fact = tr("an index cannot sort “{words}”", words=sound or index)
        reading.findings.append(error("index-reading", fact, reading.place(line, f'"{sound or index}"'), hint))
    return Span(read_inlines(node, reading, line), attrs.get("lang", ""), index, attrs.get("id", ""), sound)
