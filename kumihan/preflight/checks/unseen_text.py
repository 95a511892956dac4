"""The check unseen-text."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.marks import Area, Box, Marks, Picture, Run
from kumihan.preflight.subject import Subject

# So much of a line's box beneath something, and it cannot be read.
HIDDEN = 0.6


@check("unseen-text", rationale="Words under a picture or white on white are in the file, and on paper they are not.")
def unseen_text(subject: Subject) -> Iterator[Remark]:
    """No text lies beneath a picture or an area that is painted after it, and none is white on bare paper."""
    for number, marks in enumerate(subject.document.marks, 1):
        painted: tuple[Area | Picture, ...] = (*marks.areas, *marks.pictures)
        over = [item for item in painted if item.solid]
        last = max((item.order for item in over), default=-1)
        white = {colour for colour in {run.colour for run in marks.runs} if colour.white}
        for run in marks.runs:
            if (run.order >= last and run.colour not in white) or not run.text.strip():
                continue
            if any(item.order > run.order and covers(item.box, run.box) for item in over):
                fact = tr("text lies beneath something painted over it: {text}", text=run.text)
            elif run.colour in white and not grounded(run, marks):
                fact = tr("white text stands on bare paper: {text}", text=run.text)
            else:
                continue
            yield Remark(fact, Place(), tr("see position, color and background in the publication's styles"), number)
            break  # what lies beneath one thing is one fault


def covers(box: Box, text: Box) -> bool:
    shared = box.within(text)
    return not shared.empty and shared.width * shared.height > HIDDEN * text.width * text.height


def grounded(run: Run, marks: Marks) -> bool:
    """Whether anything was painted where a line of text stands, before it."""
    grounds: tuple[Area | Picture, ...] = (*marks.areas, *marks.pictures)
    return any(item.order <= run.order and not item.box.within(run.box).empty and coloured(item) for item in grounds)


def coloured(item: Area | Picture) -> bool:
    return isinstance(item, Picture) or not item.colour.white
