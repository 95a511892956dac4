"""Hold what an import makes: the parts, what was changed on the way, and what an editor must decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kumihan.intake.marks import Marks
from kumihan.model import Author, Chapter


class Role(Enum):
    """What a line or a run of lines is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    PART = "part"
    SECTION = "section"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    QUOTE = "quote"
    TABLE = "table"
    FIGURE = "figure"
    CAPTION = "caption"
    NOTE = "note"
    BYLINE = "byline"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the manuscript holds: its bytes, the ending of its name (".png"), and what it shows.

    `usable` is False for a kind that cannot be printed, or for one that is only named; a placeholder stands in for it.
    """

    data: bytes
    ending: str
    alt: str
    usable: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the manuscript: its 1-based number and its text without blanks at either end.

    `role` is what the author's style says of it, None where its words must tell. `level` is that of a heading
    (3 to 6) or of an item in nested lists (from 0), `start` an item's number, None for a bullet. A table and a picture
    are a line each.
    """

    number: int
    text: str
    role: Role | None = None
    level: int = 0
    start: int | None = None
    table: tuple[tuple[str, ...], ...] = ()
    picture: Picture | None = None

    @property
    def blank(self) -> bool:
        return not (self.text or self.table or self.picture)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript as lines, whatever file it came in; `form` names that for the report.

    `notes` has the bodies of the notes that the file keeps apart, by name. `paragraphs` tells that a line is a
    paragraph of the author's and its number the paragraph's; `styled` that the author's styles say what is a heading.
    `openings` has the first words of the paragraphs, by which one can find them.
    """

    lines: tuple[Line, ...]
    form: str
    marks: Marks
    notes: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    paragraphs: bool = False
    styled: bool = False
    openings: dict[int, str] = field(default_factory=dict)


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
    pictures: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Record:
    """Collects changes while a manuscript is read."""

    changes: list[Change] = field(default_factory=list)

    def note(self, kind: Kind, line: int, message: str) -> None:
        """Record a change; what is said twice running is said once."""
        change = Change(kind, line, message)
        if self.changes[-1:] != [change]:
            self.changes.append(change)


@dataclass(frozen=True, slots=True)
class Byline:
    """脱稿日 (ISO date or "") and authors, read from the end of a part."""

    cutoff: str
    authors: tuple[Author, ...]
    signature: bool
