"""The check overfull-line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.lines import Line
from kumihan.preflight.passages import ASIDE, TEXT
from kumihan.preflight.reading import Reading, SetLine
from kumihan.preflight.subject import Subject

# So many lines that end at one edge make it an edge of the type area.
MANY = 5
# A full stop may hang outside by its own width (em).
HANGING = 1.1
# Lines whose feet are this near (em) stand beside each other, and touch when they share more than this of width.
LEVEL, SHARED = 0.5, 0.5
# Lines are sorted by height in steps of so many pt.
ROW = 10


@check("overfull-line", rationale="A word that cannot be broken pushes its line into the margin or the next column.")
def overfull_line(subject: Subject) -> Iterator[Remark]:
    """No line of the text runs beyond the type area or into text beside it."""
    reading = subject.reading
    if reading is None:
        return
    levels = [rows(lines) for lines in reading.pages]
    edges = (edge(reading, 0), edge(reading, 1))
    for item in reading.set_lines:
        most = edges[item.page % 2]
        # A column that begins beyond the edge has too few lines to show an edge of its own.
        # Notes and tables may be wider than a column.
        text = reading.passages[item.passage].kind != ASIDE
        beyond = text and item.line.box.left < most < item.line.box.right - HANGING * item.line.size
        if beyond or touches(item, levels[item.page]):
            place = reading.passages[item.passage].place
            fact = tr("a line runs over its measure: {text}", text=item.line.text)
            yield Remark(
                fact, place, tr("divide the long word, or let it break: overflow-wrap: anywhere"), item.page + 1
            )


def edge(reading: Reading, side: int) -> float:
    """The right edge of the type area in pt on even or odd pages; 0 where too few lines are full."""
    items = [
        item for item in reading.set_lines if item.page % 2 == side and reading.passages[item.passage].kind == TEXT
    ]
    counts = Counter(round(item.line.box.right) for item in items)
    return max((right for right, count in counts.items() if count >= MANY), default=0)


def rows(lines: tuple[Line, ...]) -> dict[int, list[Line]]:
    """The lines of a page by their height in steps of ROW."""
    found: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        found[int(line.box.bottom // ROW)].append(line)
    return found


def touches(item: SetLine, levels: dict[int, list[Line]]) -> bool:
    """Whether a line reaches into one that begins to its right."""
    box, size = item.line.box, item.line.size
    lowest, highest = int((box.bottom - LEVEL * size) // ROW), int((box.bottom + LEVEL * size) // ROW)
    return any(
        abs(other.box.bottom - box.bottom) < LEVEL * size
        and other.box.left > box.left
        and min(other.box.right, box.right) - other.box.left > SHARED * size
        for level in range(lowest, highest + 1)
        for other in levels.get(level, ())
    )
