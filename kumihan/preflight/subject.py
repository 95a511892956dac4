"""Hold what the checks read: one product, what kind it is, and the publication where it is known."""

from __future__ import annotations

from dataclasses import dataclass

from kumihan.config import Config
from kumihan.model import Book
from kumihan.preflight.document import Document
from kumihan.preflight.publication import Publication
from kumihan.preflight.reading import Reading

PRINT, SCREEN, DIGEST, OTHER = "print", "screen", "digest", "other"


@dataclass(frozen=True, slots=True)
class Subject:
    """`publication` and `reading` are None where the file is checked by itself."""

    document: Document
    kind: str
    publication: Publication | None = None
    reading: Reading | None = None

    @property
    def book(self) -> Book | None:
        return self.publication.book if self.publication else None

    @property
    def config(self) -> Config | None:
        return self.publication.config if self.publication else None

    @property
    def says_press(self) -> bool:
        """Whether the file says that it is made to PDF/X (ISO 15930)."""
        return bool(self.document.standard)

    @property
    def for_press(self) -> bool:
        """Whether the file is to be one of PDF/X: it says so, or it is the print edition."""
        return self.kind == PRINT or self.says_press
