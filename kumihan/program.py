"""The command line as a process of its own, at its end after one call."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from kumihan.compiled import compiling

HOME = Path(__file__).resolve().parents[1]


def program() -> int:
    """Do what the arguments ask for. What the process could collect is left to its end.

    A build makes little of that, and looking for it takes an eighth of its time. A process that goes on calls `cli.main`;
    the watch collects when nobody waits.
    """
    gc.disable()
    try:
        with compiling():
            from kumihan.cli import main

            return main()
    except ModuleNotFoundError as reason:
        fact, hint = f"{reason.name} is not installed", f"run `make` in {HOME.name}/"
        print(f"error [missing-library] {fact}\n  hint: {hint}", file=sys.stderr)
        return 4
    finally:
        gc.freeze()  # nor is anything looked for at the end
