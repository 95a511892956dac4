"""The check epub-remote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.ebook.subject import EbookSubject

LINKS = ("a", "area")
IN_STYLES = re.compile(rb"(?:url\(\s*|@import\s+)[\"']?((?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^\"')\s;]+)")


@check("epub-remote", rationale="An e-book is read without a network; most stores refuse what reaches out.")
def epub_remote(subject: EbookSubject) -> Iterator[Remark]:
    """No picture, style, font or script of the e-book lies elsewhere. Links may lead out."""
    package = subject.package
    hint = tr("put the file into the publication and name it by its path")
    for item in package.references:
        if item.outside and item.tag not in LINKS and not item.written.startswith("data:"):
            yield Remark(tr("the e-book loads {address}", address=item.written), subject.place(item.document), hint)
    for sheet in package.items:
        if sheet.kind == "text/css":
            for address in IN_STYLES.findall(package.read(sheet.path)):
                fact = tr("the e-book loads {address}", address=address.decode("utf-8", "replace"))
                yield Remark(fact, subject.place(sheet.path), hint)
