"""Hold a digest as it goes into every product: its head, its parts, and the sentences of each. It sets no page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from kumihan.config import Config
from kumihan.digest.choice import DigestItem
from kumihan.digest.wording import Wording, wording
from kumihan.model import Author, Book, Chapter


@dataclass(frozen=True, slots=True)
class Entry:
    """One recommendation as shown: `sentences` stand one after the other in the source; a hole has none."""

    item: DigestItem
    name: str
    label: str
    sentences: tuple[str, ...]

    @property
    def hole(self) -> bool:
        return self.item.text is None

    @property
    def text(self) -> str:
        return "".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading; `more` counts the recommendations that have no room."""

    id: str
    label: str
    title: str
    authors: str
    pages: str
    entries: tuple[Entry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """The whole digest. `thesis` is the publication's own sentence, or its subtitle."""

    title: str
    edition: str
    thesis: str
    issuer: str
    issued: str
    url: str
    parts: tuple[Part, ...]
    words: Wording

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for part in self.parts for entry in part.entries)


def digest_of(items: tuple[DigestItem, ...], book: Book, config: Config, span: Callable[[str], str]) -> Digest:
    """The digest with the key sentence of every recommendation, by chapter; `span` gives a chapter's pages in print."""
    held = ((chapter, tuple(item for item in items if item.chapter == chapter.id)) for chapter in book.chapters)
    parts = tuple(part_of(chapter, own, span(chapter.id)) for chapter, own in held if own)
    words = wording("ja")
    return Digest(
        config.title, config.edition, config.thesis or config.subtitle, config.issuer, issued(config), config.url, parts, words,
    )  # fmt: skip


def part_of(chapter: Chapter, items: tuple[DigestItem, ...], pages: str) -> Part:
    entries = tuple(
        Entry(item, f"{chapter.id}-d{number}", item.label, (item.text,) if item.text else ())
        for number, item in enumerate(items, 1)
    )
    return Part(chapter.id, chapter.label, chapter.title, named(chapter.authors), pages, entries)


def named(authors: tuple[Author, ...]) -> str:
    """The authors' names with their roles, as they are printed."""
    return "、".join(f"{author.role}　{author.name}" if author.role else author.name for author in authors)


def issued(config: Config) -> str:
    """The day of issue as it is printed."""
    return config.issued or f"{config.date.year}年{config.date.month}月{config.date.day}日"


def at_levels(digest: Digest, levels: Mapping[str, int]) -> Digest:
    """The digest with each entry at its level: 0 is left out, 1 its label, 2 the key sentence, 3 and more further ones.

    An entry that is not named stays as it is.
    """
    return replace(digest, parts=tuple(part_at(part, levels) for part in digest.parts))


def part_at(part: Part, levels: Mapping[str, int]) -> Part:
    kept = tuple(
        entry_at(entry, levels[entry.name]) if entry.name in levels else entry
        for entry in part.entries
        if levels.get(entry.name, 2)
    )
    return replace(part, entries=kept, more=part.more + len(part.entries) - len(kept))


def entry_at(entry: Entry, level: int) -> Entry:
    """The entry at a level from 1; a hole has no levels."""
    said = (entry.item.text or "", *entry.item.further)
    return entry if entry.hole else replace(entry, sentences=said[: level - 1])
