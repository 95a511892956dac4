"""The check unreadable-text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject

# The replacement character, private use, and radicals that stand in for characters of the same look.
UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\u2e80-\u2fdf\U000f0000-\U0010fffd]")


@check(
    "unreadable-text", rationale="Text that says something else than it shows cannot be searched, copied or read out."
)
def unreadable_text(subject: Subject) -> Iterator[Remark]:
    """Every glyph on a page says a character of text."""
    for number, marks in enumerate(subject.document.marks, 1):
        text = "".join(run.text for run in marks.runs if not run.missing)
        if found := UNREADABLE.search(text):
            fact = tr("a glyph says U+{code:04X}, which is no character of text", code=ord(found[0]))
            yield Remark(fact, Place(), tr("take another font for it"), number)
