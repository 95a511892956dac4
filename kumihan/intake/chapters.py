"""Make a chapter of the model from a part's items: notes and byline set aside, broken paragraphs joined, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kumihan.intake.blocks import Desk, section
from kumihan.intake.continuity import FRAGMENT, Continuity, continuity
from kumihan.intake.draft import Byline, Kind, Role
from kumihan.intake.inlines import SUPERSCRIPTS
from kumihan.intake.items import BYLINE, URL_ONLY, Item, items
from kumihan.intake.parts import Part
from kumihan.intake.tidy import close_up
from kumihan.messages import tr
from kumihan.model import Author, Block, Chapter, Note, NoteReference, inline_of
from kumihan.model import blocks as walk

# What becomes plain words, in which no note can be cited, or is a note itself.
UNCITING = (Role.NOTE, Role.CAPTION, Role.FIGURE, Role.BYLINE, Role.SIGNATURE)


def make_chapter(part: Part, desk: Desk) -> Chapter:
    """The chapter; the desk holds the pictures that it brings and those that it wants."""
    found, byline = set_aside(items(part.lines, desk.record), desk)
    sections: list[tuple[Item | None, list[Item]]] = [(None, [])]
    for item in join(found, desk):
        if item.role is Role.SECTION:
            sections.append((item, []))
        else:
            sections[-1][1].append(item)
    children: list[Block] = []
    for heading, held in sections:
        children += section(heading, held, desk)
    number = part.heading.number
    title = close_up(desk.plain(part.title, number), number, desk.record) or part.label
    return Chapter(
        f"ch{part.number}" if part.number is not None else "foreword" if part.label == "はじめに" else f"part-{number}",
        part.label, title, byline.authors, date.fromisoformat(byline.cutoff) if byline.cutoff else None,
        byline.signature, tuple(children), notes(children, desk), desk.place(number),
    )  # fmt: skip


def notes(children: list[Block], desk: Desk) -> tuple[Note, ...]:
    """The bodies of the notes: those that the part typed out, and those that the file keeps apart and the part cites."""
    names = note_numbers(children)
    made: dict[str, Note] = {}
    waiting = [*desk.typed_notes, *names]
    for name in waiting:  # which grows: a note may cite one that nothing else cites
        body = note_body(name, desk)
        if body and name not in made:
            words = tuple(desk.paragraph(text, line) for line, text in body)
            made[name] = Note(name, names.get(name, 0), words, desk.place(body[0][0]))
            waiting += note_numbers(words)
    return tuple(made.values())


def note_body(name: str, desk: Desk) -> tuple[tuple[int, str], ...]:
    """The paragraphs of a note, with their lines; none where the manuscript has no such note."""
    if name in desk.manuscript.notes:
        return tuple((line.number, line.text) for line in desk.manuscript.notes[name])
    return (desk.typed_notes[name],) if name in desk.typed_notes else ()


def set_aside(found: tuple[Item, ...], desk: Desk) -> tuple[list[Item], Byline]:
    """Take note bodies, the byline and the signature out of the text; a URL alone belongs to the note before it."""
    kept: list[Item] = []
    byline = Byline("", (), False)
    last_note = ""
    signature: list[Item] = []
    cited = citations(found)
    for item in found:
        if item.role is Role.NOTE and (item.mark in desk.typed_notes or item.mark not in cited):
            kept.append(no_note(item, desk))
            last_note = ""
        elif item.role is Role.NOTE:
            last_note = item.mark
            desk.typed_notes[last_note] = (item.line, item.text)
        elif last_note and URL_ONLY.match(item.text):
            line, text = desk.typed_notes[last_note]
            desk.typed_notes[last_note] = (line, f"{text} {item.text}")
            desk.record.note(Kind.JOIN, item.line, tr("the address belongs to note {name}", name=last_note))
        elif item.role is Role.BYLINE:
            told = read_byline(replace(item, text=desk.plain(item.text, item.line)), desk)
            byline = replace(told, authors=(*byline.authors, *told.authors))
        elif item.role is Role.SIGNATURE:
            signature.append(item)
        else:
            kept.append(item)
    if signature:
        office, name = (desk.plain(item.text, item.line) for item in signature)
        byline = Byline(byline.cutoff, (*byline.authors, Author(name, office)), True)
        desk.record.note(Kind.MOVE, signature[0].line, tr("the signature went into the front matter"))
    return kept, byline


def citations(found: tuple[Item, ...]) -> set[str]:
    """The numbers of the notes that the part's text cites; a caption cites none."""
    texts = [text for item in found if item.role not in UNCITING for text in cells(item)]
    marks = re.findall(f"[{SUPERSCRIPTS}]+", "\n".join(texts))
    return {"".join(str(SUPERSCRIPTS.index(figure)) for figure in mark) for mark in marks}


def cells(item: Item) -> tuple[str, ...]:
    return (item.text, *(text for row in item.given.table for text in row)) if item.given else (item.text,)


def no_note(item: Item, desk: Desk) -> Item:
    """A body that nothing cites, or the second of a number, as the paragraph that it is."""
    mark = "".join(SUPERSCRIPTS[int(figure)] for figure in item.mark)
    message = tr("looks like note {mark}, which nothing in this part cites, or which was there before", mark=mark)
    desk.record.note(Kind.ASK, item.line, message)
    # The raised figure would cite the first note of its number.
    return Item(Role.PARAGRAPH, item.line, f"{item.mark if item.mark in desk.typed_notes else mark} {item.text}")


def read_byline(item: Item, desk: Desk) -> Byline:
    """Cut-off day, names and affiliations of `（脱稿日 … 氏名／所属）`."""
    found = BYLINE.match(item.text)
    assert found is not None  # its role says so
    year, month, day, rest = found.groups()
    name, _, affiliation = re.sub(r"[/]", "／", rest).partition("／")
    desk.record.note(Kind.MOVE, item.line, tr("the byline went into the front matter"))
    return Byline(f"{int(year):04}-{int(month):02}-{int(day):02}", (Author(name.strip(), affiliation.strip()),), False)


def join(found: list[Item], desk: Desk) -> list[Item]:
    """Paragraphs broken by a page end made whole; a caption between the halves comes after them."""
    out: list[Item] = []
    for item in found:
        if item.role is not Role.PARAGRAPH:
            out.append(item)
            continue
        index = next((i for i in range(len(out) - 1, -1, -1) if out[i].role not in (Role.CAPTION, Role.FIGURE)), -1)
        before = out[index] if index >= 0 else None
        if before is None or before.role not in (Role.PARAGRAPH, Role.BULLET):
            out.append(item)
            continue
        joined = decide(before, item, desk)
        if joined:
            out[index] = joined
        else:
            out.append(item)
    return out


def decide(before: Item, item: Item, desk: Desk) -> Item | None:
    """The joined item, or None; every join and every doubt is recorded."""
    record, words = desk.record, desk.manuscript.marks.words
    state = continuity(words(before.text), words(item.text))
    if desk.manuscript.styled and before.line != item.line:
        # The author's paragraphs are whole; only one that begins amid a sentence is asked about.
        broken = state is Continuity.BROKEN and before.role is item.role and FRAGMENT.match(words(item.text))
        state = Continuity.ASK if broken else Continuity.NEW
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
            tr(
                "the words at the join do not fit: “{words}”",
                words=f"{words(before.text)[-12:]}{words(item.text)[:12]}",
            ),
        )
    return Item(before.role, before.line, before.text + item.text, held=before.held)


def note_numbers(children: Iterable[Block]) -> dict[str, int]:
    """The number of each note by the order of the references."""
    numbers: dict[str, int] = {}
    for block in walk(tuple(children)):
        for node in inline_of(block):
            if isinstance(node, NoteReference):
                numbers.setdefault(node.name, len(numbers) + 1)
    return numbers
