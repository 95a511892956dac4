"""Understand a manuscript: bytes in, a draft and its files out. Nothing is written here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kumihan.errors import InputError
from kumihan.finding import Finding, Place, error, warning
from kumihan.intake.about import about, book_toml
from kumihan.intake.blocks import Desk
from kumihan.intake.chapters import make_chapter
from kumihan.intake.decode import decode, read_lines
from kumihan.intake.draft import Change, ContentsEntry, Draft, Kind, Line, Manuscript, Record, Role
from kumihan.intake.file_kinds import FileKind, file_kind
from kumihan.intake.marks import Marks
from kumihan.intake.parts import Part, Split, heading, split, squeeze
from kumihan.intake.placeholder import draw
from kumihan.intake.report import import_report, where
from kumihan.intake.tidy import close_up
from kumihan.messages import tr
from kumihan.model import Chapter


def import_manuscript(
    data: bytes, name: str, write: Callable[[Chapter], str]
) -> tuple[dict[str, bytes | str], tuple[Finding, ...]]:
    """The publication's files by name, and what an editor should look at. `write` gives a chapter's Markdown.

    Raises InputError where the bytes cannot be read or no heading is found.
    """
    record = Record()
    manuscript = read_manuscript(data, name, record)
    regions = split(manuscript.lines)
    if not regions.parts:
        hint = tr("begin each part with a line such as “第1章 題” or “はじめに 題”")
        if manuscript.paragraphs:
            hint = tr(
                "give the heading of each part Word’s style 見出し 1 (Heading 1), or begin it with 第1章 or はじめに"
            )
        raise InputError(
            error("no-parts", tr("no heading of a part was found in {name}", name=name), Place(name), hint)
        )
    draft = make_draft(regions, manuscript, name, record)
    files: dict[str, bytes | str] = {
        f"{number:02}-{chapter.id}.md": write(chapter) for number, chapter in enumerate(draft.chapters)
    }
    # The parts of a Word document may have any length; an editor who wants spreads asks for them.
    files["book.toml"] = book_toml(draft.about, slug_of(name), spreads=not manuscript.paragraphs)
    files |= {item.source: draw(item) for item in draft.placeholders}
    files |= draft.pictures
    files["import-report.md"] = import_report(draft, name, manuscript)
    return files, findings(regions, draft, manuscript, name)


def read_manuscript(data: bytes, name: str, record: Record) -> Manuscript:
    """The manuscript's lines, by the kind of its file. Raises InputError for a kind that cannot be read."""
    if file_kind(data, name) is FileKind.WORD:
        from kumihan.intake.word.document import read_word  # a text needs no reader of Word

        return read_word(data, name, record)
    text, encoding = decode(data, name)
    return Manuscript(read_lines(text, record), encoding, Marks())


def slug_of(name: str) -> str:
    """The manuscript's name as a slug."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\.[^.]*$", "", name).lower()).strip("-") or "publication"


def make_draft(regions: Split, manuscript: Manuscript, name: str, record: Record) -> Draft:
    for entry in regions.contents:
        record.note(Kind.MOVE, entry.line, tr("the contents’ line went into book.toml; the contents are made anew"))
    for line in regions.between:
        record.note(Kind.DROP, line.number, tr("“{text}”, which stands in the contents", text=line.text))
    titles = tuple(entry_title(entry, record) for entry in regions.contents)
    desk = Desk(manuscript, name, record, 1)
    cover, colophon = (tuple(flat(region, desk)) for region in (regions.cover, regions.colophon))
    if manuscript.styled:
        cover, imprint = front(cover)
        colophon = (*imprint, *colophon)
    known = replace(about(cover, colophon, record), contents=titles)
    chapters: list[Chapter] = []
    for part in regions.parts:
        desk.typed_notes = {}
        chapters.append(make_chapter(part, desk))
        if difference(part):
            record.note(Kind.ASK, part.heading.number, difference(part))
    cited = {note.name for chapter in chapters for note in chapter.notes} | desk.told_notes
    for name in manuscript.notes:
        if name not in cited:
            desk.tell_note(name, 0)
    return Draft(known, tuple(chapters), tuple(desk.placeholders), tuple(record.changes), desk.pictures)


def front(cover: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The title and subtitle of a cover whose lines have styles, and the others, which are like those of a colophon."""
    titles = tuple(line for line in cover if line.role is Role.TITLE) or cover[:1]
    subtitles = tuple(line for line in cover if line.role is Role.SUBTITLE)
    title = tuple(replace(line, text="".join(part.text for part in titles)) for line in titles[:1])
    return (*title, *subtitles), tuple(line for line in cover if line not in (*titles, *subtitles))


def flat(region: tuple[Line, ...], desk: Desk) -> Iterator[Line]:
    """The lines of the cover or the colophon as plain text: a table's rows are lines; a picture is put by."""
    for line in region:
        if line.picture:
            source = f"figures/cover-{line.number}{line.picture.ending}"
            desk.pictures[source] = line.picture.data
            message = tr(
                "the picture of the cover or the colophon stands nowhere yet; it was put into {file}", file=source
            )
            desk.record.note(Kind.ASK, line.number, message)
        for text in ("　".join(filter(None, row)) for row in line.table) if line.table else (line.text,):
            if text:
                yield replace(line, text=desk.plain(text, line.number), table=(), picture=None)


def entry_title(entry: ContentsEntry, record: Record) -> str:
    """The title of a contents' line, without its label."""
    known = heading(entry.title)
    return close_up(known[2] if known else entry.title, entry.line, record)


def findings(regions: Split, draft: Draft, manuscript: Manuscript, name: str) -> tuple[Finding, ...]:
    """A warning for each heading that differs from the contents, and for every question of the report."""
    found = [
        warning("contents-headings", difference(part), Place(name, part.heading.number, 1),
                tr("the heading was used; correct the title in the front matter if the contents are right"))
        for part in regions.parts
        if difference(part)
    ]  # fmt: skip
    told = {part.heading.number for part in regions.parts if difference(part)}
    found += [
        warning(
            "import-question",
            question(change, manuscript),
            Place(name, change.line, 1 if change.line else 0),
            tr("decide, and correct the chapter’s file or book.toml"),
        )
        for change in sorted(draft.changes, key=lambda change: change.line)
        if change.kind is Kind.ASK and change.line not in told
    ]
    return tuple(found)


def question(change: Change, manuscript: Manuscript) -> str:
    """What is to be decided; in a Word document, with the words by which the paragraph is found."""
    fact = manuscript.marks.words(change.message)
    return f"{where(change.line, manuscript)}: {fact}" if manuscript.paragraphs else fact


def difference(part: Part) -> str:
    """How the heading differs from the contents' line, or ""."""
    if part.entry is None:
        return ""
    old, new = squeeze(part.entry.title), squeeze(part.heading.text)
    if old == new:
        return ""
    spots = [
        f"“{old[a:b]}” → “{new[c:d]}”"
        for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return tr(
        "the contents (line {line}) and the heading differ: {spots}", line=part.entry.line, spots=", ".join(spots)
    )
