"""Write what the bench measured as Markdown and as a chart. It measures nothing."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from math import log
from pathlib import Path

COLOURS = {"kumihan": "#b23a2e", "WeasyPrint": "#8a8f98", "Typst": "#3c6e91"}
PACKAGES = ("weasyprint", "pikepdf", "typst")
LEFT, BASE, TALL, BAR, ROOM = 56, 250, 200, 46, 40


@dataclass(frozen=True, slots=True)
class Row:
    """Medians of one tool at one size: pages, seconds, MiB at the peak, KiB of the PDF, and ratios to plain WeasyPrint."""

    times: int
    tool: str
    pages: int
    wall: float
    cpu: float
    memory: float
    size: float
    wall_ratio: float
    cpu_ratio: float


@dataclass(frozen=True, slots=True)
class Warm:
    """Median seconds from saving an edit of a watched publication to the new print PDF in place."""

    times: int
    word: float
    page: float


def edits(warm: Iterable[Warm]) -> str:
    """The edits as a Markdown table."""
    rows = [f"| ×{each.times} | {each.word:.2f} | {each.page:.2f} |" for each in warm]
    return "\n".join(["| Size | One word, s | One page more, s |", "|---|--:|--:|", *rows])


def table(rows: Sequence[Row]) -> str:
    """The measured rows as a Markdown table."""
    lines = [
        "| Size | Tool | Pages | Wall s | CPU s | Peak MiB | PDF KiB | Wall to WeasyPrint | CPU to WeasyPrint |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| ×{row.times} | {row.tool} | {row.pages} | {row.wall:.2f} | {row.cpu:.2f} | {row.memory:.0f} | {row.size:.0f} "
        f"| {row.wall_ratio:.2f} | {row.cpu_ratio:.2f} |"
        for row in rows
    ]
    return "\n".join(lines)


def growth(rows: Iterable[Row], tool: str) -> str:
    """The exponents of CPU time and memory between the sizes of one tool: 1 is linear."""
    own = [row for row in rows if row.tool == tool]
    steps = [
        f"×{first.times} to ×{second.times}: {exponent(first, second, 'cpu'):.2f} in CPU time, "
        f"{exponent(first, second, 'memory'):.2f} in memory"
        for first, second in pairwise(own)
    ]
    return f"{tool}: " + "; ".join(steps) if steps else ""


def exponent(first: Row, second: Row, what: str) -> float:
    return log(getattr(second, what) / getattr(first, what)) / log(second.times / first.times)


def machine() -> str:
    """What was measured on and with."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}, "
        f"{packages}; load before the end of the run {load:.1f}."
    )


def chart(rows: Sequence[Row]) -> str:
    """Bars of wall time as a share of plain WeasyPrint's (SVG); the line is WeasyPrint."""
    sizes = sorted({row.times for row in rows})
    highest = max(1.0, *(row.wall_ratio for row in rows))
    width = LEFT + len(sizes) * (3 * BAR + ROOM) + 20
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {BASE + 60}" font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{LEFT}" y="24" font-weight="bold">Wall time to plain WeasyPrint (shorter is faster)</text>',
    ]
    for group, times in enumerate(sizes):
        start = LEFT + group * (3 * BAR + ROOM)
        for place, row in enumerate(row for row in rows if row.times == times):
            height, x = row.wall_ratio / highest * TALL, start + place * BAR
            drawn.append(
                f'<rect x="{x}" y="{BASE - height:.1f}" width="{BAR - 6}" height="{height:.1f}" fill="{COLOURS[row.tool]}"/>'
                f'<text x="{x + BAR / 2 - 3}" y="{BASE - height - 5:.1f}" text-anchor="middle">{row.wall_ratio:.2f}</text>'
            )
        drawn.append(f'<text x="{start + 1.5 * BAR - 3}" y="{BASE + 18}" text-anchor="middle">×{times}</text>')
    for place, (tool, colour) in enumerate(COLOURS.items()):
        x = LEFT + place * 110
        drawn.append(f'<rect x="{x}" y="{BASE + 34}" width="12" height="12" fill="{colour}"/>')
        drawn.append(f'<text x="{x + 18}" y="{BASE + 45}">{tool}</text>')
    drawn.append(f'<path d="M{LEFT - 8} {BASE}H{width - 12}" stroke="#444"/></svg>')
    return "\n".join(drawn) + "\n"


def write(rows: Sequence[Row], warm: Sequence[Warm], rounds: int, docs: Path) -> None:
    """Write docs/benchmarks.md and its chart."""
    (docs / "images" / "benchmarks.svg").write_text(chart(rows), encoding="utf-8")
    words = f"""# Benchmarks

`make bench` writes this page. Each figure is the median of {rounds} runs, from ×30 on of one; the tools take turns. Plain WeasyPrint makes its PDF of kumihan's own galley, without composition and without finishing. kumihan reads the Markdown, composes, finishes the PDF for the press and inspects it. Typst sets the same text at the same size. The text is an imported manuscript, once and several times over.

{table(rows)}

Growth: {growth(rows, "kumihan")}. {growth(rows, "WeasyPrint")}.

## Edits

From saving a chapter to the new print PDF in place, while `build.py watch` runs: one word changed in a part that is brought to its pages, and a page of text more in one that is not, both in the middle of the book. Each is the median of {rounds} edits with text that the part never had.

{edits(warm)}

Machine: {machine()}

![Wall time as a share of plain WeasyPrint's](images/benchmarks.svg)
"""
    (docs / "benchmarks.md").write_text(words, encoding="utf-8")
