"""Choose the lines of a paragraph together, so that no line pays for its neighbour (total fit, JLREQ 3.8.1)."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from math import inf
from operator import attrgetter
from typing import NamedTuple

from kumihan.jlreq.paragraph import Paragraph, parting_places

# What using a whole stage of shrinking costs; stretching costs by how far letters are drawn apart.
# The last one, of colons and middle dots in display type, is the lesser evil against one more line (phrases.LINE).
SHRINK_COST = (0.3, 0.5, 0.8, 5.0)
AUTOSPACE_COST = 0.3
# Commas and brackets closer than a quarter em look like a misprint: as bad as letters .095 em apart, all solid .13 em.
TIGHT_COST, SOLID_COST = 10.0, 10.0
# Letters that stand this far apart (em) cost as much as a wholly used stage.
TOLERABLE = 0.03
# What sums of lengths may be off by.
TOO_LITTLE = 1e-6
# A gap beyond this (em) is worse than a ragged line.
WIDEST = 0.25
LATE = 100.0
# So much that no sum of other costs outweighs it; each em that is wanting costs as much as another ragged line.
RAGGED = 10_000.0
SHORT_END = 6.0
SHORTEST_END = 2
# So many ems that a line is short of cost as much as a wholly used stage; between balanced lines, which are titles, a
# comma or colon weighs more than some ems.
RAG, BALANCED_RAG = 20, 35
# A last line of fewer ems than this, and than this share of the measure, looks lost (text-wrap: pretty, balance).
LOST_END, LOST_SHARE, LOST = 4.0, 1 / 3, 2.0


class Fit(NamedTuple):
    """A line [start, end): its cost, the width that is wanting (over, when negative), and how far its last mark hangs."""

    start: int
    end: int
    cost: float
    slack: float
    hang: float = 0.0


def fit(paragraph: Paragraph, start: int, end: int, measure: float) -> Fit:
    """How well the clusters [start, end) fill a line; cost inf when they are too wide."""
    last = max(paragraph.last[end], start)
    width = paragraph.width[last] - paragraph.width[start] + paragraph.body[last]
    slack = measure - width - paragraph.head[start] - paragraph.tail[end]
    if paragraph.style.hang == "none":
        return weigh(paragraph, start, end, last, slack)
    hang = paragraph.hanging(last)
    if hang and paragraph.style.hang == "force-end":
        return weigh(paragraph, start, end, last, slack + hang, hang)
    found = weigh(paragraph, start, end, last, slack)
    if hang and slack < 0:
        outside = weigh(paragraph, start, end, last, slack + hang, hang)
        return min(found, outside, key=lambda each: each.cost)
    return found


def weigh(paragraph: Paragraph, start: int, end: int, last: int, slack: float, hang: float = 0.0) -> Fit:
    """The cost of a line with this much slack."""
    penalty = paragraph.penalty[end]
    if slack < 0:
        return Fit(start, end, penalty + shrink_cost(paragraph, start, last, -slack), slack, hang)
    if end == len(paragraph.clusters):
        return Fit(start, end, end_cost(paragraph, start, last, slack), slack, hang)
    if not paragraph.style.justify:
        return Fit(start, end, penalty + rag_cost(paragraph, start, slack), slack, hang)
    return Fit(start, end, penalty + stretch_cost(paragraph, start, last, slack), slack, hang)


def rag_cost(paragraph: Paragraph, start: int, slack: float) -> float:
    """What it costs that so much of a line that need not be flush is empty."""
    tolerable = BALANCED_RAG if paragraph.style.wrap == "balance" else RAG
    return (slack / paragraph.clusters[start].em / tolerable) ** 2


def end_cost(paragraph: Paragraph, start: int, last: int, slack: float) -> float:
    """The cost of a last line; nobody wants it full but who wants all lines alike (text-wrap: balance)."""
    if start == 0:
        return 0.0
    cost = SHORT_END if len(paragraph.clusters) - start <= SHORTEST_END else 0.0
    if paragraph.style.justify or paragraph.style.wrap not in ("balance", "pretty"):
        return cost
    width = paragraph.width[last] - paragraph.width[start] + paragraph.body[last]
    if width < min(LOST_END * paragraph.clusters[start].em, LOST_SHARE * (width + slack)) - TOO_LITTLE:
        cost += LOST
    return cost + rag_cost(paragraph, start, slack) if paragraph.style.wrap == "balance" else cost


def shrink_cost(paragraph: Paragraph, start: int, last: int, need: float) -> float:
    cost = 0.0
    for sums, weight in zip(paragraph.shrink, SHRINK_COST, strict=False):
        room = sums[last] - sums[start]
        if room > 0 and need > 0:
            used = min(room, need)
            cost += weight * (used / room) ** 2
            need -= used
    if need < TOO_LITTLE:
        return cost
    room = paragraph.tight[last] - paragraph.tight[start]
    return cost + TIGHT_COST + SOLID_COST * (need / room) ** 2 if room and need < room + TOO_LITTLE else inf


def stretch_cost(paragraph: Paragraph, start: int, last: int, need: float) -> float:
    room = paragraph.stretch[0][last] - paragraph.stretch[0][start]
    cost, wanting = 0.0, need
    if room > 0:
        used = min(room, need)
        cost += AUTOSPACE_COST * (used / room) ** 2
        need -= used
    if need < TOO_LITTLE:
        return cost
    room = paragraph.stretch[1][last] - paragraph.stretch[1][start]
    apart = need / room * WIDEST if room > 0 else inf
    if apart < WIDEST + TOO_LITTLE:
        return cost + (apart / TOLERABLE) ** 2
    need -= room
    late = paragraph.late[last] - paragraph.late[start]
    if late and need < late + TOO_LITTLE:
        return LATE + need / late
    return RAGGED * (1 + wanting / paragraph.clusters[start].em)


def break_lines(paragraph: Paragraph, start: int, first: float, rest: float) -> dict[int, Fit]:
    """The lines from cluster `start` to the end, by their first cluster; `first` and `rest` are the measures."""
    while True:
        best = search(paragraph, start, first, rest)
        count = len(paragraph.clusters)
        if count in best:
            lines = {}
            end = count
            while end != start:
                chosen = best[end][1]
                assert chosen is not None
                lines[chosen.start] = chosen
                end = chosen.start
            return lines
        stuck = max(best)
        part_word(paragraph, stuck, first if stuck == start else rest)


def search(paragraph: Paragraph, start: int, first: float, rest: float) -> dict[int, tuple[float, Fit | None]]:
    """The cheapest way to every line end that can be reached."""
    ends = [index for index in range(start + 1, len(paragraph.clusters) + 1) if paragraph.breaks[index]]
    best: dict[int, tuple[float, Fit | None]] = {start: (0.0, None)}
    lines = Lines(paragraph, start, ends, first, rest)
    bound = line_by_line(lines)
    if paragraph.style.justify and bound >= RAGGED:
        lines = Lines(paragraph, start, ends, first, rest, ragged=True)
    for begin in (start, *ends):
        # No cost is negative, so a way that already costs more than a whole one is not gone to its end.
        if begin not in best or begin == len(paragraph.clusters) or best[begin][0] > bound:
            continue
        so_far = best[begin][0]
        for line in lines[begin]:
            total = so_far + line.cost
            if line.end not in best or total < best[line.end][0]:
                best[line.end] = (total, line)
    return best


class Lines(dict[int, list[Fit]]):
    """The lines worth weighing, by the cluster that they begin with; each is weighed once."""

    def __init__(
        self, paragraph: Paragraph, start: int, ends: list[int], first: float, rest: float, ragged: bool = False
    ) -> None:
        super().__init__()
        self.paragraph, self.start, self.ends, self.first, self.rest = paragraph, start, ends, first, rest
        self.ragged = ragged

    def __missing__(self, begin: int) -> list[Fit]:
        measure = self.first if begin == self.start else self.rest
        found = self[begin] = candidates(self.paragraph, begin, self.ends, measure, self.ragged)
        return found


def line_by_line(lines: Lines) -> float:
    """What the lines cost when each is chosen without a look at the next; inf when that does not come to the end."""
    cost, begin = 0.0, lines.start
    while begin != len(lines.paragraph.clusters):
        if not lines[begin]:
            return inf
        line = min(lines[begin], key=attrgetter("cost"))
        cost, begin = cost + line.cost, line.end
    return cost


def candidates(paragraph: Paragraph, begin: int, ends: list[int], measure: float, ragged: bool) -> list[Fit]:
    """The lines worth weighing from here: those that can be flush, or the fullest there is; with `ragged` all others too.

    A shorter line leaves other beginnings to those that follow, which pays only where some line cannot be flush.
    """
    width, shrinkable = paragraph.width, paragraph.shrinkable
    position = near = bisect_left(ends, begin + 1)
    if not ragged and not paragraph.style.chosen:
        near = max(position, bisect_left(ends, nearly_full(paragraph, begin, measure)))
    found: list[Fit] = []
    for end in islice(ends, near, None):
        last = max(paragraph.last[end], begin)
        if width[last] - width[begin] - (shrinkable[last] - shrinkable[begin]) > measure + TOO_LITTLE:
            break
        line = fit(paragraph, begin, end, measure)
        if line.cost < inf:
            found.append(line)
    if found:
        return found
    for end in reversed(ends[position:near]):
        line = fit(paragraph, begin, end, measure)
        if line.cost < inf:
            return [line]
    return []


def nearly_full(paragraph: Paragraph, begin: int, measure: float) -> int:
    """A place before which no line from here ends that can be flush; in unjustified text, four fifths of the measure."""
    if not paragraph.style.justify:
        return bisect_left(paragraph.width, paragraph.width[begin] + 0.8 * measure)
    # Hyphens and the room of readings at the edges are in no sum; together they are no wider than an em.
    return bisect_left(paragraph.reach, paragraph.reach[begin] + measure - paragraph.clusters[begin].em)


def part_word(paragraph: Paragraph, stuck: int, measure: float) -> None:
    """Let a word that is longer than the line end be parted where the line is full."""
    ends = (index for index in range(stuck + 1, len(paragraph.breaks)) if paragraph.breaks[index])
    stop = next(ends, len(paragraph.clusters))
    places = parting_places(paragraph.clusters, stuck, stop)
    fitting = [place for place in places if paragraph.width[place] - paragraph.width[stuck] <= measure]
    chosen = fitting[-1] if fitting else stuck + 1
    if paragraph.breaks[chosen] and chosen < len(paragraph.clusters):
        chosen = stuck + 1
    if paragraph.breaks[chosen]:
        # Not even one cluster fits, or not with a hyphen or its reading: it stands alone and runs over.
        paragraph.body[stuck] = min(paragraph.body[stuck], measure)
        paragraph.head[stuck] = paragraph.tail[chosen] = 0.0
        paragraph.sums()
        return
    paragraph.part(chosen)
