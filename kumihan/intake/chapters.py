"""Make a chapter of the model from a part's items: sections, joined paragraphs, recommendations, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from kumihan.finding import Place
from kumihan.intake.continuity import Continuity, continuity
from kumihan.intake.draft import Byline, Kind, Placeholder, Record
from kumihan.intake.items import BYLINE, CAPTION, SUPERSCRIPTS, URL_ONLY, Item, Role, items
from kumihan.intake.parts import Part, squeeze
from kumihan.intake.tidy import close_up
from kumihan.messages import tr
from kumihan.model import (
    Author,
    Block,
    Chapter,
    Emphasis,
    Figure,
    Inline,
    Link,
    ListBlock,
    Note,
    NoteReference,
    Paragraph,
    Recommendation,
    Section,
    Text,
)

RECOMMENDATIONS = re.compile(r"^(政策|主な|日本への)?(提言|政策提案|勧告)$")
INLINE = re.compile(rf"([{SUPERSCRIPTS}]+)|\*([^*\n]+)\*|<(https?://[^<>\s]+)>")
LABEL = re.compile(r"^([^。：:]{1,30})：")


@dataclass
class Desk:
    """The state of making one chapter."""

    part: Part
    file: str
    record: Record
    first_figure: int
    placeholders: list[Placeholder] = field(default_factory=list)
    notes: dict[str, tuple[int, str]] = field(default_factory=dict)
    byline: Byline | None = None

    def place(self, line: int) -> Place:
        return Place(self.file, line, 1)


def make_chapter(part: Part, file: str, first_figure: int, record: Record) -> tuple[Chapter, tuple[Placeholder, ...]]:
    """The chapter and the pictures that it wants; `first_figure` is the number of its first figure."""
    desk = Desk(part, file, record, first_figure)
    found = set_aside(items(part.lines, record), desk)
    sections: list[tuple[Item | None, list[Item]]] = [(None, [])]
    for item in join(found, record):
        if item.role is Role.SECTION:
            sections.append((item, []))
        else:
            sections[-1][1].append(item)
    children: list[Block] = []
    for heading, held in sections:
        children += section(heading, held, desk)
    byline = desk.byline or Byline("", (), False)
    title = close_up(part.title, part.heading.number, record)
    names = note_numbers(children)
    notes = tuple(
        Note(name, names.get(name, 0), (Paragraph(inlines(text, desk, line), desk.place(line)),), desk.place(line))
        for name, (line, text) in desk.notes.items()
    )
    chapter = Chapter(
        f"ch{part.number}" if part.number is not None else "foreword" if part.label == "はじめに" else f"part-{part.heading.number}",
        part.label, title, byline.authors, date.fromisoformat(byline.cutoff) if byline.cutoff else None,
        byline.signature, tuple(children), notes, desk.place(part.heading.number),
    )  # fmt: skip
    return chapter, tuple(desk.placeholders)


def set_aside(found: tuple[Item, ...], desk: Desk) -> list[Item]:
    """Take note bodies, the byline and the signature out of the text; a URL alone belongs to the note before it."""
    kept: list[Item] = []
    last_note = ""
    signature: list[Item] = []
    for item in found:
        if item.role is Role.NOTE:
            last_note = item.mark
            desk.notes[last_note] = (item.line, item.text)
        elif last_note and URL_ONLY.match(item.text):
            line, text = desk.notes[last_note]
            desk.notes[last_note] = (line, f"{text} {item.text}")
            desk.record.note(Kind.JOIN, item.line, tr("the address belongs to note {name}", name=last_note))
        elif item.role is Role.BYLINE:
            desk.byline = read_byline(item, desk.record)
        elif item.role is Role.SIGNATURE:
            signature.append(item)
        else:
            kept.append(item)
    if signature:
        office, name = (item.text for item in signature)
        desk.byline = Byline("", (Author(name, office),), True)
        desk.record.note(Kind.MOVE, signature[0].line, tr("the signature went into the front matter"))
    return kept


def read_byline(item: Item, record: Record) -> Byline:
    """Cut-off day, names and affiliations of `（脱稿日 … 氏名／所属）`."""
    found = BYLINE.match(item.text)
    assert found is not None  # its role says so
    year, month, day, rest = found.groups()
    name, _, affiliation = re.sub(r"[/]", "／", rest).partition("／")
    record.note(Kind.MOVE, item.line, tr("the byline went into the front matter"))
    return Byline(f"{int(year):04}-{int(month):02}-{int(day):02}", (Author(name.strip(), affiliation.strip()),), False)


def join(found: list[Item], record: Record) -> list[Item]:
    """Paragraphs broken by a page end made whole; a caption between the halves comes after them."""
    out: list[Item] = []
    for item in found:
        if item.role is not Role.PARAGRAPH:
            out.append(item)
            continue
        index = next((i for i in range(len(out) - 1, -1, -1) if out[i].role is not Role.CAPTION), -1)
        before = out[index] if index >= 0 else None
        if before is None or before.role not in (Role.PARAGRAPH, Role.BULLET):
            out.append(item)
            continue
        joined = decide(before, item, record)
        if joined:
            out[index] = joined
        else:
            out.append(item)
    return out


def decide(before: Item, item: Item, record: Record) -> Item | None:
    """The joined item, or None; every join and every doubt is recorded."""
    state = continuity(before.text, item.text)
    if before.role is Role.BULLET and state in (Continuity.NEW, Continuity.ASK):
        if item.held:
            message = tr("an item of its own, or the end of the item of line {line}?", line=before.line)
            record.note(Kind.ASK, item.line, message)
        return None
    if state is Continuity.NEW:
        return None
    if state is Continuity.ASK:
        message = tr("does the paragraph of line {line} go on here?", line=before.line)
        record.note(Kind.ASK, item.line, message)
        return None
    record.note(Kind.JOIN, item.line, tr("joined to the paragraph of line {line}", line=before.line))
    if state is Continuity.UNSURE_WORDING:
        record.note(
            Kind.ASK,
            item.line,
            tr("the words at the join do not fit: “{words}”", words=f"{before.text[-12:]}{item.text[:12]}"),
        )
    return Item(before.role, before.line, before.text + item.text, held=before.held)


def section(heading: Item | None, held: list[Item], desk: Desk) -> list[Block]:
    """The blocks of one section, or those before the first."""
    if heading is None:
        return blocks(held, False, desk)
    marked = bool(RECOMMENDATIONS.match(squeeze(heading.text)))
    if marked:
        desk.record.note(Kind.MOVE, heading.line, tr("recognised as a section of recommendations"))
    title = inlines(heading.text, desk, heading.line)
    return [Section("", title, marked, tuple(blocks(held, marked, desk)), desk.place(heading.line))]


def blocks(held: list[Item], recommendations: bool, desk: Desk) -> list[Block]:
    """Items as blocks: bullets become a list or recommendations; without bullets every paragraph recommends."""
    listed = any(item.role is Role.BULLET for item in held)
    out: list[Block] = []
    entries: list[list[Block]] = []

    def close() -> None:
        if entries and recommendations:
            out.extend(recommendation(tuple(entry)) for entry in entries)
        elif entries:
            out.append(ListBlock(tuple(tuple(entry) for entry in entries), None, desk.place(0)))
        entries.clear()

    for item in held:
        paragraph = Paragraph(inlines(item.text, desk, item.line), desk.place(item.line))
        if item.role is Role.BULLET:
            entries.append([paragraph])
        elif item.role is Role.PARAGRAPH and item.held and entries:
            entries[-1].append(paragraph)
        elif item.role is Role.PARAGRAPH and recommendations and not listed:
            desk.record.note(Kind.MOVE, item.line, tr("a paragraph became an item of the recommendations"))
            entries.append([paragraph])
        else:
            close()
            out.append(figure(item, desk) if item.role is Role.CAPTION else paragraph)
    close()
    return out


def recommendation(children: tuple[Block, ...]) -> Recommendation:
    first = children[0]
    assert isinstance(first, Paragraph)
    text = first.children[0]
    label = LABEL.match(text.text) if isinstance(text, Text) else None
    return Recommendation(label[1] if label else "", children, first.place)


def figure(item: Item, desk: Desk) -> Figure:
    """A caption as a figure with a placeholder; date and photographer are its credit."""
    number = desk.first_figure + len(desk.placeholders)
    found = CAPTION.match(item.text)
    caption, credit = (found[1].strip(), found[2].strip()) if found else (item.text, "")
    caption = close_up(caption, item.line, desk.record)
    name = f"fig-{number}"
    desk.placeholders.append(Placeholder(f"figures/{name}.svg", f"figures/{name}.jpg", item.line, caption))
    return Figure(name, f"figures/{name}.svg", caption, caption, credit, "", "column", 0, desk.place(item.line))


def inlines(text: str, desk: Desk, line: int) -> tuple[Inline, ...]:
    """Superscripts as note references, *words* as emphasis, <address> as a link."""
    out: list[Inline] = []
    last = 0
    for found in INLINE.finditer(text):
        if found.start() > last:
            out.append(Text(text[last : found.start()]))
        last = found.end()
        if found[1]:
            name = "".join(str(SUPERSCRIPTS.index(character)) for character in found[1])
            out.append(NoteReference(name, 0, desk.place(line)))
        elif found[2]:
            out.append(Emphasis((Text(found[2]),)))
        else:
            out.append(Link(found[3], (Text(found[3]),)))
    if last < len(text):
        out.append(Text(text[last:]))
    return tuple(out)


def note_numbers(children: list[Block]) -> dict[str, int]:
    """The number of each note by the order of the references."""
    from kumihan.model import blocks as walk
    from kumihan.model import inline_of

    numbers: dict[str, int] = {}
    for block in walk(tuple(children)):
        for node in inline_of(block):
            if isinstance(node, NoteReference):
                numbers.setdefault(node.name, len(numbers) + 1)
    return numbers
