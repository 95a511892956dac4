"""The check heading-at-foot."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.passages import HEADING, TEXT
from kumihan.preflight.subject import Subject


@check("heading-at-foot", rationale="A heading is read with what it heads (JLREQ 4.1).")
def heading_at_foot(subject: Subject) -> Iterator[Remark]:
    """The text under a heading begins in the heading's own column."""
    reading = subject.reading
    if reading is None:
        return
    for one, two, parted in reading.neighbours():
        passage = reading.passages[one.passage]
        if parted and passage.kind == HEADING and reading.passages[two.passage].kind == TEXT:
            fact = tr("a heading stands at the foot, away from its text: {text}", text=passage.text)
            yield Remark(fact, passage.place, tr("see break-after: avoid of the headings in styles"), one.page + 1)
