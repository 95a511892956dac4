"""Hold what an import makes: the parts, what was changed on the way, and what an editor must decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kumihan.model import Author, Chapter


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the manuscript: its 1-based number and its text without blanks at either end."""

    number: int
    text: str


class Kind(Enum):
    """What was done to the manuscript, or what is left to decide."""

    JOIN = "join"
    DROP = "drop"
    WIDTH = "width"
    MOVE = "move"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Change:
    """One repair, or one question, at a line of the manuscript."""

    kind: Kind
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the manuscript's contents; `page` as printed there."""

    line: int
    title: str
    page: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A picture that the manuscript does not hold: `source` stands in for it, `wanted` is the file to put there."""

    source: str
    wanted: str
    line: int
    caption: str


@dataclass(frozen=True, slots=True)
class About:
    """What the cover and the colophon say of the publication."""

    title: str
    subtitle: str = ""
    issuer: str = ""
    date: str = ""
    issued: str = ""
    url: str = ""
    colophon: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A manuscript understood: metadata, parts in order, and the record of what was done."""

    about: About
    chapters: tuple[Chapter, ...]
    placeholders: tuple[Placeholder, ...]
    changes: tuple[Change, ...]


@dataclass
class Record:
    """Collects changes while a manuscript is read."""

    changes: list[Change] = field(default_factory=list)

    def note(self, kind: Kind, line: int, message: str) -> None:
        self.changes.append(Change(kind, line, message))


@dataclass(frozen=True, slots=True)
class Byline:
    """脱稿日 (ISO date or "") and authors, read from the end of a part."""

    cutoff: str
    authors: tuple[Author, ...]
    signature: bool
