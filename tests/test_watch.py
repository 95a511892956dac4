"""The watch, as an editor meets it: through the real command, and through what it is made of."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kumihan.cli import main
from kumihan.finding import Finding, Place, ProductPage, Severity
from kumihan.remembered import Memory, remembered, remembering
from kumihan.watch import eye, loop
from kumihan.watch.rounds import Kept, Order, Round, go_round, looked_over

HOME = Path(__file__).resolve().parents[1]
SAMPLE = HOME / "templates" / "init"
CHAPTER = "01-hajimeni.md"
PRODUCT = "new-publication-print.pdf"


@pytest.fixture
def content(tmp_path):
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


class Watched:
    """The command in a process, what it says on each line of JSON, and every content that its product ever had."""

    def __init__(self, content, output):
        command = [sys.executable, str(HOME / "build.py"), "watch", "--format", "json", "--content", str(content)]
        self.process = subprocess.Popen([*command, "--output", str(output)], stdout=subprocess.PIPE, cwd=HOME)
        self.product = output / PRODUCT
        self.lines, self.seen, self.over = [], set(), False
        self.threads = [threading.Thread(target=target, daemon=True) for target in (self.listen, self.stare)]
        for thread in self.threads:
            thread.start()

    def listen(self):
        for line in self.process.stdout:
            self.lines.append(json.loads(line))

    def stare(self):
        while not self.over:
            if self.product.exists():
                data = self.product.read_bytes()
                self.seen.add((data[:5], data.rstrip()[-5:]))
            time.sleep(0.002)

    def next(self, event):
        """The next line of this kind; lines before it are passed over."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            while self.lines:
                told = self.lines.pop(0)
                if told["event"] == event:
                    return told
            time.sleep(0.01)
        raise AssertionError(f"the watch told nothing of the kind {event}")

    def end(self, by):
        self.process.send_signal(by)
        code = self.process.wait(20)
        self.over = True
        for thread in self.threads:
            thread.join()
        return code


def errors(told):
    return [finding["rule"] for finding in told["findings"] if finding["severity"] == "error"]


def test_errors_show_and_clear_and_the_product_stays_the_last_good_one(content, tmp_path):
    watched = Watched(content, tmp_path / "out")
    try:
        assert not errors(watched.next("built")) and not errors(watched.next("inspected"))
        good, text = watched.product.read_bytes(), (content / CHAPTER).read_text(encoding="utf-8")

        (content / CHAPTER).write_text(text + "\n参照[](#nowhere)\n", encoding="utf-8")
        assert errors(watched.next("built")) == ["dangling-reference"]
        assert watched.product.read_bytes() == good

        away = content.rename(tmp_path / "away")
        assert errors(watched.next("built")) == ["unreadable"]
        away.rename(content)
        assert errors(watched.next("built")) == ["dangling-reference"]

        for words in ("一", "二", "三"):  # quick saves, by way of a file beside, as editors write
            beside = content / f".{CHAPTER}.swp"
            beside.write_text(f"{text}\n段落{words}。\n", encoding="utf-8")
            beside.replace(content / CHAPTER)
            (content / f"{CHAPTER}~").write_text(text, encoding="utf-8")
        mended = watched.next("built")
        assert not errors(mended) and watched.product.read_bytes() != good
        watched.next("inspected")
        time.sleep(1)
        assert watched.lines == []
    finally:
        code = watched.end(signal.SIGINT)
    assert code == 0
    assert watched.seen == {(b"%PDF-", b"%%EOF")}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["build-report.json", PRODUCT]


def test_it_ends_while_it_builds_and_leaves_nothing_behind(content, tmp_path):
    watched = Watched(content, tmp_path / "out")
    watched.next("watching")
    time.sleep(0.5)
    assert watched.end(signal.SIGTERM) == 0
    assert not list(tmp_path.rglob("*.unfinished"))


def test_an_error_of_the_inspection_is_told_beside_the_product_until_it_is_made_anew(content, tmp_path):
    order, kept = Order(content, tmp_path / "out", ("print",)), Kept()
    made = go_round(order, kept)
    page = ProductPage(PRODUCT, 2)
    told = looked_over(order, made, (Finding("x", Severity.ERROR, "too coarse", Place(CHAPTER), "mend it", page),))
    beside = tmp_path / "out" / f"{PRODUCT}.faults.txt"
    assert told.errors == 1 and "mend it" in beside.read_text(encoding="utf-8")
    report = json.loads((tmp_path / "out" / "build-report.json").read_text(encoding="utf-8"))
    assert [finding["rule"] for finding in report["findings"]][-1] == "x"
    go_round(order, kept)
    assert (tmp_path / "out" / PRODUCT).exists() and not beside.exists()


def test_what_is_no_part_of_a_publication_is_not_seen(content):
    output = content / "out"
    output.mkdir()
    before = eye.look((content,), output)
    for name in (f".{CHAPTER}.swp", f"{CHAPTER}~", "4913", f"#{CHAPTER}#", "x.tmp", "out/x.pdf"):
        (content / name).write_text("x", encoding="utf-8")
    assert eye.look((content,), output) == before
    os.utime(content / CHAPTER, ns=(1, 1))
    (content / "styles").mkdir()
    (content / "styles" / "print.css").write_text("p {}", encoding="utf-8")
    changes = eye.changed(before, eye.look((content,), output))
    assert [Path(name).name for name in changes] == [CHAPTER, "print.css"]


def test_saving_is_over_when_two_looks_agree(monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    sights = iter([{"a": 0}, {"a": 0}, {}, {"a": 1}, {"a": 2}, {"a": 2}])
    assert eye.wait({"a": 0}, lambda: next(sights), lambda: None) == {"a": 2}


def test_what_is_done_between_two_looks_does_not_lengthen_the_rest(monkeypatch):
    clock, rests = [0.0], []
    monkeypatch.setattr(time, "perf_counter", lambda: clock[-1])
    monkeypatch.setattr(time, "sleep", rests.append)
    sights = iter([{"a": 0}, {"a": 1}, {"a": 1}])
    eye.wait({"a": 0}, lambda: next(sights), lambda: clock.append(9.0))
    assert rests == [eye.EVERY, eye.SETTLED]


def test_what_a_build_did_not_ask_for_is_forgotten():
    asked = []

    @remembered(lambda number: number)
    def double(number):
        asked.append(number)
        return 2 * number

    @remembered(lambda: 0)
    def rest():
        asked.append("rest")

    memory = Memory()
    double(1)
    for numbers in ((1, 2), (2, 3), (1, 3)):
        with remembering(memory):
            rest() if numbers == (1, 2) else None
            assert [double(number) for number in numbers] == [2 * number for number in numbers]
    with remembering(memory):
        rest()
    assert asked == [1, "rest", 1, 2, 3, 1]


def test_a_product_that_is_none_is_told(capsys):
    with pytest.raises(SystemExit) as left:
        main(["watch", "paper"])
    assert left.value.code == 2 and "paper" in capsys.readouterr().err


def test_a_fault_of_the_program_is_told_and_does_not_end_the_watch(content, tmp_path, monkeypatch, capfd):
    rounds, kept_by = iter([ZeroDivisionError("x"), None, KeyboardInterrupt()]), []

    def go(order, kept):
        kept_by.append(kept)
        if reason := next(rounds):
            raise reason
        return Round(1.0, ())

    sights = iter(range(100))
    monkeypatch.setattr(loop, "go_round", go)
    monkeypatch.setattr(loop, "look", lambda places, apart: {"a": (0, 0, next(sights) // 3)})
    loop.watch(content, tmp_path / "out", ("print",), language="en")
    told = capfd.readouterr().err
    assert "[program-fault] the program itself failed: ZeroDivisionError('x')" in told
    assert told.rstrip().endswith("the watch has ended")
    first, second, third = kept_by
    assert first is not second is third


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_end_that_python_drops_is_heeded_after_the_round(content, tmp_path, monkeypatch, capfd, number):
    def go(order, kept):
        class Dropping:
            def __del__(self):  # an exception ends here
                os.kill(os.getpid(), number)
                time.sleep(0)

        monkeypatch.setattr(sys, "unraisablehook", lambda reason: dropped.append(reason.exc_type))
        Dropping()
        return Round(1.0, ())

    dropped, sights = [], iter((0, 0, 0, 0))  # with the next look the watch would fail
    monkeypatch.setattr(loop, "go_round", go)
    monkeypatch.setattr(loop, "look", lambda places, apart: {"a": (0, 0, next(sights))})
    loop.watch(content, tmp_path / "out", ("print",), language="en")
    assert dropped == [KeyboardInterrupt]
    assert capfd.readouterr().err.rstrip().endswith("the watch has ended")


def test_memory_is_put_in_order_also_where_nobody_pauses(content, tmp_path, monkeypatch):
    rounds, tidied = iter(range(2 * loop.MOST_ROUNDS + 1)), []

    def go(order, kept):
        if next(rounds, None) is None:
            raise KeyboardInterrupt
        return Round(1.0, ())

    sights = iter(range(1000))
    monkeypatch.setattr(loop, "go_round", go)
    monkeypatch.setattr(loop, "look", lambda places, apart: {"a": (0, 0, next(sights) // 2)})
    monkeypatch.setattr(eye, "SETTLED", 0.0)
    monkeypatch.setattr(loop.gc, "collect", lambda: tidied.append(1))
    loop.watch(content, tmp_path / "out", ("print",), language="en")
    assert len(tidied) == 2
