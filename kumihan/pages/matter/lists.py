"""Make ready the optional matter that book.toml asks for, and tell what it asks for in vain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kumihan.config import FILE, Config, line_of
from kumihan.figures import figures_of
from kumihan.finding import Finding, Place, warning
from kumihan.messages import tr
from kumihan.model import Book, Figure
from kumihan.pages.matter.abbreviations import Abbreviation, mark_abbreviations
from kumihan.pages.matter.index import Row, mark_index

NOWHERE: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Lists:
    """What the templates print; a list that is not asked for is empty."""

    half_title: bool
    figures: tuple[Figure, ...]
    abbreviations: tuple[Abbreviation, ...]
    index: tuple[Row, ...]

    @property
    def repeated(self) -> bool:
        """Whether an entry of the index has several places, which may turn out to be on one page."""
        return any(len(entry.places) > 1 for row in self.index for entry in row.entries)


def make_lists(book: Book, config: Config, landed: Mapping[str, int] = NOWHERE) -> tuple[Book, Lists]:
    """The book with an id at each place that a list names, and the lists; `landed` gives the pages of ids once known."""
    wanted = config.matter
    figures = tuple(figure for figure in figures_of(book) if figure.caption) if wanted.figures else ()
    book, abbreviations = mark_abbreviations(book) if wanted.abbreviations else (book, ())
    book, index = mark_index(book, landed) if wanted.index else (book, ())
    return book, Lists(wanted.half_title, figures, abbreviations, index)


def check_lists(book: Book, config: Config, text: str) -> tuple[Finding, ...]:
    """A warning for each list that book.toml asks for and the text has nothing for; `text` is book.toml."""
    lists = make_lists(book, config)[1]
    hint = tr("docs/guide/matter.md says where it comes from; or set it to false")
    return tuple(
        warning("empty-matter", tr("“{name}” is asked for, but the text has nothing for it", name=name), place, hint)
        for name in ("figures", "abbreviations", "index")
        if getattr(config.matter, name) and not getattr(lists, name)
        for place in (Place(FILE, line_of(["matter", name], text)),)
    )
