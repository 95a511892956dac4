"""The check transparency."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject


@check("transparency", rationale="PDF/X-1a is read by machines that know no transparency (ISO 15930-4, 6.3).")
def transparency(subject: Subject) -> Iterator[Remark]:
    """A file that is made to PDF/X-1a has nothing that lets through what lies beneath."""
    document = subject.document
    if not document.standard.startswith("PDF/X-1"):
        return
    for number, marks in enumerate(document.marks, 1):
        if marks.transparency:
            fact = tr("transparency: {names}", names=", ".join(marks.transparency))
            yield Remark(fact, Place(), tr("build for PDF/X-4, or take out opacity and shadows"), number)
