"""Tab stops: how wide each tab of a line is (JLREQ 3.6). This module knows no gaps and no breaks."""

from __future__ import annotations

from collections.abc import Sequence

from kumihan.jlreq.exact.boxes import TAB, Box
from kumihan.jlreq.exact.request import TabStop


def exhausted(position: int, stops: Sequence[TabStop]) -> bool:
    """Whether no stop is left at this place, so that the text goes on at the next line's first (3.6.3)."""
    return bool(stops) and not any(stop.position > position for stop in stops)


def tab_width(position: int, rest: Sequence[Box], widths: Sequence[int], own: int, stops: Sequence[TabStop]) -> int:
    """The width of a tab at `position`; `rest` follows it with `widths`, `own` is its width where there is no stop."""
    stop = next((stop for stop in sorted(stops, key=lambda each: each.position) if stop.position > position), None)
    if stop is None:
        return own
    return max(0, stop.position - position - leading(stop, rest, widths))


def leading(stop: TabStop, rest: Sequence[Box], widths: Sequence[int]) -> int:
    """How much of the text after a tab stands before the stop, by the stop's alignment (3.6.2)."""
    until = next((index for index, box in enumerate(rest) if box.text == TAB), len(rest))
    match stop.alignment:
        case "end":
            return sum(widths[:until])
        case "center":
            return sum(widths[:until]) // 2
        case "character":
            found = (index for index in range(until) if rest[index].text == stop.character)
            return sum(widths[: next(found, until)])
    return 0
