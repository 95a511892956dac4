"""The check page-annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject

ALLOWED = ("PrinterMark", "TrapNet")


@check("page-annotations", rationale="A link or comment within the bleed may be printed (ISO 15930-7, 6.16).")
def page_annotations(subject: Subject) -> Iterator[Remark]:
    """A file that is made to PDF/X has no link and no comment on the page."""
    if not subject.for_press:
        return
    document = subject.document
    counts: Counter[int] = Counter()
    for item in document.navigation.annotations:
        boxes = document.boxes[item.page]
        edge = boxes.bleed or boxes.trim or boxes.media
        counts[item.page] += item.kind not in ALLOWED and not item.box.within(edge).empty
    for page, count in counts.items():
        if count:
            fact = tr("{count} links or comments lie on the page", count=count)
            yield Remark(fact, Place(), tr("they belong to the screen edition only"), page + 1)
