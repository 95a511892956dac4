"""Run the checks of e-books over one. This module reads no disk."""

from __future__ import annotations

from zipfile import BadZipFile

from kumihan.finding import Finding, Place, ProductPage, Severity
from kumihan.messages import tr
from kumihan.preflight.ebook.package import Package
from kumihan.preflight.ebook.register import EBOOK_REGISTER
from kumihan.preflight.ebook.subject import EbookSubject
from kumihan.preflight.publication import Publication


def inspect_ebook(name: str, data: bytes, publication: Publication | None = None) -> tuple[Finding, ...]:
    """What is wrong with an EPUB, in the order of the checks. Without a publication, what needs none is looked at."""
    page = ProductPage(name)
    if not data:
        return (unreadable(page, tr("the file is empty")),)
    try:
        subject = EbookSubject(Package(data), name, publication)
        # Without its package nothing of an e-book is known, and every other check would only say so once more.
        register = EBOOK_REGISTER if subject.package.whole else EBOOK_REGISTER[:1]
        return tuple(
            Finding(check.id, severity, remark.message, remark.place, remark.hint, page)
            for check, severity in register
            for remark in check.find(subject)
        )
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError):
        return (unreadable(page, tr("this is no e-book, or only a part of one")),)


def unreadable(page: ProductPage, fact: str) -> Finding:
    hint = tr("export the file again, or fetch it again if it came over a network")
    return Finding("unreadable-epub", Severity.ERROR, fact, Place(), hint, page)
