"""Gather the index (索引) from the marks in the text: entries in rows, each with the ids of its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from kumihan.model import Book, Inline, Span, plain
from kumihan.pages.matter.reading import order, row_of
from kumihan.pages.matter.rewriting import rewrite_chapter


@dataclass(frozen=True, slots=True)
class Entry:
    """`places` are ids in the order of the text."""

    words: str
    reading: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The entries under one heading, あ行 …"""

    name: str
    entries: tuple[Entry, ...]


def mark_index(book: Book, landed: Mapping[str, int]) -> tuple[Book, tuple[Row, ...]]:
    """The book with an id at each mark, and its index.

    `landed` says on which page an id stands, once that is known: an entry then names a page once.
    """
    places: dict[tuple[str, str], list[str]] = {}
    count = 0

    def change(node: Inline) -> tuple[Inline, ...]:
        nonlocal count
        if not isinstance(node, Span) or not node.index:
            return (node,)
        count += 1
        name = node.id or f"index-{count}"
        places.setdefault(entry_of(node), []).append(name)
        return (replace(node, id=name),)

    chapters = tuple(rewrite_chapter(chapter, change) for chapter in book.chapters)
    entries = [Entry(words, reading, once(found, landed)) for (words, reading), found in places.items()]
    entries.sort(key=lambda entry: (order(entry.reading), entry.words))
    rows = groupby(entries, key=lambda entry: row_of(entry.reading))
    return Book(chapters), tuple(Row(name, tuple(group)) for name, group in rows)


def entry_of(node: Span) -> tuple[str, str]:
    """The words and reading of a mark: with a reading of its own `index` gives the words, else the words marked are."""
    return (node.index, node.reading) if node.reading else (plain(node.children), node.index)


def once(places: list[str], landed: Mapping[str, int]) -> tuple[str, ...]:
    """The first of the places on each page; all where their pages are not known."""
    return tuple({landed.get(place, place): place for place in reversed(places)}.values())[::-1]
