"""The check page-contents."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject


@check("page-contents", rationale="What a page asks for and does not find is not printed, and no program says so.")
def page_contents(subject: Subject) -> Iterator[Remark]:
    """Everything that a page asks for is in the file: fonts, pictures, states; what it paints can be followed to its end."""
    hint = tr("build or export the file again; it was damaged or changed after that")
    for number, marks in enumerate(subject.document.marks, 1):
        yield from (Remark(fact, Place(), hint, number) for fact in marks.faults)
