"""List the checks of e-books in the order in which they are told, and how grave what each finds is."""

from __future__ import annotations

from kumihan.checks import Check
from kumihan.finding import Severity
from kumihan.preflight.ebook.checks.broken_link import broken_link
from kumihan.preflight.ebook.checks.epub_alt_text import epub_alt_text
from kumihan.preflight.ebook.checks.epub_container import epub_container
from kumihan.preflight.ebook.checks.epub_contents import epub_contents
from kumihan.preflight.ebook.checks.epub_language import epub_language
from kumihan.preflight.ebook.checks.epub_manifest import epub_manifest
from kumihan.preflight.ebook.checks.epub_metadata import epub_metadata
from kumihan.preflight.ebook.checks.epub_remote import epub_remote
from kumihan.preflight.ebook.checks.epub_store import epub_store
from kumihan.preflight.ebook.checks.epub_text import epub_text
from kumihan.preflight.ebook.subject import EbookSubject

EBOOK_REGISTER: tuple[tuple[Check[EbookSubject], Severity], ...] = (
    (epub_container, Severity.ERROR),
    (epub_manifest, Severity.ERROR),
    (broken_link, Severity.ERROR),
    (epub_remote, Severity.ERROR),
    (epub_contents, Severity.ERROR),
    (epub_text, Severity.ERROR),
    (epub_language, Severity.ERROR),
    (epub_metadata, Severity.ERROR),
    (epub_alt_text, Severity.ERROR),
    (epub_store, Severity.WARNING),
)
