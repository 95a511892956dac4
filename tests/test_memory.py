"""A process that builds again and again, as a watch does, needs no more memory for it."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kumihan.watch.rounds import Kept, Order, go_round

HOME = Path(__file__).resolve().parents[1]
SCRIPT = """
import gc, sys
from pathlib import Path
from kumihan.fitting.parts import Fitted
from kumihan.stages import editions
from kumihan.stages.manuscript import read
from kumihan.weasy.standing import Standing

manuscript = read(Path("templates/init"))
standing = Standing()
for number in range(1, int(sys.argv[1]) + 1):
    # By turns anew, and with type kept standing; print and screen.
    editions.edition(manuscript, ("print", "screen")[number % 2], Fitted(), standing=standing if number % 3 == 0 else None)
    if number in (int(sys.argv[1]) // 5, int(sys.argv[1])):
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        print(pages)
"""
# Of 300 builds' worth: less than the one third of a MiB that each build once kept.
LIMIT = 6 * 2**20


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from Linux's /proc")
def test_three_hundred_builds_need_no_more_memory_than_sixty():
    done = subprocess.run([sys.executable, "-c", SCRIPT, "300"], cwd=HOME, capture_output=True, text=True, check=True)
    early, late = (int(line) * os.sysconf("SC_PAGE_SIZE") for line in done.stdout.split())
    assert late - early < LIMIT, f"{(late - early) / 2**20:.1f} MiB more"


# The bytes that the C library has given out and not got back: fragments and what it keeps for itself do not count.
USED = """
import ctypes, gc

class Mallinfo(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks")]
    _fields_ += [("fordblks", ctypes.c_size_t), ("keepcost", ctypes.c_size_t)]

library = ctypes.CDLL(None)
library.mallinfo2.restype = Mallinfo

def used():
    gc.collect()
    found = library.mallinfo2()
    return found.uordblks + found.hblkhd
"""
FONTS = """
import sys
from kumihan.weasy.font_file import font_heads
from kumihan.weasy.press import make_press

def look():
    font_heads(("Noto Serif CJK JP",))

def embed():
    make_press((("print.css", '@font-face { font-family: "港"; src: url(minato.otf) }'),), lambda name: b"no font")

for number in range(23):
    globals()[sys.argv[1]]()
    if number in (2, 22):
        print(used())
"""
WATCH = """
import sys
from pathlib import Path
from kumihan.watch.rounds import Kept, Order, go_round

root, rounds = Path(sys.argv[1]), int(sys.argv[2])
order, kept, chapter = Order(root, root.parent / "output", ("print",)), Kept(), root / "02-honbun.md"
text = chapter.read_text(encoding="utf-8")
for number in range(rounds + 1):
    chapter.write_text(f"{text}\\n第{number}号の原稿。\\n", encoding="utf-8")
    made = go_round(order, kept)
    assert made.artifacts, made.findings
    if number in (rounds // 5, rounds):
        print(used())
"""
HAS_MALLINFO = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "mallinfo2")


def growth(script, *arguments, **environment):
    """By how many bytes the second number that a script prints is more than the first."""
    command = [sys.executable, "-c", USED + script, *arguments]
    environment = os.environ | environment
    done = subprocess.run(command, cwd=HOME, env=environment, capture_output=True, text=True, check=True)
    early, late = map(int, done.stdout.split())
    return late - early


@pytest.mark.skipif(not HAS_MALLINFO, reason="only the GNU C library from 2.33 on tells what it gave out")
@pytest.mark.parametrize("perf", ["0", "1"])
@pytest.mark.parametrize("what", ["look", "embed"])
def test_fonts_that_were_read_are_given_back(what, perf):
    """A quarter of a MiB was kept for each time."""
    assert growth(FONTS, what, KUMIHAN_PERF=perf) < 20 * 2**14


@pytest.fixture
def fitted(tmp_path, monkeypatch):
    """A publication of which every part is copyfitted, and so has a style of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = Path(shutil.copytree(HOME / "templates/init", tmp_path / "content"))
    with (root / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[fitting]\npages = 2\n")
    return root


def test_no_styles_are_kept_of_a_part_that_is_set_anew(fitted):
    order, kept, chapter = Order(fitted, fitted.parent / "output", ("print",)), Kept(), fitted / "02-honbun.md"
    counts = []
    for words in ("はじめの文。", "つぎの文。", "おわりの文。"):
        chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
        assert go_round(order, kept).artifacts
        sheets = [press.sheets[-1] for press in kept.standing.presses.values()]
        counts.append([len(sheet.first_styles) for sheet in sheets])
    assert counts[0] and counts[0] == counts[1] == counts[2]


@pytest.mark.slow
@pytest.mark.skipif(not HAS_MALLINFO, reason="only the GNU C library from 2.33 on tells what it gave out")
def test_a_hundred_rounds_of_the_watch_need_no_more_memory_than_twenty(fitted):
    grown = growth(WATCH, str(fitted), "100")
    assert grown < 80 * 2**14, f"{grown / 2**20:.1f} MiB more"
