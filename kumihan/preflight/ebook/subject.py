"""Hold what the checks of e-books read: the file, and the publication where it is known."""

from __future__ import annotations

from dataclasses import dataclass

from kumihan.finding import Place
from kumihan.model import Book
from kumihan.pages.store import DEFAULT, STORES, Store
from kumihan.preflight.ebook.package import Package
from kumihan.preflight.publication import Publication

SAMPLE = "-sample"


@dataclass(frozen=True, slots=True)
class EbookSubject:
    """`publication` is None where the file is checked by itself."""

    package: Package
    name: str
    publication: Publication | None = None

    @property
    def store(self) -> Store:
        """Where the file is going, by its name: SLUG-kobo.epub."""
        ending = self.name.removesuffix(".epub").removesuffix(SAMPLE).rpartition("-")[2]
        return STORES.get(ending, DEFAULT)

    @property
    def is_sample(self) -> bool:
        return self.name.removesuffix(".epub").endswith(SAMPLE)

    @property
    def book(self) -> Book:
        """The parts that the file is to have."""
        if self.publication is None:
            return Book(())
        chapters = self.publication.book.chapters
        return Book(chapters[: self.publication.config.sample] if self.is_sample else chapters)

    def place(self, document: str) -> Place:
        """The chapter's file that a document was made of, where one is."""
        ids = self.package.ids.get(document, {})
        return next((chapter.place for chapter in self.book.chapters if chapter.id in ids), Place())
