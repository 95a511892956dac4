"""Keep what Python compiles anew at every start: the methods that dataclasses write, and the patterns of regular expressions.

Both are the same for the same text in the same Python. `KUMIHAN_PERF=0` leaves this out; so does every difficulty on the way.
"""

from __future__ import annotations

import dataclasses
import marshal
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import CodeType
from typing import Any

from kumihan import kept

# Commands differ in what they compile; above this number what another one compiled is dropped.
MOST = 4_000


class Compiled:
    """Codes by their text and patterns by their text and flags: those kept before, and those that this process asked for."""

    def __init__(self, before: dict[Any, Any]) -> None:
        self.before, self.asked = before, dict[Any, Any]()
        self.compile_pattern = re._compiler.compile  # type: ignore[attr-defined]

    def run(self, text: str, names: dict[str, Any], results: dict[str, Any]) -> None:
        """The dataclasses' exec."""
        code = self.before.get(text)
        if not isinstance(code, CodeType):
            code = compile(text, "<string>", "exec", dont_inherit=True)
        self.asked[text] = code
        exec(code, names, results)

    def pattern(self, text: Any, flags: Any = 0) -> Any:
        """The compiler of regular expressions."""
        if type(text) not in (str, bytes):
            return self.compile_pattern(text, flags)
        key = (text, int(flags))
        if values := self.before.get(key):
            made = re._compiler._sre.compile(text, *values)  # type: ignore[attr-defined]
        else:
            made = self.compile_pattern(text, flags)
            code = re._compiler._code(re._parser.parse(text, flags), flags)  # type: ignore[attr-defined]
            names = {place: name for name, place in made.groupindex.items()}
            of_groups = dict(made.groupindex), tuple(names.get(place) for place in range(made.groups + 1))
            values = made.flags, [int(each) for each in code], made.groups, *of_groups
        self.asked[key] = values
        return made


@contextmanager
def compiling() -> Iterator[None]:
    """While the block runs, nothing is compiled that was before; what is new is kept at its end."""
    if os.environ.get("KUMIHAN_PERF", "1") != "1":
        yield
        return
    name = f"compiled/{kept.key(sys.version)}"
    made = Compiled(recall(name))
    dataclasses.exec = made.run  # type: ignore[attr-defined]
    re._compiler.compile = made.pattern  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del dataclasses.exec  # type: ignore[attr-defined]
        re._compiler.compile = made.compile_pattern  # type: ignore[attr-defined]
        if not made.asked.keys() <= made.before.keys():
            whole = {**made.before, **made.asked}
            kept.write(name, marshal.dumps(whole if len(whole) < MOST else made.asked))


def recall(name: str) -> dict[Any, Any]:
    """What was kept before; nothing where nothing is, or nothing that can be read."""
    with suppress(EOFError, ValueError, TypeError):
        found = marshal.loads(kept.read(name) or b"")
        return found if isinstance(found, dict) else {}
    return {}
