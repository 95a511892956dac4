"""The check kinsoku-on-page."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.jlreq.classes import CharClass, classify
from kumihan.jlreq.kinsoku import ALLOWED
from kumihan.jlreq.tables.separation import NEVER_AT_START
from kumihan.messages import tr
from kumihan.pages.kinsoku_level import Kinsoku
from kumihan.preflight.lines import Line, lines
from kumihan.preflight.passages import TEXT
from kumihan.preflight.reading import Reading, SetLine
from kumihan.preflight.subject import Subject

# What no level of strictness allows (JLREQ 3.1.7, 3.1.8); small kana and ー are a matter of level.
NEVER_FIRST = frozenset({CharClass.CLOSING_BRACKET, CharClass.COMMA, CharClass.FULL_STOP})
NEVER_LAST = frozenset({CharClass.OPENING_BRACKET})
NOTHING: frozenset[CharClass] = frozenset()
# A line lies below another when it is this near (in lines of its size).
BELOW = 2.5


@check("kinsoku-on-page", rationale="A line that begins with 。 or ends with 「 is read wrongly (JLREQ 3.1.7, 3.1.8).")
def kinsoku_on_page(subject: Subject) -> Iterator[Remark]:
    """No line as set begins with what the level of line-break in the styles forbids, and none ends with an opening bracket.

    Where the level is not known (a file by itself, words that are not in the source) only what no level allows is told.
    """
    hint = tr("let the paragraph be composed: see the warnings of the typesetter")
    reading = subject.reading
    kinsoku = subject.publication.kinsoku.get(subject.kind) if subject.publication else None
    first = forbidden(reading, kinsoku) if reading and kinsoku else {}
    pages = reading.pages if reading else tuple(map(lines, subject.document.marks))
    for number, here in enumerate(pages):
        for above, line in zip((None, *here), here, strict=False):
            below = above is not None and follows(above, line)
            if classify(line.text[0]) in first.get(id(line), NEVER_FIRST if below else NOTHING):
                fact = tr("a line begins with {character}: {text}", character=line.text[0], text=line.text)
                yield Remark(fact, place_of(reading, number, line, above), hint, number + 1)
            if above is not None and below and classify(above.text[-1]) in NEVER_LAST:
                fact = tr("a line ends with {character}: {text}", character=above.text[-1], text=above.text)
                yield Remark(fact, place_of(reading, number, line, above), hint, number + 1)


def place_of(reading: Reading | None, page: int, line: Line, above: Line | None) -> Place:
    """The place of a line of a 0-based page, else of the one above it."""
    found = [reading.places.get((page, each)) for each in (line, above) if each] if reading else []
    return next((place for place in found if place), Place())


def forbidden(reading: Reading, kinsoku: Kinsoku) -> dict[int, frozenset[CharClass]]:
    """What may not begin a line, by its `id`, for each that goes on with one before: a column or page may end between them."""
    found = {}
    ends: dict[tuple[int, int], SetLine] = {}
    for item in reading.set_lines:
        before = ends.get((item.passage, item.start))
        ends[item.passage, item.end] = item
        if before and not beside(before, item):
            level = kinsoku.body if reading.passages[item.passage].kind == TEXT else kinsoku.loosest
            found[id(item.line)] = NEVER_AT_START - ALLOWED[level] if level in ALLOWED else NOTHING
    return found


def beside(one: SetLine, two: SetLine) -> bool:
    """Whether two pieces are of one line; the mark of a note parts them."""
    level = abs(one.line.box.bottom - two.line.box.bottom) < one.line.size
    return one.page == two.page and level and two.line.box.left > one.line.box.left


def follows(above: Line, line: Line) -> bool:
    """Whether a line lies directly below another of its size."""
    drop = above.box.bottom - line.box.bottom
    shared = min(above.box.right, line.box.right) - max(above.box.left, line.box.left)
    return abs(above.size - line.size) < 0.1 and line.size < drop < BELOW * line.size and shared > 0
