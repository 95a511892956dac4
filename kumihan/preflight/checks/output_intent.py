"""The check output-intent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.document import Document
from kumihan.preflight.subject import Subject

# The inks of a profile's space.
INKS_OF = {b"CMYK": 4, b"GRAY": 1, b"RGB": 3}


@check(
    "output-intent",
    rationale="The printer must know for which press and paper the inks were chosen (ISO 15930-7, 6.2).",
)
def output_intent(subject: Subject) -> Iterator[Remark]:
    """A file that is made to PDF/X names one printing condition, says whether it is trapped, and has an id and dates."""
    document = subject.document
    if not subject.for_press:
        return
    hint = tr("build the print edition again; the file was changed after that")
    intents = [item for item in document.pdf.Root.get("/OutputIntents", ()) if item.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1 or not str(intents[0].get("/OutputConditionIdentifier", "")):
        yield Remark(tr("the file does not name one printing condition"), Place(), hint)
    elif fault := profile_fault(document, intents[0]):
        yield Remark(fault, Place(), hint)
    if document.fact("Trapped") not in ("/True", "/False") and "pdf:Trapped" not in document.xmp:
        yield Remark(tr("the file does not say whether it is trapped"), Place(), hint)
    if "/ID" not in document.pdf.trailer:
        yield Remark(tr("the file has no id"), Place(), hint)
    if not document.fact("CreationDate") or not document.fact("ModDate"):
        yield Remark(tr("the file does not say when it was made"), Place(), hint)


def profile_fault(document: Document, intent: Any) -> str:
    """What is wrong with the profile of a printing condition (ICC.1, 7.2); "" where it is that of a press."""
    profile = intent.get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream):
        needed = document.standard == "PDF/X-4"  # other kinds may name a registered condition alone
        return tr("the file does not hold the profile of its printing condition") if needed else ""
    head = bytes(profile.get_stream_buffer())[:40]
    kind, space, sign = head[12:16], head[16:20].strip(), head[36:40]
    if sign != b"acsp":
        return tr("the profile of the printing condition cannot be read")
    if kind != b"prtr" or int(profile.get("/N", 0)) != INKS_OF.get(space, -1):
        return tr("the profile of the printing condition is not that of a press")
    return ""
