"""Lay out ruby over its bases: how much the bases are opened, and where every reading stands (JLREQ 3.3). Widths in px or em."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.spacing import BLANK, HALF_EM
from kumihan.jlreq.tables.spacing import space_between


@cache
def overhang(neighbour: C) -> float:
    """How far a reading may reach over the character beside its base, in em of that character.

    One ruby character over kana and marks, nothing over ideographs (JLREQ 3.3.8; `hang` in Table 1, notes 1, 7 and 8).
    """
    beside = (space_between(neighbour, C.SIMPLE_RUBY), space_between(C.SIMPLE_RUBY, neighbour))
    reached = neighbour in BLANK or any(space.over_character for space in beside)
    return HALF_EM if reached else 0.0


def openings(bases: Sequence[float], readings: Sequence[float], before: float, after: float) -> list[float]:
    """The room that each base needs beside its own width, so that the readings of a compound do not touch.

    `bases` and `readings` are widths by run; `before` and `after` is what the readings may reach over the neighbours.
    A reading may reach over the other bases of its compound (JLREQ 3.3.7, F.2); what is still wanting goes to the bases
    whose readings are longer than they are, in proportion (F.3).
    """
    excess = [max(0.0, reading - base) for base, reading in zip(bases, readings, strict=True)]
    over = sum(readings) - sum(bases)
    wanting = over - min(before, over / 2) - min(after, over / 2)
    if over <= 0 or wanting <= 0:
        return [0.0] * len(bases)
    return [wanting * each / sum(excess) for each in excess]


def at_edges(
    bases: Sequence[float], readings: Sequence[float], before: float, after: float
) -> tuple[list[float], list[float]]:
    """What a line that begins with each base leaves free before it, and one that ends with each base after it.

    Beyond the edge of the line there is nothing to reach over (JLREQ 3.3.8): what stands on the line is opened like a
    compound without a neighbour there, and this is what that takes beside the `openings` that it has.
    """
    opened = openings(bases, readings, before, after)
    parts = range(len(bases))
    heads = [sum(openings(bases[part:], readings[part:], 0.0, after)) - sum(opened[part:]) for part in parts]
    feet = [
        sum(openings(bases[:end], readings[:end], before, 0.0)) - sum(opened[:end]) for end in range(1, len(bases) + 1)
    ]
    return [max(0.0, each) for each in heads], [max(0.0, each) for each in feet]


def starts(bases: Sequence[tuple[float, float]], readings: Sequence[float], left: float, right: float) -> list[float]:
    """Where each reading begins: over the middle of its base, moved so far that none touches another.

    `bases` are the left and right of each run; no reading begins before `left` or ends after `right` where it has room.
    """
    placed = [(begin + end - width) / 2 for (begin, end), width in zip(bases, readings, strict=True)]
    limit = left
    for index, width in enumerate(readings):
        placed[index] = limit = max(placed[index], limit)
        limit += width
    limit = right
    for index in reversed(range(len(readings))):
        placed[index] = min(placed[index], limit - readings[index])
        limit = placed[index]
    return placed


def spaced(room: float, advances: Sequence[float], align: str) -> list[float]:
    """Offsets of a reading's characters in the width of its base, which is at least theirs (JLREQ 3.3.6, CSS Ruby 1).

    `space-around` is JIS's: half as much at the ends as between; `space-between` fills from end to end.
    """
    free = max(0.0, room - sum(advances))
    count = len(advances)
    gap = edge = 0.0
    match align:
        case "space-around":
            gap, edge = free / count, free / count / 2
        case "space-between" if count > 1:
            gap = free / (count - 1)
        case "center" | "space-between":
            edge = free / 2
    offsets, pen = [], edge
    for advance in advances:
        offsets.append(pen)
        pen += advance + gap
    return offsets
