"""Turn a line's text into inlines: what characters stand for, note marks, addresses; emphasis that Markdown can bear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from kumihan.finding import Place
from kumihan.intake.draft import Kind, Record
from kumihan.intake.marks import Marks, append
from kumihan.messages import tr
from kumihan.model import (
    Code,
    Emphasis,
    EmphasisDots,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    Ruby,
    Strong,
    TateChuYoko,
    Text,
    plain,
)

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# What an author typed for a mark: a note's number, *emphasis* (in plain text alone), <an address>.
TYPED = re.compile(rf"([{SUPERSCRIPTS}]+)|\*([^*\n]+)\*|<(https?://[^<>\s]+)>")
# ² after a Latin letter or figure is a power or an isotope, unless a note has this number.
POWER = re.compile(r"[0-9A-Za-zΑ-Ωα-ω)\]⁺⁻]$")


@dataclass(frozen=True, slots=True)
class Hand:
    """How a manuscript's text is read: its marks, the numbers of the notes typed into the part, and the file's name.

    `literal` tells that an asterisk is an asterisk; `apart` that the file keeps its notes apart, so that a
    superscript is no note's mark.
    """

    marks: Marks
    notes: frozenset[str]
    file: str
    literal: bool
    apart: bool


def read_inlines(text: str, line: int, hand: Hand, record: Record) -> tuple[Inline, ...]:
    """The inlines of a text; what could not be kept is recorded."""
    return settled(spread(hand.marks.read(text), line, hand, record), line, record)


def spread(nodes: tuple[Inline, ...], line: int, hand: Hand, record: Record) -> tuple[Inline, ...]:
    """The nodes with the marks that the author typed read as well."""
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text):
            typed(node.text, out, line, hand, record)
        elif isinstance(node, Emphasis | Strong | EmphasisDots | Link):
            out.append(replace(node, children=spread(node.children, line, hand, record)))
        else:
            out.append(node)
    return tuple(out)


def typed(text: str, out: list[Inline], line: int, hand: Hand, record: Record) -> None:
    """Superscripts as note references, *words* as emphasis, <address> as a link."""
    last = 0
    for found in TYPED.finditer(text):
        name = "".join(str(SUPERSCRIPTS.index(character)) for character in found[1] or "")
        if (name and not refers(name, text[: found.start()], line, hand, record)) or (found[2] and hand.literal):
            continue
        if found.start() > last:
            append(out, Text(text[last : found.start()]))
        last = found.end()
        if name:
            out.append(NoteReference(name, 0, Place(hand.file, line, 1)))
        elif found[2]:
            out.append(Emphasis((Text(found[2]),)))
        else:
            out.append(Link(found[3], (Text(found[3]),)))
    if last < len(text):
        append(out, Text(text[last:]))


def refers(name: str, before: str, line: int, hand: Hand, record: Record) -> bool:
    """Whether a superscript is a note's mark; one that looks so without a note is asked about."""
    if name in hand.notes:
        return True
    if not hand.apart and not POWER.search(before):
        mark = "".join(SUPERSCRIPTS[int(figure)] for figure in name)
        record.note(
            Kind.ASK, line, tr("no note of this part begins with {mark}; it was kept as a character", mark=mark)
        )
    return False


def settled(nodes: tuple[Inline, ...], line: int, record: Record) -> tuple[Inline, ...]:
    """Emphasis that CommonMark would not see (“い**「あ」**う”, flanking delimiter runs) drawn in until it does."""
    out: list[Inline] = []
    nodes = united(nodes)
    for index, node in enumerate(nodes):
        if not isinstance(node, Emphasis | Strong):
            append(out, node)
            continue
        before = edge(out[-1], -1) if out else " "
        after = edge(nodes[index + 1], 0) if index + 1 < len(nodes) else " "
        head, rest = drawn_in(list(node.children), before, 0)
        tail, rest = drawn_in(rest, after, -1)
        lost = plain(tuple(node for node in (*head, *tail) if not isinstance(node, Text)))
        if lost:
            record.note(Kind.MOVE, line, tr("“{text}” lost its emphasis, which Markdown cannot end there", text=lost))
        for part in (*head, *((replace(node, children=tuple(rest)),) if rest else ()), *tail):
            append(out, part)
    return tuple(out)


def united(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Neighbours of the same emphasis as one."""
    out: list[Inline] = []
    for node in nodes:
        before = out[-1] if out else None
        if isinstance(node, Emphasis | Strong | EmphasisDots) and type(before) is type(node):
            out[-1] = replace(node, children=(*before.children, *node.children))
        else:
            append(out, node)
    return tuple(out)


def drawn_in(children: list[Inline], beside: str, end: int) -> tuple[list[Inline], list[Inline]]:
    """What has to leave emphasis at one end (0 or -1), in the order of reading, and what stays."""
    out: list[Inline] = []
    put: Callable[[Inline], None] = out.append if end == 0 else lambda node: out.insert(0, node)
    while children and not flanks(beside, edge(children[end], end)):
        node = children.pop(end)
        if isinstance(node, Text) and len(node.text) > 1:
            rest = node.text[1:] if end == 0 else node.text[:-1]
            children.insert(len(children) if end else 0, Text(rest))
            node = Text(node.text[end])
        put(node)
        beside = edge(node, -1 if end == 0 else 0)
    return out, children


def flanks(outside: str, inside: str) -> bool:
    """Whether a delimiter between these two characters can open or close (CommonMark 0.31, 6.2)."""
    return not inside.isspace() and (not is_mark(inside) or outside.isspace() or is_mark(outside))


def is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def edge(node: Inline, end: int) -> str:
    """The first (0) or last (-1) character that an inline has in Markdown; of emphasis, that of its words."""
    match node:
        case Text(text=text):
            return text[end]
        case Emphasis(children=children) | Strong(children=children):
            return edge(children[end], end) if children else " "
        case LineBreak():
            return "\\\n"[end]
        case Ruby() | TateChuYoko() | EmphasisDots() | Link() | NoteReference() | Code():
            return "[]"[end]
        case _:
            return "[]"[end]
