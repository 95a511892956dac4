"""The check output-intent."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject


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
    if document.fact("Trapped") not in ("/True", "/False") and "pdf:Trapped" not in document.xmp:
        yield Remark(tr("the file does not say whether it is trapped"), Place(), hint)
    if "/ID" not in document.pdf.trailer:
        yield Remark(tr("the file has no id"), Place(), hint)
    if not document.fact("CreationDate") or not document.fact("ModDate"):
        yield Remark(tr("the file does not say when it was made"), Place(), hint)
