"""The check broken-link."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.ebook.subject import EbookSubject


@check("broken-link", rationale="A reader who follows a link and arrives nowhere loses the page as well.")
def broken_link(subject: EbookSubject) -> Iterator[Remark]:
    """Every link, picture and style that a document of the e-book names within it is there."""
    package = subject.package
    hint = tr("compare the publication's templates/epub with the project's own")
    for item in package.references:
        known = package.ids.get(item.path)
        if item.outside or (item.path in package.names and (not item.id or known is None or item.id in known)):
            continue
        yield Remark(tr("the link “{href}” leads nowhere", href=item.written), subject.place(item.document), hint)
