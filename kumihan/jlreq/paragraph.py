"""Hold a paragraph ready for breaking: clusters with the gaps between them, and sums to measure any line at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.kinsoku import AFTER_SIGNS, WORDS, may_break
from kumihan.jlreq.spacing import BLANK, SOLID, Gap, gap

SHRINK_STAGES, STRETCH_STAGES = 4, 2
# Parting a word costs as much as letters about 0.06 em apart; parting an address at a sign much less.
HYPHEN_COST, ADDRESS_COST = 4.0, 0.5


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is never parted: text, class, advance as the font has it, size of its em, and whether lines may end at it.

    `edge` is the width of margins and borders of boxes that begin or end here. `hyphen` tells that a line may end after
    this cluster inside a word, and how wide the hyphen is that is then printed (0 after the / of an address).
    """

    text: str
    char_class: C
    advance: float
    em: float
    wrap: bool = True
    edge: float = 0.0
    hyphen: float | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """`autospace` in em (0 for none); `trim`: full-width punctuation gives up its blanks (text-spacing-trim).

    `kinsoku` is the level of CSS's line-break, `hang` the value of its hanging-punctuation.
    """

    autospace: float = 0.25
    trim: bool = True
    justify: bool = True
    kinsoku: str = "strict"
    hang: str = "none"


class Paragraph:
    """Parallel lists over clusters. `lead` and `body` are the blank before the ink and the ink's width."""

    def __init__(self, clusters: tuple[Cluster, ...], style: Style) -> None:
        self.clusters, self.style = clusters, style
        count = len(clusters)
        blanks = [blank_of(cluster, style) for cluster in clusters]
        self.lead = [before * cluster.em for (before, _), cluster in zip(blanks, clusters, strict=True)]
        self.body = [
            cluster.advance - (before + after) * cluster.em + cluster.edge
            for (before, after), cluster in zip(blanks, clusters, strict=True)
        ]
        self.breaks = [False] * (count + 1)
        self.breaks[count] = True
        # What ending a line before a cluster adds in width and costs.
        self.tail, self.penalty = [0.0] * (count + 1), [0.0] * (count + 1)
        self.gaps: list[Gap] = [SOLID] * count
        # The classes that spacing sees.
        self.kinds = [
            effective(cluster, lead or body != cluster.advance + cluster.edge)
            for cluster, lead, body in zip(clusters, self.lead, self.body, strict=True)
        ]
        for index in range(count - 1):
            self.join(index)
        self.sums()

    def join(self, index: int) -> None:
        """The gap and the break between a cluster and the next."""
        before, after = self.clusters[index], self.clusters[index + 1]
        wrap = before.wrap and after.wrap
        allowed = wrap and may_break(before.char_class, before.text, after.char_class, after.text, self.style.kinsoku)
        self.breaks[index + 1] = allowed
        if wrap and not allowed and before.hyphen is not None and after.char_class in WORDS:
            self.breaks[index + 1] = True
            self.tail[index + 1] = before.hyphen
            self.penalty[index + 1] = HYPHEN_COST if before.hyphen else ADDRESS_COST
        # Brackets and quotes are no letters, whatever their width (CSS Text 4, text-autospace).
        marked = before.char_class in BLANK or after.char_class in BLANK
        autospace = 0.0 if marked or before.text[-1] in "-/" or after.text[0] in "-/" else self.style.autospace
        self.gaps[index] = gap(self.kinds[index], self.kinds[index + 1], autospace, allowed)

    def sums(self) -> None:
        """Running sums: `width[j] - width[i]` is the natural width from cluster i to the start of cluster j.

        `shrink` and `stretch` are what the gaps before a cluster give, stage by stage; `tight` and `late` what they
        give last.
        """
        ems = [cluster.em for cluster in self.clusters]
        parts = list(zip(self.gaps, ems, strict=True))
        few = {id(space): space for space in self.gaps}.values()  # one object for each pair of classes
        self.width = running(body + space.natural * em for body, (space, em) in zip(self.body, parts, strict=True))
        self.late = running(space.late * em for space, em in parts)
        self.shrink = [
            running(space.shrink * em if space.shrink_stage == stage else 0.0 for space, em in parts)
            if any(space.shrink and space.shrink_stage == stage for space in few)
            else [0.0] * (len(ems) + 1)
            for stage in range(SHRINK_STAGES)
        ]
        self.stretch = [
            running(space.stretch * em if space.stretch_stage == stage else 0.0 for space, em in parts)
            for stage in range(STRETCH_STAGES)
        ]
        self.tight = running(space.tight * em for space, em in parts)
        self.shrinkable = [sum(stages) for stages in zip(*self.shrink, self.tight, strict=True)]
        self.last = last_printing(self.clusters)

    def hanging(self, last: int) -> float:
        """How far a full stop or comma at a line's end may stand outside the measure (JLREQ 3.8.2)."""
        hangs = self.style.hang != "none" and self.clusters[last].char_class in (C.FULL_STOP, C.COMMA)
        return self.body[last] if hangs else 0.0

    def part(self, index: int) -> None:
        """Allow a line to end before a cluster inside a word, for a word that is longer than the measure."""
        self.breaks[index] = True


def running(values: Iterable[float]) -> list[float]:
    """The sum of the values before each index."""
    return list(accumulate(values, initial=0.0))


def effective(cluster: Cluster, trimmed: object) -> C:
    """The class that spacing sees: an untrimmed punctuation mark keeps its blanks and behaves as an ideograph."""
    if cluster.char_class in BLANK and not trimmed:
        return C.IDEOGRAPHIC
    return cluster.char_class


def blank_of(cluster: Cluster, style: Style) -> tuple[float, float]:
    """The blanks that a mark gives up, in em; none for a proportional mark or one of another width."""
    blank = BLANK.get(cluster.char_class, (0.0, 0.0))
    full_width = abs(cluster.advance - cluster.em) < 0.03 * cluster.em
    return blank if style.trim and full_width else (0.0, 0.0)


def last_printing(clusters: tuple[Cluster, ...]) -> list[int]:
    """For each line end j, the last cluster before it that is printed there: no word space, nor the blank after ！ and ？."""
    found, last = [0], 0
    kinds = [cluster.char_class for cluster in clusters]
    for index, kind in enumerate(kinds):
        after_mark = index > 0 and kind is C.IDEOGRAPHIC_SPACE and kinds[index - 1] is C.DIVIDING_PUNCTUATION
        if kind is not C.WORD_SPACE and not after_mark:
            last = index
        found.append(last)
    return found


def parting_places(clusters: tuple[Cluster, ...], start: int, stop: int) -> list[int]:
    """Places inside an overlong word: after a sign if there is one, else anywhere."""
    signs = [index for index in range(start + 1, stop) if clusters[index - 1].text[-1] in AFTER_SIGNS]
    return signs or list(range(start + 1, stop))
