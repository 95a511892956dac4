"""下版検査: run the checks that are meant for a product over it. This module reads no disk."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from kumihan.finding import Finding, Place, ProductPage, Severity
from kumihan.messages import tr
from kumihan.preflight.document import BROKEN, Document, not_as_written, words
from kumihan.preflight.publication import Publication
from kumihan.preflight.reading import Reading
from kumihan.preflight.register import REGISTER, Entry
from kumihan.preflight.subject import DIGEST, OTHER, PRINT, SCREEN, Subject

# The first bytes of a PDF stand within so many of a file (ISO 32000-2, annex I).
BEGINNING = 1024


def inspect(name: str, data: bytes, publication: Publication | None = None) -> tuple[Finding, ...]:
    """What is wrong with a PDF or EPUB, in the order of the checks. Without a publication, those that need none are run."""
    if name.lower().endswith(".epub"):
        from kumihan.preflight.ebook.inspection import inspect_ebook

        return inspect_ebook(name, data, publication)
    if b"%PDF-" not in data[:BEGINNING]:
        fact = tr("this is no PDF") if data else tr("the file is empty")
        return (unreadable(name, fact, tr("name a PDF or EPUB, or export it again")),)
    try:
        document = Document(data)
        reading = Reading(document, publication.book, publication.targets) if publication else None
        subject = Subject(document, kind_of(name) if publication else OTHER, publication, reading)
        return tuple(dict.fromkeys(finding for entry in REGISTER for finding in looked_at(entry, name, subject)))
    except pikepdf.PasswordError:
        return (unreadable(name, tr("the file opens only with a password"), tr("save it without one")),)
    except pikepdf.PdfError as reason:
        hint = tr("export the file again, or fetch it again if it came over a network")
        return (unreadable(name, tr("this PDF is damaged or cut short: {reason}", reason=words(reason)), hint),)


def unreadable(name: str, fact: str, hint: str) -> Finding:
    return Finding("unreadable-pdf", Severity.ERROR, fact, Place(), hint, ProductPage(name))


def looked_at(entry: Entry, name: str, subject: Subject) -> tuple[Finding, ...]:
    """What one check finds; an error where the file holds something else than the standard has in that place."""
    try:
        return tuple(found_by(entry, name, subject))
    except BROKEN as reason:
        return (unreadable(name, not_as_written(reason), tr("export the file again")),)


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
