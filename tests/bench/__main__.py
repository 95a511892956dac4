"""`make bench`: build the manuscript ×1 and ×10 (`--times 1 10 50` for more) with kumihan, plain WeasyPrint and Typst in turn.

Plain WeasyPrint gets kumihan's own galley, so both make the same pages. Typst gets the same text, page and type size.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

from kumihan.commands.galleys import write_galley
from kumihan.commands.new import bring_in
from kumihan.stages.manuscript import read
from tests.bench import report, typst, warm
from tests.bench.report import Row, Warm

HOME = Path(__file__).resolve().parents[2]
MANUSCRIPT = HOME.parent / "shared" / "manuscript" / "outlook-2026.txt"
# From this size on a run takes minutes.
MANY, MANY_ROUNDS = 30, 1
WEASY = """
import sys; from weasyprint import HTML, CSS
HTML("print.html").write_pdf(sys.argv[1], stylesheets=[CSS(filename=name) for name in sys.argv[2:]])
"""
# The libraries were compiled when they were installed; kumihan's own modules are as soon as Python may keep them.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
TYPST = "import sys, typst; typst.compile('book.typ', output=sys.argv[1], font_paths=['/usr/share/fonts'])"


def multiply(content: Path, to: Path, times: int) -> None:
    """A publication with every chapter `times` over; ids and titles are made different."""
    to.mkdir(parents=True)
    for path in content.iterdir():
        if path.suffix != ".md":
            (shutil.copytree if path.is_dir() else shutil.copy)(path, to / path.name)
    for copy in range(times):
        for path in sorted(content.glob("[0-9][0-9]*.md")):
            text = re.sub(r"(?m)^id: (\S+)$", rf"id: \1-{copy}", path.read_text(encoding="utf-8"))
            # A copy's title tells it apart, for readers of the contents and for the inspection of their page numbers.
            text = re.sub(r"(?m)^title: ([\"']?)", rf"title: \1第{copy + 1}版 " if copy else r"\g<0>", text, count=1)
            text = re.sub(r"\{#([A-Za-z][\w-]*)", rf"{{#\1-{copy}", text)
            text = re.sub(r"\]\(#([A-Za-z][\w-]*)\)", rf"](#\1-{copy})", text)
            (to / f"{copy:02}{path.name}").write_text(text, encoding="utf-8")


def prepare(content: Path) -> dict[str, list[str]]:
    """The command line of each tool; what they read is written into `content`."""
    write_galley(content, content)
    manuscript = read(content)
    (content / "book.typ").write_text(typst.write(manuscript.book, manuscript.config), encoding="utf-8")
    sheets = sorted(path.name for path in content.glob("print-*.css"))
    build = [sys.executable, str(HOME / "build.py"), "print", "--content", ".", "--output", "out"]
    return {
        "kumihan": build,
        "WeasyPrint": [sys.executable, "-c", WEASY, "weasyprint.pdf", *sheets],
        "Typst": [sys.executable, "-c", TYPST, "typst.pdf"],
    }


def run(command: list[str], folder: Path) -> tuple[float, float, float, float, int]:
    """Wall seconds, CPU seconds, peak memory in MiB, the size of the PDF in KiB and its pages, of one run."""
    begun = time.perf_counter()
    pid = os.posix_spawn(
        "/bin/sh", ["sh", "-c", 'cd "$1"; shift; exec "$@" 2>/dev/null', "sh", str(folder), *command], ENVIRONMENT
    )
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - begun
    if status:
        raise SystemExit(f"bench: this command failed in {folder}: {' '.join(command)}")
    newest = max(folder.rglob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)
    with pikepdf.open(newest) as made:
        pages = len(made.pages)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, newest.stat().st_size / 1024, pages


def compare(content: Path, rounds: int, times: int) -> list[Row]:
    """Run the tools in turn; the medians, and the medians of each round's ratios to plain WeasyPrint."""
    commands = prepare(content)
    taken: dict[str, list[tuple[float, float, float, float, int]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(run(command, content))
    rows = []
    for name, runs in taken.items():
        wall, cpu, memory, size, pages = (statistics.median(column) for column in zip(*runs, strict=True))
        pairs = list(zip(runs, taken["WeasyPrint"], strict=True))
        ratios = (statistics.median(own[what] / plain[what] for own, plain in pairs) for what in (0, 1))
        rows.append(Row(times, name, int(pages), wall, cpu, memory, size, *ratios))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, nargs="*", default=[1, 10])
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md; only on a quiet machine")
    options = parser.parse_args()
    rows: list[Row] = []
    edits: list[Warm] = []
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "imported"
        if MANUSCRIPT.is_file():
            bring_in(MANUSCRIPT, content)
        else:
            print(f"bench: {MANUSCRIPT} is not there; content/ is measured instead")
            content = HOME / "content"
        for times in options.times:
            many = Path(folder) / f"x{times}"
            multiply(content, many, times)
            made = compare(many, options.rounds if times < MANY else MANY_ROUNDS, times)
            print(report.table(made), flush=True)
            rows += made
            if times < MANY:
                edits.append(warm.measure(many, times, options.rounds))
                print(report.edits(edits[-1:]), flush=True)
    print(report.growth(rows, "kumihan"))
    if options.write:
        report.write(rows, edits, options.rounds, HOME / "docs")


main()
