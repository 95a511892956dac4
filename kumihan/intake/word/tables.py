"""Read a table of Word as rows of cells. Markdown's tables have neither merged cells nor paragraphs in a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kumihan.intake.draft import Kind, Line, Role
from kumihan.intake.word.package import qn
from kumihan.intake.word.reading import Reading, text_of
from kumihan.intake.word.styles import value
from kumihan.messages import tr

Reader = Callable[[Any, Reading], Iterator[Line]]


def table(element: Any, reading: Reading, read: Reader) -> Iterator[Line]:
    """A table as one line, then the pictures of its cells; a frame of one cell as the lines that it holds."""
    rows = [row for row in element.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is element]
    grid = [[cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row] for row in rows]
    number = reading.number + 1
    if len(grid) == 1 and len(grid[0]) == 1:
        reading.record.note(Kind.MOVE, number, tr("a frame (a table of one cell) became paragraphs"))
        yield from read(grid[0][0], reading)
        return
    cells: list[tuple[str, ...]] = []
    apart: list[Line] = []
    merged = False
    for row, found in zip(rows, grid, strict=True):
        properties = row.find(qn("w:trPr"))
        if properties is not None and properties.find(qn("w:del")) is not None:
            reading.deleted += 1
            reading.note(Kind.DROP, tr("a row deleted in a tracked change: “{text}”", text=text_of(row)))
            reading.number += sum(1 for _ in row.iter(qn("w:p")))
            continue
        texts: list[str] = []
        for cell in found:
            span = value(cell.find(qn("w:tcPr")), "w:gridSpan")
            width = int(span) if span.isdecimal() else 1
            down = cell.find(qn("w:tcPr")) is not None and cell.find(qn("w:tcPr")).find(qn("w:vMerge")) is not None
            merged = merged or width > 1 or down
            lines = list(read(cell, reading))
            apart += [line for line in lines if line.picture]
            texts += [cell_text(lines, reading), *[""] * (min(width, 63) - 1)]
        cells.append(tuple(texts))
    if merged:
        fact = tr("cells were merged; their words stand in the first, the others are empty")
        reading.record.note(Kind.ASK, number, fact)
    if any(any(row) for row in cells):
        yield Line(number, "", Role.TABLE, table=tuple(cells))
    if apart:
        reading.record.note(Kind.MOVE, number, tr("pictures in cells follow the table"))
    yield from apart


def cell_text(lines: list[Line], reading: Reading) -> str:
    """The paragraphs of a cell in one, parted by full-width spaces; so are the cells of a table in it."""
    texts = [line.text for line in lines if line.text]
    inner = [line for line in lines if line.table]
    if inner:
        reading.note(Kind.ASK, tr("a table stood in a cell; its words follow one another"))
        texts += [text for line in inner for row in line.table for text in row if text]
    if len(texts) > 1:
        reading.note(Kind.JOIN, tr("{count} paragraphs of a cell were joined", count=len(texts)))
    return "　".join(texts)
