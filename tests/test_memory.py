"""A process that builds again and again, as a watch does, needs no more memory for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
