"""The check text-beyond-trim."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.places import is_table, place_of_text
from kumihan.preflight.subject import Subject


@check("text-beyond-trim", rationale="What lies beyond the trim is cut off with the paper's edge.")
def text_beyond_trim(subject: Subject) -> Iterator[Remark]:
    """No text that begins on the page runs over its edge. Text wholly in the slug is the printer's."""
    document = subject.document
    for number, marks in enumerate(document.marks, 1):
        trim = document.trim(number - 1)
        for run in marks.runs:
            if not run.text.strip() or run.box.within(trim).empty:
                continue
            box = run.box
            over = max(trim.left - box.left, box.right - trim.right, trim.bottom - box.bottom, box.top - trim.top)
            if over > run.size / 2:
                fact = tr("“{text}” runs {over:.0f} pt over the edge of the page", text=run.text, over=over)
                place = place_of_text(subject, number - 1, box)
                hint = tr("shorten it, or let it break: overflow-wrap: anywhere")
                if is_table(subject, place):
                    hint = tr("give the table fewer columns, or shorter words in them")
                yield Remark(fact, place, hint, number)
