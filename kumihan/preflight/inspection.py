"""下版検査: run the checks that are meant for a product over it. This module reads no disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pikepdf

from kumihan.config import Config
from kumihan.finding import Finding, Place, ProductPage, Severity
from kumihan.messages import tr
from kumihan.model import Book, Target
from kumihan.preflight.document import Document
from kumihan.preflight.ebook.inspection import inspect_ebook
from kumihan.preflight.ebook.subject import Publication
from kumihan.preflight.reading import Reading
from kumihan.preflight.register import REGISTER, Entry
from kumihan.preflight.subject import DIGEST, OTHER, PRINT, SCREEN, Subject

# What reading a thing of another kind than ISO 32000-2 asks for comes to: a number that is a name, a list too short.
BROKEN = (TypeError, ValueError, KeyError, IndexError, AttributeError, RuntimeError)


def inspect(
    name: str,
    data: bytes,
    book: Book | None = None,
    config: Config | None = None,
    targets: Mapping[str, Target] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """What is wrong with a PDF or EPUB, in the order of the checks. Without a publication, those that need none are run."""
    if name.lower().endswith(".epub"):
        return inspect_ebook(name, data, Publication(book, config, targets) if book and config else None)
    try:
        document = Document(data)
        reading = Reading(document, book, targets) if book else None
        subject = Subject(document, kind_of(name) if config else OTHER, book, config, reading)
        return tuple(dict.fromkeys(finding for entry in REGISTER for finding in looked_at(entry, name, subject)))
    except pikepdf.PdfError as reason:
        fact = tr("this is no PDF that can be read: {reason}", reason=str(reason).split("\n")[0])
        return (unreadable(name, fact),)


def unreadable(name: str, fact: str) -> Finding:
    return Finding("unreadable-pdf", Severity.ERROR, fact, Place(), tr("export the file again"), ProductPage(name))


def looked_at(entry: Entry, name: str, subject: Subject) -> tuple[Finding, ...]:
    """What one check finds; an error where the file holds something else than the standard has in that place."""
    try:
        return tuple(found_by(entry, name, subject))
    except BROKEN as reason:
        fact = tr("the file holds what no PDF has in that place: {reason}", reason=str(reason).split("\n")[0])
        return (unreadable(name, fact),)


def kind_of(name: str) -> str:
    """Which product a file of the publication is, by its name."""
    ending = name.removesuffix(".pdf").rpartition("-")[2]
    return ending if ending in (PRINT, SCREEN, DIGEST) else OTHER


def found_by(entry: Entry, name: str, subject: Subject) -> Iterator[Finding]:
    """What one check finds, with the page's folio and the severity that the register gives."""
    check, kinds, severity = entry
    if subject.kind not in kinds:
        return
    for remark in check.find(subject):
        folio = subject.document.folios[remark.page - 1] if remark.page else ""
        page = ProductPage(name, remark.page, folio)
        yield Finding(check.id, severity, remark.message, remark.place, remark.hint, page)
