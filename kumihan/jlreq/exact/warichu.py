"""Warichu, a note in two rows within a line (JLREQ 3.4): which part stands in which row and on which line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.exact.boxes import Box, joined
from kumihan.jlreq.exact.gaps import Context, can_part
from kumihan.jlreq.exact.request import Construct, Request


def gathered(boxes: Sequence[Box], request: Request, context: Context) -> tuple[Box, ...]:
    """The boxes of a line with each part of a note made one box of two rows."""
    out: list[Box] = []
    for construct, members in groupby(boxes, lambda box: note_of(box, request)):
        if construct is None:
            out += members
            continue
        note = tuple(members)
        rows = rows_of(note, request, context)
        em = request.size.inline
        depth = max(request.size.block, sum(max(box.depth for box in row) for row in rows))
        width = max(width_of(row) for row in rows)
        out.append(joined(note, C.IDEOGRAPHIC, em, width, depth, "warichu", rows))
    return tuple(out)


def note_of(box: Box, request: Request) -> Construct | None:
    """The warichu in which a box stands, brackets apart."""
    return None if box.note is None else request.constructs[box.note]


def rows_of(note: tuple[Box, ...], request: Request, context: Context) -> tuple[tuple[Box, ...], ...]:
    """A note's part on one line in two rows, as even as its breaks allow, the first not the shorter (3.4.2)."""
    places = [
        place
        for place in range(1, len(note))
        if note[place].range[0] in request.breaks and can_part(note[place - 1], note[place], context)
    ]
    longest = {place: max(width_of(note[:place]), width_of(note[place:])) for place in places}
    fair = [place for place in places if width_of(note[:place]) >= width_of(note[place:])] or places
    if not fair:
        return (collapsed(note),)
    place = min(fair, key=lambda each: (longest[each], each))
    return collapsed(note[:place]), collapsed(note[place:])


def width_of(row: Sequence[Box]) -> int:
    return sum(box.body for box in collapsed(row))


def collapsed(row: Sequence[Box]) -> tuple[Box, ...]:
    """A row without the width of word spaces at its edges (3.2.2, Appendix B note 13)."""
    inked = [index for index, box in enumerate(row) if box.kind is not C.WORD_SPACE]
    first, last = (inked[0], inked[-1]) if inked else (len(row), -1)
    return tuple(box if first <= index <= last else replace(box, body=0) for index, box in enumerate(row))


def even_end(boxes: Sequence[Box], start: int, ends: Sequence[int], request: Request) -> int:
    """Of the ends of a line, the one that parts a note evenly over the lines that it needs (3.4.3).

    `ends` are in order, and the last is the fullest. Unless it lies within a note that begins on this line, it stays.
    """
    fullest = ends[-1]
    note = note_of(boxes[fullest - 1], request)
    if note is None or fullest >= len(boxes) or note_of(boxes[fullest], request) is not note:
        return fullest
    members = [index for index, box in enumerate(boxes) if note_of(box, request) is note]
    if members[0] < start:
        return fullest
    here, whole = fullest - members[0], len(members)
    lines = -(-whole // max(1, here))
    share = -(-whole // lines)
    within = [end for end in ends if end > members[0]]
    return min(within, key=lambda end: (abs(end - members[0] - share), end))
