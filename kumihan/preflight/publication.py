"""Hold what products are held against: the publication as read. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kumihan.config import FILE, Config, line_of
from kumihan.finding import Place
from kumihan.model import Book, Target
from kumihan.pages.kinsoku_level import Kinsoku


@dataclass(frozen=True, slots=True)
class Publication:
    """`about` is the text of book.toml; `kinsoku` are the levels by edition; `own` names the templates that it has of its own."""

    book: Book
    config: Config
    targets: Mapping[str, Target]
    about: str = ""
    kinsoku: Mapping[str, Kinsoku] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def place(self, words: str, *key: str) -> Place:
        """Where book.toml says these words under a key."""
        start = line_of(list(key), self.about)
        for number, line in enumerate(self.about.split("\n"), 1):
            if number >= start > 0 and words in line:
                return Place(FILE, number)
        return Place(FILE, start)
