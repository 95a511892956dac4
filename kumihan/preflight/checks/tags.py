"""The check tags."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.structure import Element
from kumihan.preflight.subject import Subject


@check("tags", rationale="Who has the page read out hears the tags: without them there is no order (ISO 14289-2).")
def tags(subject: Subject) -> Iterator[Remark]:
    """The screen edition is tagged, all its text stands within tags, and its tables have head cells."""
    document = subject.document
    elements = document.structure
    hint = tr("compare the publication's templates with the project's own")
    if not elements or "/MarkInfo" not in document.pdf.Root or not document.pdf.Root.MarkInfo.get("/Marked", False):
        yield Remark(tr("the file has no tags"), Place(), hint)
        return
    for number, marks in enumerate(document.marks, 1):
        bare = next((run.text for run in marks.runs if not run.tagged and run.text.strip()), "")
        if bare:
            yield Remark(tr("text stands outside all tags: {text}", text=bare), Place(), hint, number)
    headless = sum(not has_head(elements, number) for number, element in enumerate(elements) if element.kind == "Table")
    if headless:
        yield Remark(tr("{count} tables have no head cells", count=headless), Place(), hint)


def has_head(elements: tuple[Element, ...], table: int) -> bool:
    """Whether a head cell stands below the table of this index."""
    for element in elements[table + 1 :]:
        if element.depth <= elements[table].depth:
            return False
        if element.kind == "TH":
            return True
    return False
