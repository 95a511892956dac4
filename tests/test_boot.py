"""Starting fast changes nothing but the time."""

import gc
import os
import subprocess
import sys
from pathlib import Path

from kumihan.cli import main

HOME = Path(__file__).resolve().parents[1]
SCRIPT = """
import hashlib, sys, kumihan.weasy, weasyprint
from weasyprint.text import ffi
made = weasyprint.HTML(string="<p lang=ja>組版の文字、ABC</p>").write_pdf(pdf_identifier=b"x")
print(type(ffi.ffi).__name__, hashlib.sha256(made).hexdigest())
"""


def start(cache, perf):
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "KUMIHAN_PERF": perf}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=HOME, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_declarations_are_kept_and_give_the_same_bytes(tmp_path):
    plain, first, second = start(tmp_path, "0"), start(tmp_path, "1"), start(tmp_path, "1")
    assert [plain[0], first[0], second[0]] == ["FFI", "Declarations", "Declarations"]
    assert plain[1] == first[1] == second[1]
    assert len(list(tmp_path.rglob("declarations_*.py"))) == 1


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path):
    (tmp_path / "kumihan").write_text("a file where the folder should be")
    assert start(tmp_path, "1")[1] == start(tmp_path, "0")[1]


def test_a_library_stays_open_as_long_as_the_process(tmp_path):
    """What it made is given back at the very end, when the objects that stand for libraries may be gone already."""
    script = (
        "import ctypes.util, gc, runpy\n"
        "ffi = runpy.run_path('kumihan/weasy/boot.py')['Declarations']()\n"
        "ffi.cdef('int FcGetVersion(void);')\n"
        "library = ffi.dlopen(ctypes.util.find_library('fontconfig'), ffi.RTLD_NOW)\n"
        "version = library.FcGetVersion\n"
        "del library; gc.collect(); print(version() > 0)"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_a_process_that_calls_the_command_line_keeps_its_collector(tmp_path):
    assert main(["galley", "--content", str(HOME / "content"), "--to", str(tmp_path)]) == 0
    assert gc.isenabled()
    assert not gc.get_freeze_count()


def test_a_font_is_read_while_its_map_is_there():
    script = "from kumihan.weasy.font_file import font_file\nfor _ in range(99): font_file('Noto Serif CJK JP', 700)"
    assert subprocess.run([sys.executable, "-c", script], cwd=HOME).returncode == 0
