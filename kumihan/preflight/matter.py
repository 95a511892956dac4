"""List the words of cover, contents, lists, index and colophon, and where they should stand. No page is read here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kumihan.config import Config
from kumihan.finding import Place
from kumihan.pages.matter.lists import make_lists
from kumihan.preflight.lines import squeezed
from kumihan.preflight.publication import Publication

COVER, HALF_TITLE, CONTENTS, COLOPHON = "cover", "half-title", "contents", "colophon"
FIGURES, ABBREVIATIONS, INDEX = "figure-list", "abbreviations", "index"
# What stands before the parts and behind them in this order, and the words by which its first page is known.
FRONT = ((HALF_TITLE, ""), (CONTENTS, "目次"), (FIGURES, "図一覧"), (ABBREVIATIONS, "略語一覧"))
BACK = ((INDEX, "索引"), (COLOPHON, "発行日"))


@dataclass(frozen=True, slots=True)
class Said:
    """Words without blanks and their place in the source, as far as it is known; `template` has them."""

    text: str
    place: Place
    template: str


def matter(publication: Publication) -> Iterator[Said]:
    """What the project's own templates say; a template that the publication has of its own says what it likes."""
    for said in (*of_the_title(publication), *of_the_contents(publication), *of_the_lists(publication)):
        if said.text and f"print/{said.template}.html.j2" not in publication.own:
            yield said


def of_the_title(publication: Publication) -> Iterator[Said]:
    """Cover, half-title and colophon: what book.toml says."""
    config = publication.config
    for key in ("title", "edition", "subtitle", "issuer"):
        words = getattr(config, key)
        yield said(publication, words, COVER, key)
        yield said(publication, words, COLOPHON, key)
        if config.matter.half_title and key in ("title", "edition"):
            yield said(publication, words, HALF_TITLE, key)
    for key in ("isbn", "url", "rights"):
        yield said(publication, getattr(config, key), COLOPHON, key)
    yield said(publication, day(config), COLOPHON, "issued" if config.issued else "date")
    for line in config.colophon.lines:
        yield said(publication, line, COLOPHON, "colophon", "lines")


def said(publication: Publication, words: str, template: str, *key: str) -> Said:
    return Said(squeezed(words), publication.place(words, *key), template)


def day(config: Config) -> str:
    """The day of issue as the colophon says it."""
    return config.issued or f"{config.date.year}年{config.date.month}月{config.date.day}日"


def of_the_contents(publication: Publication) -> Iterator[Said]:
    """The label and title of every part, and its authors where they are not named at its end."""
    for chapter in publication.book.chapters:
        authors = [] if chapter.signature else [author.name for author in chapter.authors]
        for words in (chapter.label, chapter.title, *authors):
            yield Said(squeezed(words), chapter.place, CONTENTS)


def of_the_lists(publication: Publication) -> Iterator[Said]:
    """What the lists name that book.toml asks for."""
    _, lists = make_lists(publication.book, publication.config)
    for figure in lists.figures:
        for words in (figure.caption, figure.credit):
            yield Said(squeezed(words), figure.place, FIGURES)
    for item in lists.abbreviations:
        for words in (item.short, item.name):
            yield Said(squeezed(words), Place(), ABBREVIATIONS)
    for row in lists.index:
        for entry in row.entries:
            yield Said(squeezed(entry.words), Place(), INDEX)
