"""Set one line of boxes: natural spaces, readings, tabs, then reduction, hanging or expansion. It chooses no line ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.exact.adjusting import Give, Grow, expand, reduce
from kumihan.jlreq.exact.boxes import TAB, Box
from kumihan.jlreq.exact.gaps import Context, Part, lead_of, parts_at_end, parts_between, step_of
from kumihan.jlreq.exact.readings import Reading, readings_of
from kumihan.jlreq.exact.request import Request
from kumihan.jlreq.exact.tabs import tab_width
from kumihan.jlreq.exact.warichu import gathered
from kumihan.jlreq.tables.expansion import WORD_SPACES
from kumihan.jlreq.tables.reduction import Owner

HANGING = (C.FULL_STOP, C.COMMA)


@dataclass(frozen=True, slots=True)
class Natural:
    """A line before adjustment: `lead` before its first box, `after` each box the spaces, `opened` what else is there."""

    boxes: tuple[Box, ...]
    lead: int
    after: tuple[tuple[Part, ...], ...]
    opened: tuple[int, ...]
    readings: tuple[Reading, ...]

    def space(self, index: int) -> int:
        return sum(part.width for part in self.after[index]) + self.opened[index]

    @property
    def width(self) -> int:
        return self.lead + sum(box.body + self.space(index) for index, box in enumerate(self.boxes))


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: where each box begins, the extent (hanging apart), and whether it is too long all the same."""

    natural: Natural
    starts: tuple[int, ...]
    extent: int
    overfull: bool


def natural_line(boxes: Sequence[Box], request: Request, context: Context, first: bool) -> Natural:
    """A line with the spaces of Table 1, its readings and its tabs."""
    line = collapsed(gathered(boxes, request, context))
    after = [parts_between(one, two, context) for one, two in pairwise(line)]
    after.append(parts_at_end(line[-1], context))
    indent = request.indent if first else 0
    reach = indent if context.settings["ruby.overhang_indent"] == "permitted" else 0
    readings = tuple(readings_of(line, request.constructs, context.settings, reach))
    lead, opened = max(0, indent + lead_of(line[0], context)), [0] * len(line)
    for reading in readings:
        if reading.first:
            opened[reading.first - 1] += reading.before
        else:
            lead += reading.before
        for index, blank in enumerate(reading.after):
            opened[reading.first + index] += blank
    fill_fields(line, opened, request)
    found = Natural(line, lead, tuple(after), tuple(opened), readings)
    return with_tabs(found, request)


def collapsed(line: Sequence[Box]) -> tuple[Box, ...]:
    """Word spaces at a line's edges have no width (3.2.2)."""
    inked = [index for index, box in enumerate(line) if box.kind is not C.WORD_SPACE or box.text == TAB]
    first, last = (inked[0], inked[-1]) if inked else (len(line), -1)
    return tuple(box if first <= index <= last else replace(box, body=0) for index, box in enumerate(line))


def fill_fields(line: Sequence[Box], opened: list[int], request: Request) -> None:
    """Jidori: draw characters apart until they fill their field (3.7.3)."""
    for construct in request.constructs:
        members = [index for index, box in enumerate(line) if box.field == construct.index]
        if construct.kind != "jidori" or not members:
            continue
        free = construct.cells * line[members[0]].em - sum(line[index].body for index in members)
        for index, blank in zip(members[:-1] or members, shares(max(0, free), len(members)), strict=False):
            opened[index] += blank


def shares(free: int, count: int) -> list[int]:
    places = max(1, count - 1)
    return [free // places + (index < free % places) for index in range(places)]


def with_tabs(line: Natural, request: Request) -> Natural:
    """The line with the width of its tabs, each from where it begins."""
    boxes, position = list(line.boxes), line.lead
    for index, box in enumerate(boxes):
        if box.text == TAB:
            widths = [each.body + line.space(index + 1 + number) for number, each in enumerate(boxes[index + 1 :])]
            width = tab_width(position, boxes[index + 1 :], widths, box.body, request.tab_stops)
            boxes[index] = box = replace(box, body=width)
        position += box.body + line.space(index)
    return replace(line, boxes=tuple(boxes))


def gives_of(line: Natural) -> list[Give]:
    """Everything on a line that may shrink."""
    found = []
    for index, (box, parts) in enumerate(zip(line.boxes, line.after, strict=True)):
        if box.kind is C.WORD_SPACE and box.text != TAB:
            found.append(Give(index, box.body, Owner.WORD_SPACE, box.em))
        found += [Give(index, part.width, part.owner, part.em) for part in parts if part.owner]
    return found


def grows_of(line: Natural, context: Context) -> list[Grow]:
    """Every place of a line that may grow; those after a tab only, for what is before it stands at a stop."""
    found = []
    first = max((index + 1 for index, box in enumerate(line.boxes) if box.text == TAB), default=0)
    for index in range(first, len(line.boxes) - 1):
        box, after = line.boxes[index], line.boxes[index + 1]
        if box.kind is C.WORD_SPACE and box.body:
            found.append(Grow(index, WORD_SPACES, box.body, box.em))
        if (step := step_of(box, after, context)) and box.body and after.body:
            found.append(Grow(index, step, sum(part.width for part in line.after[index]), box.em))
    return found


def shortest(line: Natural, context: Context) -> int:
    """How short a line can be made."""
    table = context.settings["adjustment.reduction_table"]
    return line.width + sum(reduce(gives_of(line), line.width, table, len(line.boxes)))


def hang_of(line: Natural, context: Context) -> int:
    """How far the last mark may stand outside the measure (3.8.2)."""
    hangs = context.settings["adjustment.hanging_punctuation"] == "hanging" and line.boxes[-1].kind in HANGING
    return line.boxes[-1].body if hangs else 0


def set_line(line: Natural, request: Request, context: Context, final: bool) -> Line:
    """The line with its adjustment: reduced where too long, then hanging, or expanded where it is to be full."""
    table, count = context.settings["adjustment.reduction_table"], len(line.boxes)
    change = [0] * count
    if line.width > request.extent:
        change = reduce(gives_of(line), line.width - request.extent, table, count)
    wanting = request.extent - line.width - sum(change)
    if wanting > 0 and request.alignment == "justify" and not final:
        change = [one + two for one, two in zip(change, expand(grows_of(line, context), wanting, count), strict=True)]
    starts, position = [], line.lead
    for index, box in enumerate(line.boxes):
        starts.append(position)
        position += box.body + line.space(index) + change[index]
    over = position - request.extent
    hung = 0 < over <= hang_of(line, context)
    return Line(line, tuple(starts), request.extent if hung else position, over > 0 and not hung)
