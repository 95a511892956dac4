"""The check kinsoku-on-page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.jlreq.classes import CharClass, classify
from kumihan.messages import tr
from kumihan.preflight.lines import Line, lines
from kumihan.preflight.subject import Subject

# What no level of strictness allows (JLREQ 3.1.7, 3.1.8); small kana and ー are a matter of level.
NEVER_FIRST = (CharClass.CLOSING_BRACKET, CharClass.COMMA, CharClass.FULL_STOP)
NEVER_LAST = (CharClass.OPENING_BRACKET,)
# A line lies below another when it is this near (in lines of its size).
BELOW = 2.5


@check("kinsoku-on-page", rationale="A line that begins with 。 or ends with 「 is read wrongly (JLREQ 3.1.7, 3.1.8).")
def kinsoku_on_page(subject: Subject) -> Iterator[Remark]:
    """On the pages as set no line begins with a closing bracket, 、 or 。, and none ends with an opening bracket."""
    hint = tr("let the paragraph be composed: see the warnings of the typesetter")
    places = subject.reading.places if subject.reading else {}
    pages = subject.reading.pages if subject.reading else tuple(map(lines, subject.document.marks))
    for number, here in enumerate(pages):
        for above, line in pairwise(here):
            if not follows(above, line):
                continue
            place = places.get((number, line), places.get((number, above), Place()))
            first, last = line.text[0], above.text[-1]
            if classify(first) in NEVER_FIRST:
                fact = tr("a line begins with {character}: {text}", character=first, text=line.text)
                yield Remark(fact, place, hint, number + 1)
            if classify(last) in NEVER_LAST:
                fact = tr("a line ends with {character}: {text}", character=last, text=above.text)
                yield Remark(fact, place, hint, number + 1)


def follows(above: Line, line: Line) -> bool:
    """Whether a line lies directly below another of its size."""
    drop = above.box.bottom - line.box.bottom
    shared = min(above.box.right, line.box.right) - max(above.box.left, line.box.left)
    return abs(above.size - line.size) < 0.1 and line.size < drop < BELOW * line.size and shared > 0
