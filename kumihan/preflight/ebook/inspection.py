"""Run the checks of e-books over one. This module reads no disk."""

from __future__ import annotations

from zipfile import BadZipFile

from kumihan.finding import Finding, Place, ProductPage, Severity
from kumihan.messages import tr
from kumihan.preflight.ebook.package import Package
from kumihan.preflight.ebook.register import EBOOK_REGISTER
from kumihan.preflight.ebook.subject import EbookSubject, Publication


def inspect_ebook(name: str, data: bytes, publication: Publication | None = None) -> tuple[Finding, ...]:
    """What is wrong with an EPUB, in the order of the checks. Without a publication, what needs none is looked at."""
    page = ProductPage(name)
    try:
        subject = EbookSubject(Package(data), name, publication)
        return tuple(
            Finding(check.id, severity, remark.message, remark.place, remark.hint, page)
            for check, severity in EBOOK_REGISTER
            for remark in check.find(subject)
        )
    except (BadZipFile, NotImplementedError, RuntimeError) as reason:  # damaged, of an unknown kind, encrypted
        fact = tr("this is no e-book that can be read: {reason}", reason=str(reason))
        return (Finding("unreadable-epub", Severity.ERROR, fact, Place(), tr("export the file again"), page),)
