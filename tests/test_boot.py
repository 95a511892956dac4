"""Starting fast changes nothing but the time."""

import os
import subprocess
import sys
from pathlib import Path

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
