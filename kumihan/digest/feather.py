"""Even out the two columns of the digest with room between items, so that both end on one line. It moves no words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# px to pt, and how many px a column stays short of its goal, so that rounding never turns a column.
PT = 0.75
SHY = 0.5
# The room above a chapter grows so many times as fast as that above an item.
CHAPTER = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """The last line of an item: its part and its place in the part, both from 1, and px from the page's top."""

    part: int
    item: int
    top: float


Columns = tuple[tuple[Mark, ...], ...]


def columns(marks: Iterable[Mark]) -> Columns:
    """The marks by column: a mark that stands higher than the one before it begins a new one."""
    out: list[list[Mark]] = []
    for mark in marks:
        if out and mark.top > out[-1][-1].top:
            out[-1].append(mark)
        else:
            out.append([mark])
    return tuple(tuple(column) for column in out)


def shape(found: Columns) -> tuple[int, ...]:
    """How many items each column holds."""
    return tuple(len(column) for column in found)


def lowest(found: Columns) -> float:
    return max((column[-1].top for column in found), default=0.0)


def heads(found: Columns) -> str:
    """Rules that set a part at the head of a later column as the first part is set: no rule above it, no room."""
    parts = (column[0].part for column in found[1:] if column[0].item == 1)
    rules = (
        f".part:nth-child({part}) h2 {{ margin-top: 0; padding-top: var(--item); border-top: 0; }}" for part in parts
    )
    return paper(rules)


def feather(found: Columns, goal: float, most: float) -> str:
    """Rules for the digest's parts and items that bring every column's end to `goal` (px).

    What stands at a column's head gets no room. Empty where a chapter would need more than `most` pt, or nothing is to be done.
    """
    rules: list[str] = []
    for column in found:
        slack = (goal - column[-1].top - SHY) * PT
        below = column[1:]
        shares = sum(CHAPTER if mark.item == 1 else 1 for mark in below)
        if slack <= 1 or not shares:
            continue
        share = slack / shares
        if share * CHAPTER > most:
            return ""
        rules += [rule(mark, share) for mark in below]
    return paper(rules)


def rule(mark: Mark, share: float) -> str:
    """The room above an item; above the first of its part it goes over the part's heading."""
    part = f".part:nth-child({mark.part})"
    if mark.item == 1:
        return f"{part} h2 {{ margin-top: calc(var(--chapter) + {CHAPTER * share:.2f}pt); }}"
    return f"{part} li:nth-child({mark.item}) {{ margin-top: calc(var(--item) + {share:.2f}pt); }}"


def paper(rules: Iterable[str]) -> str:
    """The rules for paper alone; "" where there are none."""
    joined = " ".join(rules)
    return f"@media print {{ {joined} }}\n" if joined else ""
