"""Hold what the checks read: one product, what kind it is, and the publication where it is known."""

from __future__ import annotations

from dataclasses import dataclass

from kumihan.config import Config
from kumihan.model import Book
from kumihan.preflight.document import Document
from kumihan.preflight.reading import Reading

PRINT, SCREEN, DIGEST, OTHER = "print", "screen", "digest", "other"


@dataclass(frozen=True, slots=True)
class Subject:
    """`book`, `config` and `reading` are None where the file is checked by itself."""

    document: Document
    kind: str
    book: Book | None = None
    config: Config | None = None
    reading: Reading | None = None

    @property
    def for_press(self) -> bool:
        """Whether the file says that it is made to PDF/X (ISO 15930)."""
        return "GTS_PDFXVersion" in self.document.xmp or bool(self.document.fact("GTS_PDFXVersion"))
