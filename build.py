"""Build a publication: `python3 build.py --help` tells how."""

import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
PYTHON = HOME / ".venv" / "bin" / "python"

if PYTHON.exists() and Path(sys.prefix).resolve() != (HOME / ".venv").resolve():
    os.execv(PYTHON, [str(PYTHON), *sys.argv])

from kumihan.program import program  # noqa: E402

if __name__ == "__main__":  # a process that this one starts reads this file too
    raise SystemExit(program())
