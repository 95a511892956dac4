"""The check press-file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.document import Document
from kumihan.preflight.subject import PRINT, Subject

# What the metadata of PDF/X-4 say (ISO 15930-7, 6.7).
SAID = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass")  # fmt: skip


@check(
    "press-file", rationale="A printer's software refuses a file that is another than it says, or that acts by itself."
)
def press_file(subject: Subject) -> Iterator[Remark]:
    """The print edition is made to PDF/X; such a file is of the standard's version, says so throughout, and holds no more.

    No password, no scripts, actions, forms or files within, no hidden layer; saddle-stitched, a multiple of 4 pages.
    """
    document = subject.document
    hint = tr("build the print edition again; the file was changed after that")
    if subject.kind == PRINT and not subject.says_press:
        yield Remark(tr("the file does not say that it is made to PDF/X"), Place(), hint)
    if not subject.for_press:
        return
    most = "1.4" if document.standard.startswith("PDF/X-1") else "1.6"
    if document.pdf.pdf_version > most:
        words = {"version": document.pdf.pdf_version, "standard": document.standard or "PDF/X-4", "most": most}
        yield Remark(tr("the file is PDF {version}; {standard} goes up to {most}", **words), Place(), hint)
    if document.standard.startswith("PDF/X-4") and (absent := [name for name in SAID if name not in document.xmp]):
        yield Remark(tr("the metadata do not say {names}", names=", ".join(absent)), Place(), hint)
    if document.pdf.is_encrypted:
        yield Remark(tr("a printer's file must not be encrypted"), Place(), hint)
    for thing in within(document):
        yield Remark(tr("the file holds {thing}", thing=thing), Place(), hint)
    for layer in document.hidden_layers:
        fact = tr("the layer “{name}” is hidden: nobody knows whether it is to be printed", name=layer)
        yield Remark(fact, Place(), tr("show it or take it out, and export the file again"))
    count = len(document.pages)
    if subject.kind == PRINT and subject.config and subject.config.print.binding == "saddle" and count % 4:
        yield Remark(
            tr("the book has {count} pages; saddle-stitched it takes a multiple of 4", count=count), Place(), hint
        )
    for number, page in enumerate(document.pages, 1):
        if "/AA" in page:
            yield Remark(tr("the page acts when it is opened"), Place(), hint, number)


def within(document: Document) -> Iterator[str]:
    """What a file for print has no use for."""
    root: Any = document.pdf.Root
    names: Any = root.get("/Names", {})
    if "/JavaScript" in names or "/AA" in root or document.acts_when_opened:
        yield tr("a script or an action")
    if "/EmbeddedFiles" in names:
        yield tr("attached files")
    if len(root.get("/AcroForm", {}).get("/Fields", ())):
        yield tr("a form to fill in")
