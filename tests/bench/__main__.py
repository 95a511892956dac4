"""`make bench`: build the manuscript ×1 and ×10 with kumihan, plain WeasyPrint and Typst in turn, and print the medians.

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

from kumihan import pipeline
from tests.bench import typst

HOME = Path(__file__).resolve().parents[2]
MANUSCRIPT = HOME.parent / "shared" / "manuscript" / "outlook-2026.txt"
WEASY = """
import sys; from weasyprint import HTML, CSS
HTML("print.html").write_pdf(sys.argv[1], stylesheets=[CSS(filename=name) for name in sys.argv[2:]])
"""
TYPST = "import sys, typst; typst.compile('book.typ', output=sys.argv[1], font_paths=['/usr/share/fonts'])"


def multiply(content: Path, to: Path, times: int) -> None:
    """A publication with every chapter `times` over; ids are made different."""
    to.mkdir(parents=True)
    for path in content.iterdir():
        if path.suffix != ".md":
            (shutil.copytree if path.is_dir() else shutil.copy)(path, to / path.name)
    for copy in range(times):
        for path in sorted(content.glob("[0-9][0-9]*.md")):
            text = re.sub(r"(?m)^id: (\S+)$", rf"id: \1-{copy}", path.read_text(encoding="utf-8"))
            text = re.sub(r"\{#([A-Za-z][\w-]*)", rf"{{#\1-{copy}", text)
            text = re.sub(r"\]\(#([A-Za-z][\w-]*)\)", rf"](#\1-{copy})", text)
            (to / f"{copy:02}{path.name}").write_text(text, encoding="utf-8")


def prepare(content: Path) -> dict[str, list[str]]:
    """The command line of each tool; what they read is written into `content`."""
    pipeline.write_galley(content, content)
    manuscript = pipeline.read(content)
    (content / "book.typ").write_text(typst.write(manuscript.book, manuscript.config), encoding="utf-8")
    sheets = sorted(path.name for path in content.glob("print-*.css"))
    build = [sys.executable, str(HOME / "build.py"), "print", "--content", ".", "--output", "out"]
    return {
        "kumihan": build,
        "WeasyPrint": [sys.executable, "-c", WEASY, "weasyprint.pdf", *sheets],
        "Typst": [sys.executable, "-c", TYPST, "typst.pdf"],
    }


def run(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak memory in MiB of one run."""
    begun = time.perf_counter()
    pid = os.posix_spawn(
        "/bin/sh", ["sh", "-c", 'cd "$1"; shift; exec "$@" 2>/dev/null', "sh", str(folder), *command], os.environ
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"bench: this command failed in {folder}: {' '.join(command)}")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(content: Path, rounds: int, times: int) -> None:
    """Run the tools in turn and print medians and ratios to plain WeasyPrint."""
    commands = prepare(content)
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(run(command, content))
    print(f"\n×{times}, median of {rounds}  {'wall s':>8} {'CPU s':>8} {'MiB':>8}   wall and CPU to WeasyPrint")
    plain = [statistics.median(column) for column in zip(*taken["WeasyPrint"], strict=True)]
    for name, rows in taken.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*rows, strict=True))
        ratio = statistics.median(a[0] / b[0] for a, b in zip(rows, taken["WeasyPrint"], strict=True))
        print(f"{name:<18} {wall:8.2f} {cpu:8.2f} {memory:8.0f}   {ratio:.2f}  {cpu / plain[1]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, nargs="*", default=[1, 10])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "imported"
        if MANUSCRIPT.is_file():
            pipeline.bring_in(MANUSCRIPT, content)
        else:
            print(f"bench: {MANUSCRIPT} is not there; content/ is measured instead")
            content = HOME / "content"
        for times in options.times:
            many = Path(folder) / f"x{times}"
            multiply(content, many, times)
            compare(many, options.rounds, times)


main()
