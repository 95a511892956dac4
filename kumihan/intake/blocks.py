"""Make blocks of the model from a section's items: paragraphs, lists, recommendations, tables, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from kumihan.finding import Place
from kumihan.intake.draft import Kind, Manuscript, Picture, Placeholder, Record, Role
from kumihan.intake.inlines import Hand, read_inlines
from kumihan.intake.items import CAPTION, CREDIT, Item
from kumihan.intake.parts import squeeze
from kumihan.intake.tidy import close_up
from kumihan.messages import tr
from kumihan.model import (
    Block,
    Figure,
    Heading,
    Inline,
    ListBlock,
    NoteReference,
    Paragraph,
    Quote,
    Recommendation,
    Section,
    Table,
    Text,
    plain,
)

RECOMMENDATIONS = re.compile(r"^(政策|主な|日本への)?(提言|政策提案|勧告)$")
LABEL = re.compile(r"^([^。：:]{1,30})：")


@dataclass
class Desk:
    """The state of making one chapter; `figure` is the number of the next figure."""

    manuscript: Manuscript
    file: str
    record: Record
    figure: int
    placeholders: list[Placeholder] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    typed_notes: dict[str, tuple[int, str]] = field(default_factory=dict)
    told_notes: set[str] = field(default_factory=set)

    def place(self, line: int) -> Place:
        return Place(self.file, line, 1)

    def inlines(self, text: str, line: int) -> tuple[Inline, ...]:
        manuscript = self.manuscript
        notes = frozenset(self.typed_notes)
        hand = Hand(manuscript.marks, notes, self.file, manuscript.paragraphs, bool(manuscript.notes))
        return read_inlines(text, line, hand, self.record)

    def paragraph(self, text: str, line: int) -> Paragraph:
        return Paragraph(self.inlines(text, line), self.place(line))

    def plain(self, text: str, line: int) -> str:
        """The words alone, for a title, caption or name; a reading or note that has no place there is recorded."""
        marks = self.manuscript.marks
        for node in marks.unsaid(text):
            if isinstance(node, NoteReference):
                self.tell_note(node.name, line)
            else:
                reading = "".join(reading for _, reading in node.pairs)
                message = tr("a title or caption bears no ruby; left out: “{text}”", text=reading)
                self.record.note(Kind.DROP, line, message)
        return marks.words(text)

    def tell_note(self, name: str, line: int) -> None:
        """Record a note that stands nowhere, with its words."""
        self.told_notes.add(name)
        body = " ".join(self.manuscript.marks.words(note.text) for note in self.manuscript.notes.get(name, ()))
        self.record.note(Kind.ASK, line, tr("a title or caption bears no note; put it elsewhere: “{text}”", text=body))


def section(heading: Item | None, held: list[Item], desk: Desk) -> list[Block]:
    """The blocks of one section, or those before the first."""
    if heading is None:
        return blocks(held, False, desk)
    marked = bool(RECOMMENDATIONS.match(squeeze(desk.manuscript.marks.words(heading.text))))
    if marked:
        desk.record.note(Kind.MOVE, heading.line, tr("recognised as a section of recommendations"))
    title = desk.inlines(heading.text, heading.line)
    return [Section("", title, marked, tuple(blocks(held, marked, desk)), desk.place(heading.line))]


def blocks(held: list[Item], recommendations: bool, desk: Desk) -> list[Block]:
    """Items as blocks: bullets become lists or recommendations; without bullets every paragraph recommends."""
    listed = any(item.role is Role.BULLET for item in held)
    out: list[Block] = []
    for together in runs(held):
        first = together[0]
        if first.role is Role.BULLET and recommendations:
            out += [recommendation(tuple(entry)) for _, entry in entries(together, desk)]
        elif first.role is Role.BULLET:
            out += lists(together, desk)
        elif first.role is Role.QUOTE:
            quoted = tuple(desk.paragraph(item.text, item.line) for item in together)
            out.append(Quote(quoted, desk.place(first.line)))
        elif recommendations and not listed and first.role is Role.PARAGRAPH:
            for item in together:
                desk.record.note(Kind.MOVE, item.line, tr("a paragraph became an item of the recommendations"))
                out.append(recommendation((desk.paragraph(item.text, item.line),)))
        else:
            out += [block for item in together if (block := one_block(item, desk)) is not None]
    return out


def runs(held: list[Item]) -> Iterator[list[Item]]:
    """Neighbours that make one block: the items of a list with what is held by them, a quotation, or paragraphs."""
    keyed: list[tuple[Role, Item]] = []
    for item in held:
        joins = item.role is Role.PARAGRAPH and item.held and keyed and keyed[-1][0] is Role.BULLET
        keyed.append((Role.BULLET if joins else item.role, item))
    for _, together in groupby(keyed, lambda pair: pair[0]):
        yield [item for _, item in together]


def one_block(item: Item, desk: Desk) -> Block | None:
    given = item.given
    if item.role is Role.CAPTION or (given and given.picture):
        return figure(item, given.picture if given else None, desk)
    if given and given.table:
        return table(item, given.table, desk)
    if item.role is Role.HEADING and given:
        return Heading(given.level, "", desk.inlines(item.text, item.line), desk.place(item.line))
    return desk.paragraph(item.text, item.line)


def lists(held: list[Item], desk: Desk) -> list[Block]:
    """Items as lists; one begins where numbers follow bullets or bullets numbers."""
    out: list[Block] = []
    for numbered, group in groupby(entries(held, desk), lambda entry: entry[0].start is not None):
        made = list(group)
        start = made[0][0].start if numbered else None
        out.append(ListBlock(tuple(tuple(entry) for _, entry in made), start, desk.place(made[0][0].line)))
    return out


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an item of a list stands, and its number."""

    line: int
    start: int | None


def entries(held: list[Item], desk: Desk) -> Iterator[tuple[Mark, list[Block]]]:
    """The items of the outermost level, each with the lists that stand in it."""
    level = min(level_of(item) for item in held if item.role is Role.BULLET)
    index = 0
    while index < len(held):
        item = held[index]
        entry: list[Block] = [desk.paragraph(item.text, item.line)]
        index += 1
        while index < len(held) and held[index].role is not Role.BULLET:
            entry.append(desk.paragraph(held[index].text, held[index].line))
            index += 1
        deeper = index
        while deeper < len(held) and (held[deeper].role is not Role.BULLET or level_of(held[deeper]) > level):
            deeper += 1
        if deeper > index:
            entry += lists(held[index:deeper], desk)
        index = deeper
        yield Mark(item.line, item.given.start if item.given else None), entry


def level_of(item: Item) -> int:
    return item.given.level if item.given else 0


def recommendation(children: tuple[Block, ...]) -> Recommendation:
    first = children[0]
    assert isinstance(first, Paragraph)
    label = LABEL.match(plain(first.children))
    return Recommendation(label[1] if label else "", children, first.place)


def figure(item: Item, picture: Picture | None, desk: Desk) -> Figure:
    """A caption or a picture as a figure; what is not there or cannot be printed gets a placeholder.

    Date and photographer at the caption's end are its credit.
    """
    text = desk.plain(item.text, item.line)
    found = CAPTION.match(text) if CREDIT.search(text) else None
    caption, credit = (found[1].strip(), found[2].strip()) if found else (text, "")
    caption = close_up(caption, item.line, desk.record)
    name = f"fig-{desk.figure}"
    desk.figure += 1
    source = f"figures/{name}.svg"
    if picture and picture.data:
        desk.pictures[f"figures/{name}{picture.ending}"] = picture.data
    if picture and picture.usable:
        source = f"figures/{name}{picture.ending}"
    else:
        desk.placeholders.append(Placeholder(source, f"figures/{name}.jpg", item.line, caption))
    alt = picture.alt if picture and picture.alt else caption
    return Figure(name, source, alt, caption, credit, "", "column", 0, desk.place(item.line))


def table(item: Item, cells: tuple[tuple[str, ...], ...], desk: Desk) -> Table:
    """The first row heads the columns; a row that is short gets empty cells. Columns of figures are set flush right."""
    width = max(len(row) for row in cells)
    rows = [
        tuple(
            desk.inlines(close_up(text, item.line, desk.record), item.line)
            for text in (*row, *[""] * (width - len(row)))
        )
        for row in cells
    ]
    align = tuple("right" if figures([row[index] for row in rows[1:]]) else "" for index in range(width))
    return Table(rows[0], tuple(rows[1:]), align, desk.place(item.line))


def figures(column: list[tuple[Inline, ...]]) -> bool:
    """Whether every cell that is not empty is a number."""
    words = [text for cell in column if (text := "".join(node.text for node in cell if isinstance(node, Text)))]
    return bool(words) and all(re.fullmatch(r"[-−△▲+＋]?[\d０-９][\d０-９,，.．]*[%％]?", text) for text in words)
