"""Choose the widths of a table's columns so that its rows take the fewest lines, where cells end lines between phrases.

CSS leaves the algorithm open (CSS Tables 3, 4.5); WeasyPrint's looks at the longest and shortest lines of a column, not
at its rows. Tables of which a column has a width of its own, or a cell spans others, keep WeasyPrint's widths.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf
from typing import Any

from weasyprint.layout import preferred, table

from kumihan.phrases import INSIDE
from kumihan.weasy.lines import Segment, composable, composition, natural
from kumihan.weasy.widths import simple

# The widths (px) that a cell needs to take no more than one line, two lines, and so on until no line can be shorter.
Steps = tuple[float, ...]
# A cell that asks for nothing.
FREE: Steps = (0.0,)
TOO_LITTLE = 1e-6
stock_auto_table_layout = table.auto_table_layout


def auto_table_layout(context: Any, box: Any, containing_block: Any) -> None:
    """WeasyPrint's function of this name; then better widths for the columns, of the same sum."""
    stock_auto_table_layout(context, box, containing_block)
    laid_out = box.get_wrapped_table()
    *_, least, most, percentages, constrained, _, grid = preferred.table_and_columns_preferred_widths(
        context, box, outer=False
    )
    total = sum(laid_out.column_widths)
    if any(percentages) or any(constrained) or sum(most) <= total + TOO_LITTLE:
        return
    rows = [[steps_of(context, cell) for cell in row] for row in zip(*grid, strict=True)]
    known = [[steps for steps in row if steps is not None] for row in rows]
    if rows and known == rows:
        laid_out.column_widths = column_widths(known, least, most, total)


def column_widths(
    rows: Sequence[Sequence[Steps]], least: Sequence[float], most: Sequence[float], total: float
) -> list[float]:
    """Widths of this sum in which the rows take as few lines as can be found; `least` and `most` are the columns' own, px.

    Where there is room for all phrases, none is parted.
    """
    phrases = [max(each) for each in zip(least, *([cell[-1] for cell in row] for row in rows), strict=True)]
    if sum(phrases) > total:
        return shared(least, phrases, total)
    # What is cheapest first may leave no room for more, so that every row is given what it asks for before the others.
    starts = [phrases, *(for_row(row, 1, phrases) for row in rows)]
    found = [with_fewer_lines(rows, start, total) for start in starts if sum(start) <= total + TOO_LITTLE]
    widths = min(found, key=lambda each: (sum(lines_of(row, each) for row in rows), sum(each)))
    # Then single cells, though their rows are no lower for it.
    alone = [
        [cell if at == column else FREE for at in range(len(row))] for row in rows for column, cell in enumerate(row)
    ]
    widths = with_fewer_lines(alone, widths, total)
    return shared(widths, [max(pair) for pair in zip(widths, most, strict=True)], total)


def with_fewer_lines(rows: Sequence[Sequence[Steps]], widths: list[float], total: float) -> list[float]:
    """The widths after as many steps as there is room for, each of which takes a line from the row that asks for least."""
    while True:
        wider = [for_row(row, lines_of(row, widths) - 1, widths) for row in rows if lines_of(row, widths) > 1]
        wider = [each for each in wider if sum(each) <= total + TOO_LITTLE]
        if not wider:
            return widths
        widths = min(wider, key=sum)


def for_row(row: Sequence[Steps], lines: int, widths: list[float]) -> list[float]:
    """The widths, wide enough for a row to take no more than so many lines."""
    return [max(width, cell[min(lines, len(cell)) - 1]) for cell, width in zip(row, widths, strict=True)]


def lines_of(row: Sequence[Steps], widths: list[float]) -> int:
    return max(lines_at(cell, width) for cell, width in zip(row, widths, strict=True))


def lines_at(cell: Steps, width: float) -> int:
    return next((lines for lines, needs in enumerate(cell, 1) if needs <= width + TOO_LITTLE), len(cell))


def shared(widths: Sequence[float], wanted: Sequence[float], total: float) -> list[float]:
    """The widths with what is left of the total, in proportion to what each wants more."""
    wants = [more - width for width, more in zip(widths, wanted, strict=True)]
    left, sum_of_wants = total - sum(widths), sum(wants)
    shares = wants if sum_of_wants > 0 else [1.0] * len(wants)
    return [width + left * share / sum(shares) for width, share in zip(widths, shares, strict=True)]


def steps_of(context: Any, cell: Any) -> Steps | None:
    """The steps of a cell with its edges; None where its lines are not known or it spans others."""
    if cell is None or cell.colspan > 1 or cell.rowspan > 1 or cell.style["word_break"] != "auto-phrase":
        return None
    edges = preferred.margin_width(cell, 0)
    if not cell.children:
        return (edges,)
    (line, *others) = cell.children
    made = composition(context, line, (0, 0)) if composable(line) and simple(line) and not others else None
    if made is None or made.flat is None:
        return None
    parts = [widths_of_runs(segment) for segment in made.segments]
    return tuple(edges + width for width in narrowest(parts))


def widths_of_runs(segment: Segment) -> list[list[float]]:
    """The width of every run of phrases of a segment as one line: by its first phrase, then by how many more it has."""
    paragraph = segment.settle()
    count = len(paragraph.clusters)
    places = [0, *(at for at in range(1, count) if paragraph.breaks[at] and paragraph.penalty[at] < INSIDE), count]
    return [[natural(paragraph, start, end) for end in places[first + 1 :]] for first, start in enumerate(places[:-1])]


def narrowest(parts: Sequence[list[list[float]]]) -> list[float]:
    """The least width for one line more than the fewest, and so on, of texts that each begin a line of their own."""
    candidates = sorted({width for runs in parts for widths in runs for width in widths} | {0.0})
    phrases = max((widths[0] for runs in parts for widths in runs), default=0.0)
    found: dict[int, float] = {}
    for width in candidates[bisect_left(candidates, phrases) :]:
        found.setdefault(sum(count_lines(runs, width) for runs in parts), width)
    return [min((found[each] for each in found if each <= lines), default=inf) for lines in range(1, max(found) + 1)]


def count_lines(runs: list[list[float]], width: float) -> int:
    """How many lines of a width a text takes, filled one after the other."""
    lines = first = 0
    while first < len(runs):
        first += max(1, bisect_right(runs[first], width + TOO_LITTLE))
        lines += 1
    return max(1, lines)
