"""The check epub-manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.ebook.package import MIMETYPE
from kumihan.preflight.ebook.subject import EbookSubject


@check("epub-manifest", rationale="A file that the manifest does not name is not loaded (EPUB 3.3, 5.6 and 5.7).")
def epub_manifest(subject: EbookSubject) -> Iterator[Remark]:
    """Every file is in the manifest and every item of it is there once; the spine names documents, one is the contents."""
    package = subject.package
    hint = tr("look at what made the file")
    counts = Counter(item.path for item in package.items)
    ids = {item.id for item in package.items}
    listed = {MIMETYPE, package.root_file, *counts}
    loose = [name for name in sorted(package.names - listed) if not name.startswith("META-INF/") and name[-1] != "/"]
    faults = [
        *(tr("{file} is not in the manifest", file=name) for name in loose),
        *(tr("{file} is not in the archive", file=path) for path in counts if path not in package.names),
        *(tr("{file} is in the manifest twice", file=path) for path, count in counts.items() if count > 1),
        *(
            tr("the spine names {id}, which is not in the manifest", id=name)
            for name in package.spine
            if name not in ids
        ),
    ]
    if package.navigation[1] is None:
        faults.append(tr("the e-book has no contents that can be read"))
    faults += [
        tr("{file} of the e-book is not well-formed XML: {reason}", file=path, reason=reason)
        for path, reason in package.faults.items()
    ]
    yield from (Remark(fact, Place(), hint) for fact in faults)
