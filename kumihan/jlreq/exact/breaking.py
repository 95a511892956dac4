"""Choose the lines of a paragraph one after the other, as JLREQ 3.8.1 tells it. This module knows no tables.

A line ends at the last place up to which it fits as it is. If it is then not full, it takes in more where reduction (or
hanging) makes room for that (追い込み); else it is expanded (追い出し).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.exact.boxes import TAB, Box
from kumihan.jlreq.exact.gaps import Context, can_part
from kumihan.jlreq.exact.lines import hang_of, natural_line, shortest
from kumihan.jlreq.exact.request import Request
from kumihan.jlreq.exact.tabs import exhausted
from kumihan.jlreq.exact.warichu import even_end

# Where a formula on a line of its own is parted first: before =, then before + (3.7.4).
FORMULA_ORDER = (C.MATH_SYMBOL, C.MATH_OPERATOR)


def break_lines(boxes: Sequence[Box], request: Request, context: Context) -> Iterator[tuple[int, int]]:
    """The lines as [start, end) of boxes."""
    start = 0
    while start < len(boxes):
        end = line_end(boxes, start, request, context)
        yield start, end
        start = end


def line_end(boxes: Sequence[Box], start: int, request: Request, context: Context) -> int:
    """Where the line that begins at `start` ends."""
    ends = places(boxes, start, request, context)
    fitting, tight = [], []
    for end in ends:
        line = natural_line(boxes[start:end], request, context, start == 0)
        if line.width <= request.extent:
            fitting.append((end, line.width))
        elif shortest(line, context) - hang_of(line, context) <= request.extent:
            tight.append(end)
            break
        elif line.width > 2 * request.extent + line.boxes[-1].body:
            break
    if not fitting:
        return tight[0] if tight else ends[0]
    end, width = fitting[-1]
    full = [place for place, _ in fitting]
    if tight and tight[0] > end and width < request.extent:
        full.append(tight[0])
    return settled(boxes, start, full, request, context)


def settled(boxes: Sequence[Box], start: int, ends: Sequence[int], request: Request, context: Context) -> int:
    """Of the ends that fit, the fullest, unless a formula, a note or the paragraph's last line asks for another."""
    if ends[-1] == len(boxes):
        return ends[-1]
    if context.display:
        for kind in FORMULA_ORDER:
            if found := [end for end in ends if boxes[end].kind is kind]:
                return found[-1]
    left = clusters_from(boxes, ends[-1])
    if 0 < left < request.widow:
        enough = [end for end in ends if clusters_from(boxes, end) >= request.widow]
        return enough[-1] if enough else ends[-1]  # 3.5.4
    return even_end(boxes, start, ends, request)


def clusters_from(boxes: Sequence[Box], start: int) -> int:
    return sum(len(box.clusters) for box in boxes[start:])


def places(boxes: Sequence[Box], start: int, request: Request, context: Context) -> list[int]:
    """Every place where the line may end, in order; it ends at the first that is mandatory, or at a tab with no stop."""
    found: list[int] = []
    for end in range(start + 1, len(boxes)):
        before, after = boxes[end - 1], boxes[end]
        offered = request.breaks.get(after.range[0])
        if offered == "mandatory":
            return [*found, end]
        if after.text == TAB and exhausted(width_before(boxes, start, end, request, context), request.tab_stops):
            return [*found, end]
        if offered and can_part(before, after, context):
            found.append(end)
    return [*found, len(boxes)]


def width_before(boxes: Sequence[Box], start: int, end: int, request: Request, context: Context) -> int:
    return natural_line(boxes[start:end], request, context, start == 0).width
