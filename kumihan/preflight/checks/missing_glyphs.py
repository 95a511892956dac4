"""The check missing-glyphs."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject


@check("missing-glyphs", rationale="A character without a glyph is printed as a box (豆腐).")
def missing_glyphs(subject: Subject) -> Iterator[Remark]:
    """No glyph on a page is .notdef."""
    for number, marks in enumerate(subject.document.marks, 1):
        runs = [run for run in marks.runs if run.missing]
        if runs:
            count = sum(run.missing for run in runs)
            fact = tr("{count} characters have no glyph, in “{text}”", count=count, text=runs[0].text)
            yield Remark(fact, Place(), tr("install a font that has it, or write the character otherwise"), number)
