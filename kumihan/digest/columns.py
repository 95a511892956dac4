"""Share the digest's lines between two columns so that both end at the foot of the page. It sets no type."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

# The width in pt between the page's margins, and the least room between the columns in em.
MEASURE = 527.0
LEAST_GAP = 2.0
# The rule and room above a heading, and the room below it, in pt. styles/digest.css has the same.
HEAD_ABOVE = 4.0
HEAD_BELOW = 1.5
# The small line above a part's title, as a share of a line.
EYEBROW = 0.95
# The room above an entry and above a part, as shares of the leading; they shrink and grow together.
ENTRY_GAP = 0.3
PART_GAP = 0.85
LEAST, MOST = 0.5, 3.0
# Leading by type size, most generous first; above COMMON it needs gaps of at least their own size.
PITCHES = (1.75, 1.7, 1.65, 1.6, 1.55, 1.5)
COMMON = 1.6
# What a turn within a part costs, against uneven gaps.
TURN = 0.5


@dataclass(frozen=True, slots=True)
class Slab:
    """A heading or an entry with the number of its lines; the small line above a title counts as EYEBROW."""

    name: str
    head: bool
    lines: float


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in one column: lines, pt that never change, and how many gaps there are of each kind."""

    lines: float
    fixed: float
    entries: int
    parts: int

    def gaps(self, leading: float) -> float:
        """The gaps in pt at their own size."""
        return leading * (self.entries * ENTRY_GAP + self.parts * PART_GAP)

    def factor(self, leading: float, height: float) -> float:
        """How many times their own size the gaps may be; without gaps, whether the lines have room (MOST) or not (0)."""
        slack, gaps = height - self.lines * leading - self.fixed, self.gaps(leading)
        return slack / gaps if gaps else MOST if slack >= 0 else 0.0

    def end(self, leading: float, factor: float) -> float:
        """Where the column ends, in pt from its top."""
        return self.lines * leading + self.fixed + factor * self.gaps(leading)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the page is set, in pt. `turn` names what begins the second column; "" where the text turns by itself."""

    size: float
    leading: float
    turn: str
    again: bool
    factors: tuple[float, float]
    fills: tuple[float, ...]
    columns: int = 2

    @property
    def flows(self) -> bool:
        return not self.turn

    @property
    def measure(self) -> float:
        """The width of a line in pt."""
        return characters(self.size, self.columns) * self.size


def characters(size: float, columns: int) -> int:
    """The characters of a line: whole ones, so that lines are flush."""
    return int((MEASURE / size - LEAST_GAP * (columns - 1)) / columns)


def column_of(slabs: tuple[Slab, ...], again: bool = False) -> Column:
    """The slabs as a column; `again` adds the line that says which part goes on."""
    heads = [slab.head or (again and index == 0) for index, slab in enumerate(slabs)]
    parts = sum(slab.head for slab in slabs[1:])
    entries = sum(
        not slab.head and not slabs[index].head for index, slab in enumerate(slabs[1:])
    )  # an entry below a heading has no gap of its own
    fixed = sum(heads) * (HEAD_ABOVE + HEAD_BELOW)
    return Column(sum(slab.lines for slab in slabs) + again * EYEBROW, fixed, entries, parts)


def share(slabs: tuple[Slab, ...], size: float, height: float) -> Setting | None:
    """The best way to set the slabs in two columns of this height; None where they do not fit."""
    if column_of(slabs).lines * PITCHES[-1] * size > 2 * height:
        return None
    found = [setting for setting in turned(slabs, size, height)]
    best = min(found, key=unevenness, default=None)
    if best is None or min(best.fills) < 0.92:
        return flowing(slabs, size, height) or best
    return best


def alone(slabs: tuple[Slab, ...], size: float, height: float) -> Setting | None:
    """The slabs in one column as wide as the page; None where they do not fit."""
    column, leading = column_of(slabs), round(PITCHES[0] * size, 2)
    factor = min(column.factor(leading, height), MOST)
    if factor < 1:
        return None
    return Setting(size, leading, "", False, (factor, factor), (column.end(leading, factor) / height,), 1)


def turned(slabs: tuple[Slab, ...], size: float, height: float) -> Iterator[Setting]:
    """Every way to turn between two slabs, never after a heading."""
    for index in range(1, len(slabs)):
        if slabs[index - 1].head:
            continue
        again = not slabs[index].head
        both = column_of(slabs[:index]), column_of(slabs[index:], again)
        for pitch in PITCHES:
            leading = round(pitch * size, 2)
            factors = [column.factor(leading, height) for column in both]
            if min(factors) >= (1.0 if pitch > COMMON else LEAST):
                kept = min(factors[0], MOST), min(factors[1], MOST)
                ends = [column.end(leading, factor) / height for column, factor in zip(both, kept, strict=True)]
                yield Setting(size, leading, slabs[index].name, again, kept, (ends[0], ends[1]))
                break


def unevenness(setting: Setting) -> float:
    """How far the gaps of the columns are from each other, and what a turn within a part or a short column costs."""
    one, other = setting.factors
    short = 0.92 - min(setting.fills)
    return abs(math.log(one / other)) + TURN * setting.again + (10 * short + 1 if short > 0 else 0)


def flowing(slabs: tuple[Slab, ...], size: float, height: float) -> Setting | None:
    """All slabs in one run that turns by itself, within an entry if need be."""
    whole = column_of(slabs)
    for pitch in PITCHES:
        leading = round(pitch * size, 2)
        room = 2 * height - 2.5 * leading  # what the turn may cost
        factor = whole.factor(leading, room)
        if factor >= (1.0 if pitch > COMMON else LEAST):
            factor = min(factor, MOST)
            end = whole.end(leading, factor) + 1.5 * leading
            if end < height:
                return None
            return Setting(size, leading, "", False, (factor, factor), (1.0, (end - height) / height))
    return None
