"""Readings over their bases: the room that a line makes for them and where their characters stand (JLREQ 3.3, Appendix F).

Mono and group ruby are set run by run (3.3.5, 3.3.6), jukugo ruby by run too as long as no reading is longer than its
base; else as a group or by Appendix F, as the style says. This module places nothing on a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.exact.adjusting import apportion
from kumihan.jlreq.exact.boxes import Box, within
from kumihan.jlreq.exact.request import Cluster, Construct
from kumihan.jlreq.exact.settings import Settings
from kumihan.jlreq.tables.spacing import EM, HALF, space_between

RUBY_CLASSES = (C.SIMPLE_RUBY, C.JUKUGO_RUBY)
KANA = (C.HIRAGANA, C.KATAKANA, C.SMALL_KANA, C.PROLONGED_SOUND)


@dataclass(frozen=True, slots=True)
class Base:
    """A run of ruby on one line: its boxes from `first`, their widths, and the reading's clusters."""

    first: int
    widths: tuple[int, ...]
    reading: tuple[Cluster, ...]

    @property
    def width(self) -> int:
        return sum(self.widths)

    @property
    def length(self) -> int:
        return sum(cluster.advance for cluster in self.reading)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading opens before its first base and after each, and its characters from the first base's origin."""

    construct: int
    first: int
    before: int
    after: tuple[int, ...]
    starts: tuple[tuple[Cluster, int], ...]


def readings_of(
    boxes: Sequence[Box], constructs: Sequence[Construct], settings: Settings, indent: int
) -> Iterator[Reading]:
    """Every reading of a line; `indent` is the blank at its start over which a reading may reach."""
    taken: int | None = None  # the box over which the reading before reaches: the next one keeps off it (3.3.8)
    for construct, bases in compounds(boxes, constructs, settings):
        first, last = bases[0].first, bases[-1].first + len(bases[-1].widths) - 1
        em = max(cluster.size.inline for base in bases for cluster in base.reading)
        left = min(em, indent) if first == 0 else overhang(boxes[first - 1], boxes[first], False, em, settings)
        right = overhang(boxes[last + 1], boxes[last], True, em, settings) if last + 1 < len(boxes) else 0
        reading = place(construct, bases, 0 if taken == first - 1 and first else left, right, settings)
        width = sum(base.width for base in bases) + sum(reading.after)
        end = max(start + cluster.advance for cluster, start in reading.starts)
        taken = last + 1 if end > width else None
        yield reading


def compounds(
    boxes: Sequence[Box], constructs: Sequence[Construct], settings: Settings
) -> Iterator[tuple[Construct, list[Base]]]:
    """The bases of a line that are set together: single runs, or the runs of a compound where one is too long."""
    for construct in constructs:
        if construct.kind != "ruby":
            continue
        bases = list(bases_of(boxes, construct))
        long = any(base.length > base.width for base in bases)
        phonetic = settings["ruby.jukugo_layout"] == "phonetic"
        if construct.ruby == "jukugo" and long and len(bases) > 1:
            yield construct, bases if phonetic else [merged(bases)]
        else:
            yield from ((construct, [base]) for base in bases)


def bases_of(boxes: Sequence[Box], construct: Construct) -> Iterator[Base]:
    for number, run in enumerate(construct.runs):
        members = [index for index, box in enumerate(boxes) if box.complex == (construct.index, number)]
        reading = tuple(cluster for cluster in construct.note if within(cluster.range, run.annotation))
        if members and reading:
            yield Base(members[0], tuple(boxes[index].body for index in members), reading)


def merged(bases: Sequence[Base]) -> Base:
    widths = tuple(width for base in bases for width in base.widths)
    return Base(bases[0].first, widths, tuple(cluster for base in bases for cluster in base.reading))


def overhang(neighbour: Box, base: Box, following: bool, em: int, settings: Settings) -> int:
    """How far a reading may reach over the box beside its base (Table 1, 3.3.8): one ruby character at most."""
    before, after = (base, neighbour) if following else (neighbour, base)
    space = space_between(before.kind, after.kind)
    if space.over_space:
        width = (space.before * before.em + space.after * after.em) // EM
        return min(em if space.before + space.after >= HALF else em // 2, width)
    kana = settings["ruby.overhang_kana"]
    if kana == "any" or (space.over_character and not (kana == "none" and neighbour.kind in KANA)):
        return min(em, neighbour.body)
    return 0


def place(construct: Construct, bases: Sequence[Base], left: int, right: int, settings: Settings) -> Reading:
    """The reading of bases that are set together."""
    one = bases[0]
    if len(bases) > 1 or (settings["ruby.alignment"] == "katatsuki" and one.length > one.width):
        return by_sound(construct, bases, left, right)
    if one.length > one.width:
        return opened(construct, one, left, right, settings)
    return Reading(construct.index, one.first, 0, (0,) * len(one.widths), spread(construct, one, settings))


def spread(construct: Construct, base: Base, settings: Settings) -> tuple[tuple[Cluster, int], ...]:
    """A reading no longer than its base: solid and centred or from the start (3.3.5), or drawn apart over it (3.3.6)."""
    free, count = base.width - base.length, len(base.reading)
    if construct.ruby == "group":
        flush = settings["ruby.group_distribution"] == "flush"
        blanks = apportion(free, weights(count, flush)) if count > 1 or not flush else [0]
    else:
        blanks = [0 if settings["ruby.alignment"] == "katatsuki" else free // 2] + [0] * (count - 1)
    advances = [0, *(cluster.advance for cluster in base.reading)]
    starts = accumulate(blank + advance for blank, advance in zip(blanks, advances, strict=False))
    return tuple(zip(base.reading, starts, strict=False))


def weights(count: int, flush: bool) -> list[int]:
    """JIS's one part at the ends to two between; flush from end to end (3.3.6)."""
    return [0, *[1] * (count - 1), 0] if flush and count > 1 else [1, *[2] * (count - 1), 1]


def opened(construct: Construct, base: Base, left: int, right: int, settings: Settings) -> Reading:
    """A reading longer than its base: the base is drawn apart; at its ends the reading first reaches over (3.3.6, 3.3.8)."""
    flush = construct.ruby == "group" and settings["ruby.group_distribution"] == "flush"
    before, *after = apportion(base.length - base.width, weights(len(base.widths), flush))
    starts = solid(base.reading, -before)
    after[-1] -= min(after[-1], right)
    return Reading(construct.index, base.first, before - min(before, left), tuple(after), starts)


def solid(reading: Sequence[Cluster], start: int) -> tuple[tuple[Cluster, int], ...]:
    """The characters of a reading without blanks, from `start` on."""
    starts = accumulate((cluster.advance for cluster in reading[:-1]), initial=start)
    return tuple(zip(reading, starts, strict=True))


def by_sound(construct: Construct, bases: Sequence[Base], left: int, right: int) -> Reading:
    """Appendix F: readings reach over the other bases, then over what follows, then over what precedes.

    What is still wanting opens the bases whose readings are too long (F.3, F.4), half before and half after each.
    """
    wanting = max(0, sum(base.length for base in bases) - sum(base.width for base in bases) - left - right)
    wanting = max(wanting, -earliest(bases, origins(bases, [0] * len(bases)), right) - left)
    long = [base.length if base.length > base.width else 0 for base in bases]
    halves = [apportion(share, (1, 1)) for share in apportion(wanting, long)]
    # The blank before the compound, between its bases, and after it.
    blanks = [halves[0][0], *(one[1] + two[0] for one, two in pairwise(halves)), halves[-1][1]]
    places = starts_of(bases, origins(bases, blanks), blanks[-1] + right, -blanks[0] - left)
    after: list[int] = []
    for base, blank in zip(bases, blanks[1:], strict=True):
        after += [*[0] * (len(base.widths) - 1), blank]
    starts = tuple(pair for base, start in zip(bases, places, strict=True) for pair in solid(base.reading, start))
    return Reading(construct.index, bases[0].first, blanks[0], tuple(after), starts)


def origins(bases: Sequence[Base], blanks: Sequence[int]) -> list[int]:
    """Where each base begins, from the first base's origin; `blanks[k]` is before base k."""
    starts = [0]
    for base, blank in zip(bases, blanks[1:], strict=False):
        starts.append(starts[-1] + base.width + blank)
    return starts[: len(bases)]


def starts_of(bases: Sequence[Base], begins: Sequence[int], right: int, least: int) -> list[int]:
    """Each reading from its base's start or after the one before, and back from the right where that is too far."""
    placed, free = [], least
    for base, begin in zip(bases, begins, strict=True):
        placed.append(max(begin, free))
        free = placed[-1] + base.length
    limit = begins[-1] + bases[-1].width + right
    for index in reversed(range(len(bases))):
        placed[index] = min(placed[index], limit - bases[index].length)
        limit = placed[index]
    return placed


def earliest(bases: Sequence[Base], begins: Sequence[int], right: int) -> int:
    """Where the first reading would have to begin for all to fit."""
    return starts_of(bases, begins, right, 0)[0]
