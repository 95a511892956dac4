"""Hold a paragraph ready for breaking: clusters with the gaps between them, and sums to measure any line at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import add
from typing import NamedTuple

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.joint import CLOSED, HYPHEN_COST, Manner, Room, joints_of, manner_of
from kumihan.jlreq.kinsoku import AFTER_SIGNS
from kumihan.jlreq.spacing import BLANK

# Where the stages stand in a room.
SHRINKING, DOTS, TIGHT, STRETCHING, LATE = slice(1, 4), 4, 5, slice(6, 8), 8
# What may not be printed at a line's end.
UNPRINTED = frozenset({C.WORD_SPACE, C.IDEOGRAPHIC_SPACE})


class Ink(NamedTuple):
    """A cluster as the line sees it: the blank before its ink, the ink's width, and how it behaves to its neighbours."""

    lead: float
    body: float
    manner: Manner


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """What is never parted: text, class, advance as the font has it, size of its em, and whether lines may end at it.

    `edge` is the width of margins and borders of boxes that begin or end here. `hyphen` tells that a line may end after
    this cluster inside a word, and how wide the hyphen is that is then printed (0 after the / of an address); `kern` is what
    the font adds to its advance for the letter that follows.
    A character of a typeface is one object wherever it stands; `trimmed` and `full` are it without and with the blanks
    of full-width punctuation.
    """

    text: str
    char_class: C
    advance: float
    em: float
    wrap: bool = True
    edge: float = 0.0
    hyphen: float | None = None
    kern: float = 0.0
    trimmed: Ink = field(init=False)
    full: Ink = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "trimmed", ink_of(self, *blank_of(self)))
        object.__setattr__(self, "full", ink_of(self, 0.0, 0.0))


@dataclass(frozen=True, slots=True)
class Style:
    """`autospace` in em (0 for none); `trim`: full-width punctuation gives up its blanks (text-spacing-trim).

    `kinsoku` is the level of CSS's line-break, `hang` the value of its hanging-punctuation, `wrap` that of its
    text-wrap-style. With `phrases` lines end between phrases (word-break: auto-phrase); which these are is told by `price`.
    """

    autospace: float = 0.25
    trim: bool = True
    justify: bool = True
    kinsoku: str = "strict"
    hang: str = "none"
    wrap: str = "auto"
    phrases: bool = False

    @property
    def chosen(self) -> bool:
        """Whether lines are chosen by where they end rather than by how full they are."""
        return not self.justify and (self.phrases or self.wrap in ("balance", "pretty"))


class Paragraph:
    """Parallel lists over clusters. `lead` and `body` are the blank before the ink and the ink's width.

    `breaks` tells before which clusters a line may begin, `head` what that adds in width to it, `tail` and `penalty` what it
    adds in width to the line before and costs; `hyphens` are the places where the tail is a hyphen.
    """

    def __init__(self, clusters: tuple[Cluster, ...], style: Style) -> None:
        self.clusters, self.style = clusters, style
        inks = [cluster.trimmed for cluster in clusters] if style.trim else [cluster.full for cluster in clusters]
        self.lead = [each.lead for each in inks]
        self.body = [each.body for each in inks]
        pairs = pairwise([each.manner for each in inks])
        joints = list(map(joints_of(style.autospace, style.kinsoku).__getitem__, pairs))
        self.rooms = [joint.room for joint in joints]
        self.breaks = [joint.breaks for joint in joints]
        if clusters:
            self.rooms.append(CLOSED)
            self.breaks.insert(0, False)
        self.breaks.append(True)
        self.head, self.tail, self.penalty = ([0.0] * len(self.breaks) for _ in range(3))
        self.hyphens: set[int] = set()
        if any(joint.penalty for joint in {*joints}):
            self.tail[1:-1] = [joint.tail for joint in joints]
            self.hyphens.update(index for index, joint in enumerate(joints, 1) if joint.penalty == HYPHEN_COST)
            self.penalty[1:-1] = [joint.penalty for joint in joints]
        self.last = last_printing(clusters, style.justify)
        self.sums()

    def sums(self) -> None:
        """Measure the paragraph. `width[j] - width[i]` is the natural width from cluster i to the start of cluster j.

        The gap after each cluster is `natural` wide; `shrinks` and `stretches` are what it gives, stage by stage, `tighter`
        and `later` what it gives last; `shrink`, `stretch`, `tight` and `late` are their running sums. `reach` is the width
        with all that it stretches. Colons and middle dots give last in running text, a stage before in display type.
        """
        columns = [*zip(*self.rooms, strict=True)] or [()] * len(Room._fields)
        self.natural = columns[0]
        self.shrinks, self.tighter = columns[SHRINKING], columns[TIGHT]
        if self.style.chosen:
            self.shrinks = [*self.shrinks, columns[DOTS]]
        elif any(columns[DOTS]):
            self.tighter = tuple(map(add, columns[DOTS], columns[TIGHT]))
        self.stretches, self.later = columns[STRETCHING], columns[LATE]
        self.width: list[float] = list(accumulate(map(add, self.body, self.natural), initial=0.0))
        self.shrink, self.stretch = [*map(running, self.shrinks)], [*map(running, self.stretches)]
        self.tight, self.late = running(self.tighter), running(self.later)
        taking = [sums for sums in (*self.stretch, self.late) if sums[-1]]
        self.reach = list(map(sum, zip(self.width, *taking, strict=True)))
        giving = [sums for sums in (*self.shrink, self.tight) if sums[-1]]
        self.shrinkable = list(map(sum, zip(*giving, strict=True))) if giving else self.tight

    def close(self, indexes: Iterable[int]) -> None:
        """Let nothing open before these clusters."""
        for index in indexes:
            self.rooms[index - 1] = CLOSED
        self.sums()

    def hanging(self, last: int) -> float:
        """How far a full stop or comma at a line's end may stand outside the measure (JLREQ 3.8.2)."""
        hangs = self.style.hang != "none" and self.clusters[last].char_class in (C.FULL_STOP, C.COMMA)
        return self.body[last] if hangs else 0.0

    def price(self, prices: Iterable[float]) -> None:
        """Add to what it costs to begin a line with each cluster, and with what follows them."""
        self.penalty = list(map(add, self.penalty, prices))

    def part(self, index: int) -> None:
        """Allow a line to end before a cluster inside a word, for a word that is longer than the measure."""
        self.breaks[index] = True


def running(values: Sequence[float]) -> list[float]:
    """The sum of the values before each index."""
    return list(accumulate(values, initial=0.0)) if any(values) else [0.0] * (len(values) + 1)


def ink_of(cluster: Cluster, before: float, after: float) -> Ink:
    """The cluster without blanks of so many em before and after its ink.

    A punctuation mark that keeps its blanks behaves as an ideograph.
    """
    keeps = cluster.char_class in BLANK and not (before or after)
    manner = manner_of(
        cluster.char_class,
        C.IDEOGRAPHIC if keeps else cluster.char_class,
        cluster.text,
        cluster.em,
        cluster.wrap,
        cluster.hyphen,
        cluster.kern,
    )
    return Ink(before * cluster.em, cluster.advance - (before + after) * cluster.em + cluster.edge, manner)


def blank_of(cluster: Cluster) -> tuple[float, float]:
    """The blanks that a mark gives up, in em; none for a proportional mark or one of another width."""
    full_width = abs(cluster.advance - cluster.em) < 0.03 * cluster.em
    return BLANK.get(cluster.char_class, (0.0, 0.0)) if full_width else (0.0, 0.0)


def last_printing(clusters: tuple[Cluster, ...], justify: bool = True) -> list[int]:
    """For each line end j, the last cluster before it that is printed there: no word space, nor the blank after ！ and ？.

    In lines that are not flush no blank is, so that they end with their ink (CSS Text 3, 4.1.3).
    """
    kinds = [cluster.char_class for cluster in clusters]
    if UNPRINTED.isdisjoint(kinds):
        return [0, *range(len(kinds))]
    found, last = [0], 0
    for index, kind in enumerate(kinds):
        after_mark = not justify or (index > 0 and kinds[index - 1] is C.DIVIDING_PUNCTUATION)
        if kind is not C.WORD_SPACE and not (after_mark and kind is C.IDEOGRAPHIC_SPACE):
            last = index
        found.append(last)
    return found


def parting_places(clusters: tuple[Cluster, ...], start: int, stop: int) -> list[int]:
    """Places inside an overlong word: after a sign if there is one, else anywhere."""
    signs = [index for index in range(start + 1, stop) if clusters[index - 1].text[-1] in AFTER_SIGNS]
    return signs or list(range(start + 1, stop))
