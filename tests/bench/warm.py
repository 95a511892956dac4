"""Measure edits of a publication that is watched, from the save to the new file in place, through the command itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.report import Warm

BUILD = Path(__file__).resolve().parents[2] / "build.py"
# About a page of text.
PAGE = "港の倉庫では、朝の荷がまだ濡れたまま積まれている。橋を渡る人の数は、十年で三分の一になった。" * 42


def measure(content: Path, times: int, rounds: int) -> Warm:
    """The medians of one word changed in a part that is fitted, and of one page more in one that is not; both mid-book."""
    parts = sorted(content.glob("[0-9][0-9]*.md"))
    fitted, free = parts[len(parts) // 2], parts[len(parts) // 2 + 1]
    free.write_text(
        re.sub(r"(?m)^(id: .*)$", r"\1\npages: 0", free.read_text(encoding="utf-8"), count=1), encoding="utf-8"
    )
    output = content.parent / f"{content.name}-watched"
    command = [
        sys.executable,
        str(BUILD),
        "watch",
        "--format",
        "json",
        "--content",
        str(content),
        "--output",
        str(output),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watch:
        try:
            hear(watch, "inspected")
            product = next(output.glob("*-print.pdf"))
            word = [one(watch, product, fitted, lambda text, n=number: a_word(text, n)) for number in range(rounds)]
            page = [
                one(watch, product, free, lambda text, n=number: f"{text}\n{n}：{PAGE}\n") for number in range(rounds)
            ]
        finally:
            watch.terminate()
    return Warm(times, median(word), median(page))


def a_word(text: str, number: int) -> str:
    """The text with a word in its first paragraph that it never had."""
    head, matter, body = text.split("---\n", 2)
    return "---\n".join((head, matter, body.replace("、", f"、第{number + 1}の、", 1)))


def one(watch: subprocess.Popen[str], product: Path, part: Path, change: Callable[[str], str]) -> float:
    """Seconds from saving a change to the product in place; then the change is taken back."""
    text, before = part.read_text(encoding="utf-8"), product.stat().st_ino
    begun = time.perf_counter()
    part.write_text(change(text), encoding="utf-8")
    while product.stat().st_ino == before:
        time.sleep(0.001)
    seconds = time.perf_counter() - begun
    hear(watch, "inspected")
    part.write_text(text, encoding="utf-8")
    hear(watch, "inspected")
    return seconds


def hear(watch: subprocess.Popen[str], event: str) -> None:
    """Wait until the watch tells an event; leave when it tells of errors instead."""
    assert watch.stdout is not None
    for line in watch.stdout:
        told = json.loads(line)
        if errors := [found["message"] for found in told.get("findings", ()) if found["severity"] == "error"]:
            raise SystemExit(f"bench: the watched publication has errors: {errors[0]}")
        if told["event"] == event:
            return
    raise SystemExit("bench: the watch has ended")
