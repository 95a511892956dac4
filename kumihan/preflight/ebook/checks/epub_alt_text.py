"""The check epub-alt-text."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.ebook.package import XHTML
from kumihan.preflight.ebook.subject import EbookSubject

PRESENTATION = ("presentation", "none")


@check("epub-alt-text", rationale="Who does not see a picture has only its words (EPUB Accessibility 1.1).")
def epub_alt_text(subject: EbookSubject) -> Iterator[Remark]:
    """Every picture has an alternative text. An empty one is told here only where no publication is known."""
    hint = tr("write it: ![…](…)")
    for path, root in subject.package.documents.items():
        pictures = [node for node in root.iter(f"{XHTML}img") if node.get("role") not in PRESENTATION]
        # The publication's own figures without words are told where they stand in the source (alt-text).
        bare = [node for node in pictures if node.get("alt") is None or not (subject.publication or node.get("alt"))]
        if bare:
            fact = tr("{count} pictures of {file} have no alternative text", count=len(bare), file=path)
            yield Remark(fact, subject.place(path), hint)
