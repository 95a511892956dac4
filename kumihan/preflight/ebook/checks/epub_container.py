"""The check epub-container."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.ebook.package import MIMETYPE
from kumihan.preflight.ebook.subject import EbookSubject

# So many names are told.
NAMED = 3
KIND = b"application/epub+zip"


@check("epub-container", rationale="A reader knows an e-book by the first bytes of the file (EPUB 3.3, 4.2 and 4.3).")
def epub_container(subject: EbookSubject) -> Iterator[Remark]:
    """The first file of the archive is mimetype, stored as it is; the container names a package document that is there."""
    package = subject.package
    hint = tr("build the e-book again; the file was changed after that")
    first = package.members[0] if package.members else None
    stored = first is not None and first.filename == MIMETYPE and first.compress_type == zipfile.ZIP_STORED
    if not stored or package.read(MIMETYPE) != KIND or (first and first.extra):
        yield Remark(tr("the archive does not begin with its media type, stored as it is"), Place(), hint)
    if package.damaged:
        fact = tr(
            "{count} files cannot be unpacked: {names}",
            count=len(package.damaged),
            names=", ".join(package.damaged[:NAMED]),
        )
        yield Remark(fact, Place(), tr("export the file again, or fetch it again if it came over a network"))
        return
    if not package.root_file:
        yield Remark(tr("the container names no package document that is there"), Place(), hint)
    elif package.opf is not None and package.root_file in package.faults:
        words = {"file": package.root_file, "reason": package.faults[package.root_file]}
        yield Remark(tr("{file} of the e-book is not well-formed XML: {reason}", **words), Place(), hint)
