"""Set one line: give every cluster its advance, so that the line is flush (JLREQ 3.8.3 reduction, 3.8.4 expansion)."""

from __future__ import annotations

from dataclasses import dataclass

from kumihan.jlreq.breaking import Fit
from kumihan.jlreq.paragraph import SHRINK_STAGES, STRETCH_STAGES, Paragraph

TOO_LITTLE = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: clusters [start, end), of which those up to `last` are printed.

    `advances` are from each cluster's glyph origin to the next one's; `shift` moves the first glyph, whose blank before
    the ink is given up at the line's start (JLREQ 3.1.5). `ragged` tells that the line could not be filled, `hyphen` that
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
    gaps = [paragraph.gaps[index].natural * paragraph.clusters[index].em for index in range(start, last)]
    final = line.end == len(paragraph.clusters)
    ragged = False
    if line.slack < 0:
        reduce(paragraph, start, gaps, -line.slack)
    elif line.slack > 0 and paragraph.style.justify and not final:
        ragged = not expand(paragraph, start, gaps, line.slack)
    body, lead = paragraph.body, paragraph.lead
    advances = []
    for offset, space in enumerate(gaps):
        index = start + offset
        advances.append(lead[index] + body[index] + space - lead[index + 1])
    advances.append(lead[last] + body[last])
    advances[0] -= lead[start]
    hyphen = paragraph.tail[line.end] > 0
    return Line(start, line.end, last, tuple(advances), -lead[start], ragged, hyphen, line.hang)


def reduce(paragraph: Paragraph, start: int, gaps: list[float], need: float) -> None:
    """Take `need` from the gaps, stage by stage, in proportion to what each can give."""
    for stage in range(SHRINK_STAGES):
        room = [
            paragraph.gaps[index].shrink * paragraph.clusters[index].em
            if paragraph.gaps[index].shrink_stage == stage
            else 0.0
            for index in range(start, start + len(gaps))
        ]
        need -= spread(gaps, room, -need)
    if need > TOO_LITTLE:
        indexes = range(start, start + len(gaps))
        spread(gaps, [paragraph.gaps[index].tight * paragraph.clusters[index].em for index in indexes], -need)


def expand(paragraph: Paragraph, start: int, gaps: list[float], need: float) -> bool:
    """Give `need` to the gaps, stage by stage; False (and nothing given) when letters would stand too far apart."""
    widened = list(gaps)
    for stage in range(STRETCH_STAGES):
        room = [
            paragraph.gaps[index].stretch * paragraph.clusters[index].em
            if paragraph.gaps[index].stretch_stage == stage
            else 0.0
            for index in range(start, start + len(gaps))
        ]
        need -= spread(widened, room, need)
    late = range(start, start + len(gaps))
    need -= spread(widened, [paragraph.gaps[index].late * paragraph.clusters[index].em for index in late], need)
    if need > TOO_LITTLE:
        return False
    gaps[:] = widened
    return True


def spread(gaps: list[float], room: list[float], need: float) -> float:
    """Widen (or, for a negative `need`, narrow) the gaps within their room; the width that was placed, positive."""
    total = sum(room)
    if total <= 0 or abs(need) < TOO_LITTLE:
        return 0.0
    used = min(total, abs(need))
    sign = 1 if need > 0 else -1
    for index, each in enumerate(room):
        gaps[index] += sign * each * used / total
    return used
