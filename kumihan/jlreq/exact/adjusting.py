"""Share out what a line has too much or too little: JLREQ 3.8.3 and 3.8.4 in whole units. It knows no characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kumihan.jlreq.tables.expansion import JAPANESE_LATIN, SOLID, WORD_SPACES
from kumihan.jlreq.tables.reduction import REDUCTION, Owner, Step
from kumihan.jlreq.tables.spacing import EM, HALF, QUARTER


@dataclass(frozen=True, slots=True)
class Give:
    """A space that may shrink: after which box it is, how wide, whose, and the em that it is counted in."""

    index: int
    width: int
    owner: Owner
    em: int


@dataclass(frozen=True, slots=True)
class Grow:
    """A place that may grow: after which box, in which step of 3.8.4, the width now, and the em."""

    index: int
    step: int
    width: int
    em: int


# How wide each step lets a space become, in eighths of an em.
WIDEST = {WORD_SPACES: HALF, JAPANESE_LATIN: HALF, SOLID: QUARTER}


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Whole shares of `total` by weight; what the division leaves goes to the first, one each."""
    whole = sum(weights)
    if whole <= 0:
        return [0 for _ in weights]
    shares = [total * weight // whole for weight in weights]
    left = total - sum(shares)
    for index, weight in enumerate(weights):
        if left and weight:
            shares[index] += 1
            left -= 1
    return shares


def reduce(gives: Sequence[Give], need: int, table: str, count: int) -> list[int]:
    """What is taken after each of `count` boxes (negative), step by step; it may be less than `need`, or more (1/2=0)."""
    change = [0] * count
    for step in REDUCTION[table]:
        if need <= 0:
            break
        pool = [give for give in gives if give.owner in step.owners]
        for give, taken in zip(pool, taking(pool, need, step), strict=True):
            change[give.index] -= taken
            need -= taken
    return change


def taking(pool: Sequence[Give], need: int, step: Step) -> list[int]:
    rooms = [max(0, give.width - step.least * give.em // EM) for give in pool]
    return rooms if step.whole else apportion(min(need, sum(rooms)), rooms)


def expand(grows: Sequence[Grow], need: int, count: int) -> list[int]:
    """What is given after each of `count` boxes: to the full need where there is any place at all (3.8.4 a–d)."""
    change = [0] * count
    for step, widest in WIDEST.items():
        pool = [grow for grow in grows if grow.step == step]
        rooms = [max(0, widest * grow.em // EM - grow.width) for grow in pool]
        for grow, given in zip(pool, apportion(min(need, sum(rooms)), rooms), strict=True):
            change[grow.index] += given
            need -= given
    for grow, given in zip(grows, apportion(need, [grow.em for grow in grows]), strict=True):
        change[grow.index] += given
    return change
