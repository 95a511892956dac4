"""The check stranded-line."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.passages import TEXT
from kumihan.preflight.subject import Subject


@check("stranded-line", rationale="A single line at the foot or head of a column is read as if it belonged to nothing.")
def stranded_line(subject: Subject) -> Iterator[Remark]:
    """No paragraph leaves its first line alone at the foot of a column, or its last line alone at the head of one."""
    reading = subject.reading
    if reading is None:
        return
    hint = tr("change the wording by a line, or let a figure grow or shrink")
    for one, two, parted in reading.neighbours():
        passage = reading.passages[two.passage]
        if not parted or one.passage != two.passage or passage.kind != TEXT:
            continue
        if one.start == 0:
            fact = tr("the first line of a paragraph stands alone at the foot: {text}", text=one.line.text)
            yield Remark(fact, passage.place, hint, one.page + 1)
        if reading.is_last(two):
            fact = tr("the last line of a paragraph stands alone at the head: {text}", text=two.line.text)
            yield Remark(fact, passage.place, hint, two.page + 1)
