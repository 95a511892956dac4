"""Read a Word document as a manuscript: its lines, notes and pictures, with everything left out on the record."""

from __future__ import annotations

from kumihan.intake.draft import Kind, Line, Manuscript, Record
from kumihan.intake.marks import Marks
from kumihan.intake.tidy import close_up
from kumihan.intake.word.body import read_container
from kumihan.intake.word.captions import captioned
from kumihan.intake.word.numbering import read_numbering
from kumihan.intake.word.outline import outlined
from kumihan.intake.word.package import Package, open_package, qn
from kumihan.intake.word.reading import Reading, text_of
from kumihan.intake.word.styles import read_styles
from kumihan.messages import tr

# So many characters of a paragraph's beginning show which one it is.
OPENING = 15


def read_word(data: bytes, name: str, record: Record) -> Manuscript:
    """The manuscript. Raises InputError for what cannot be opened."""
    package = open_package(data, name)
    numbering = read_numbering(package.numbering)
    reading = Reading(package, package.main, read_styles(package.styles), numbering, Marks(), record)
    reading.comments = comments(package)
    body = package.main.root.find(qn("w:body"))
    lines = list(read_container(body, reading)) if body is not None else []
    notes = note_bodies(reading)
    left_out(reading)
    lines, styled = outlined(captioned(lines, reading), reading)
    first_words = openings((*lines, *(line for note in notes.values() for line in note)), reading.marks)
    return Manuscript(tuple(lines), "Word (.docx)", reading.marks, notes, True, styled, first_words)


def openings(lines: tuple[Line, ...], marks: Marks) -> dict[int, str]:
    """The first words of each paragraph by its number."""
    found: dict[int, str] = {}
    for line in lines:
        if line.text and line.number not in found:
            words = marks.words(line.text)
            found[line.number] = words if len(words) <= OPENING else f"{words[:OPENING]}…"
    return found


def comments(package: Package) -> dict[str, str]:
    """The words of each comment by its id."""
    if package.comments is None:
        return {}
    return {item.get(qn("w:id"), ""): text_of(item) for item in package.comments.root.iterchildren(qn("w:comment"))}


def note_bodies(reading: Reading) -> dict[str, tuple[Line, ...]]:
    """The bodies of the notes by name; one that nothing cites is told with its words."""
    main, number = reading.story, reading.number
    bodies: dict[str, tuple[Line, ...]] = {}
    stories = (("footnote", reading.package.footnotes), ("endnote", reading.package.endnotes))
    for kind, story in stories:
        for note in story.root.iterchildren(qn(f"w:{kind}")) if story else ():
            if note.get(qn("w:type"), "normal") != "normal":
                continue
            name = reading.cited.get((kind, note.get(qn("w:id"), "")))
            if name is None:
                if words := text_of(note):
                    reading.record.note(Kind.ASK, 0, tr("a note that nothing in the text cites: “{text}”", text=words))
                continue
            reading.story = story or main
            bodies[name] = plain_body(tuple(read_container(note, reading)), reading)
    reading.story, reading.number = main, number
    return bodies


def plain_body(lines: tuple[Line, ...], reading: Reading) -> tuple[Line, ...]:
    """The paragraphs of a note; of a table its cells in one line, a picture cannot stand there."""
    kept: list[Line] = []
    for line in lines:
        if line.picture:
            reading.note(Kind.ASK, tr("a picture in a note was not taken"))
        text = line.text or "　".join(text for row in line.table for text in row if text)
        if text:
            kept.append(Line(line.number, close_up(text, line.number, reading.record)))
    return tuple(kept) or (Line(reading.number, "〓"),)


def left_out(reading: Reading) -> None:
    """Record what concerns the whole document."""
    record = reading.record
    contents = " ／ ".join(" ".join(words.split()) for words in reading.contents if words.strip())
    if contents:
        record.note(Kind.DROP, 0, tr("the contents that Word made; they are made anew: “{text}”", text=contents))
    if swallowed := "".join(reading.swallowed).strip():
        record.note(
            Kind.ASK, 0, tr("text in the instruction of a field, which Word does not show: “{text}”", text=swallowed)
        )
    for story in reading.package.margins:
        if words := text_of(story.root):
            record.note(Kind.DROP, 0, tr("a header or footer: “{text}”", text=words))
    for words in reading.comments.values():
        if words:
            record.note(Kind.ASK, 0, tr("a comment: “{text}”", text=words))
    if reading.taken or reading.deleted:
        fact = tr(
            "tracked changes: {taken} insertions taken, {deleted} deletions left out",
            taken=reading.taken,
            deleted=reading.deleted,
        )
        record.note(Kind.ASK, 0, fact)
    if reading.breaks:
        record.note(Kind.DROP, 0, tr("{count} breaks of pages or columns", count=reading.breaks))
