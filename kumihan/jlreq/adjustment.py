"""Set one line: give every cluster its advance, so that the line is flush (JLREQ 3.8.3 reduction, 3.8.4 expansion)."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add, sub
from typing import NamedTuple

from kumihan.jlreq.breaking import TOO_LITTLE, Fit
from kumihan.jlreq.paragraph import Paragraph


class Line(NamedTuple):
    """A set line: clusters [start, end), of which those up to `last` are printed.

    `advances` are from each cluster's glyph origin to the next one's; `shift` moves the first glyph, whose blank before
    the ink is given up at the line's start (JLREQ 3.1.5), or which leaves room for its reading. `ragged` tells that the line could not be filled, `hyphen` that
    a hyphen follows the last cluster; `hang` is how far the last mark stands outside the measure.
    """

    start: int
    end: int
    last: int
    advances: tuple[float, ...]
    shift: float
    ragged: bool
    hyphen: bool = False
    hang: float = 0.0


def set_line(paragraph: Paragraph, line: Fit) -> Line:
    """The advances of one line; its last cluster ends with its ink."""
    start, last = line.start, max(paragraph.last[line.end], line.start)
    gaps = list(paragraph.natural[start:last])
    final = line.end == len(paragraph.clusters)
    ragged = False
    if line.slack < 0:
        reduce(paragraph, start, gaps, -line.slack)
    elif line.slack > 0 and paragraph.style.justify and not final:
        ragged = not expand(paragraph, start, gaps, line.slack)
    lead = paragraph.lead
    inks = list(map(add, lead[start : last + 1], paragraph.body[start : last + 1]))
    advances = [*map(sub, map(add, inks, gaps), lead[start + 1 : last + 1]), inks[-1]]
    shift = paragraph.head[start] - lead[start]
    advances[0] += shift
    hyphen = line.end in paragraph.hyphens
    return Line(start, line.end, last, tuple(advances), shift, ragged, hyphen, line.hang)


def reduce(paragraph: Paragraph, start: int, gaps: list[float], need: float) -> None:
    """Take `need` from the gaps, stage by stage, in proportion to what each can give."""
    stop = start + len(gaps)
    for room in paragraph.shrinks:
        need -= spread(gaps, room[start:stop], -need)
    if need > TOO_LITTLE:
        spread(gaps, paragraph.tighter[start:stop], -need)


def expand(paragraph: Paragraph, start: int, gaps: list[float], need: float) -> bool:
    """Give `need` to the gaps, stage by stage; False (and nothing given) when letters would stand too far apart."""
    widened, stop = list(gaps), start + len(gaps)
    for room in paragraph.stretches:
        need -= spread(widened, room[start:stop], need)
    need -= spread(widened, paragraph.later[start:stop], need)
    if need > TOO_LITTLE:
        return False
    gaps[:] = widened
    return True


def spread(gaps: list[float], room: Sequence[float], need: float) -> float:
    """Widen (or, for a negative `need`, narrow) the gaps within their room; the width that was placed, positive."""
    total = sum(room)
    if total <= 0 or abs(need) < TOO_LITTLE:
        return 0.0
    used = min(total, abs(need))
    sign = 1 if need > 0 else -1
    for index, each in enumerate(room):
        gaps[index] += sign * each * used / total
    return used
