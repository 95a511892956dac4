"""Understand a manuscript: bytes in, a draft and its files out. Nothing is written here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import replace

from kumihan.errors import InputError
from kumihan.finding import Finding, Place, error, warning
from kumihan.intake.about import about, book_toml
from kumihan.intake.chapters import make_chapter
from kumihan.intake.decode import decode, read_lines
from kumihan.intake.draft import ContentsEntry, Draft, Kind, Placeholder, Record
from kumihan.intake.parts import Part, Split, heading, split, squeeze
from kumihan.intake.placeholder import draw
from kumihan.intake.report import import_report
from kumihan.intake.tidy import close_up
from kumihan.messages import tr
from kumihan.model import Chapter


def import_manuscript(
    data: bytes, name: str, write: Callable[[Chapter], str]
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The publication's files by name, and what an editor should look at. `write` gives a chapter's Markdown.

    Raises InputError where the bytes cannot be read or no heading is found.
    """
    text, encoding = decode(data, name)
    record = Record()
    regions = split(read_lines(text, record))
    if not regions.parts:
        hint = tr("begin each part with a line such as “第1章 題” or “はじめに 題”")
        raise InputError(
            error("no-parts", tr("no heading of a part was found in {name}", name=name), Place(name), hint)
        )
    draft = make_draft(regions, name, record)
    files = {f"{number:02}-{chapter.id}.md": write(chapter) for number, chapter in enumerate(draft.chapters)}
    files["book.toml"] = book_toml(draft.about, slug_of(name))
    files |= {item.source: draw(item) for item in draft.placeholders}
    files["import-report.md"] = import_report(draft, name, encoding)
    return files, findings(regions, draft, name)


def slug_of(name: str) -> str:
    """The manuscript's name as a slug."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\.[^.]*$", "", name).lower()).strip("-") or "publication"


def make_draft(regions: Split, name: str, record: Record) -> Draft:
    for entry in regions.contents:
        record.note(Kind.MOVE, entry.line, tr("the contents’ line went into book.toml; the contents are made anew"))
    titles = tuple(entry_title(entry, record) for entry in regions.contents)
    known = replace(about(regions.cover, regions.colophon, record), contents=titles)
    chapters: list[Chapter] = []
    placeholders: list[Placeholder] = []
    for part in regions.parts:
        chapter, wanted = make_chapter(part, name, len(placeholders) + 1, record)
        chapters.append(chapter)
        placeholders += wanted
        if difference(part):
            record.note(Kind.ASK, part.heading.number, difference(part))
    return Draft(known, tuple(chapters), tuple(placeholders), tuple(record.changes))


def entry_title(entry: ContentsEntry, record: Record) -> str:
    """The title of a contents' line, without its label."""
    known = heading(entry.title)
    return close_up(known[2] if known else entry.title, entry.line, record)


def findings(regions: Split, draft: Draft, name: str) -> tuple[Finding, ...]:
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
            "import-question", change.message, Place(name, change.line, 1), tr("decide, and correct the chapter’s file")
        )
        for change in sorted(draft.changes, key=lambda change: change.line)
        if change.kind is Kind.ASK and change.line not in told
    ]
    return tuple(found)


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
