"""Join the runs of a page into lines as a reader sees them. This module knows nothing of the text's meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from kumihan.preflight.marks import Box, Marks, Run

# Runs belong to one line when their feet are this near, and the gap between them is no wider (both in em).
LEVEL, GAP = 0.3, 1.1
# Smaller text beside a line (ruby, marks of notes) is not of it.
SMALL = 0.7
# A number by itself in type of so many pt at most is a hidden folio (隠しノンブル), which no reader sees.
HIDDEN = 5.2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its box in pt and the size of its first run."""

    text: str
    box: Box
    size: float


def lines(marks: Marks) -> tuple[Line, ...]:
    """The lines of a page in the order in which they were written; ruby and other small text between is left out."""
    found: list[Line] = []
    for run in marks.runs:
        if not run.text.strip() or (run.size <= HIDDEN and run.text.strip().isdecimal()):
            continue
        last = found[-1] if found else None
        if last and run.size < last.size * SMALL and abs(run.box.bottom - last.box.bottom) < 2 * last.size:
            if run.box.left - last.box.right < GAP * last.size:  # the mark of a note takes room in its line
                found[-1] = replace(last, box=last.box._replace(right=max(last.box.right, run.box.right)))
            continue
        if last and goes_on(last, run):
            left, bottom, right, top = last.box
            box = Box(left, min(bottom, run.box.bottom), max(right, run.box.right), max(top, run.box.top))
            found[-1] = Line(last.text + run.text, box, last.size)
        else:
            found.append(Line(run.text, run.box, run.size))
    return tuple(found)


def goes_on(line: Line, run: Run) -> bool:
    level = abs(run.box.bottom - line.box.bottom) < LEVEL * line.size
    return level and -line.size < run.box.left - line.box.right < GAP * line.size


@lru_cache(1 << 14)  # several checks ask the same of the same lines
def squeezed(text: str) -> str:
    """Text without blanks."""
    return "".join(text.split())
