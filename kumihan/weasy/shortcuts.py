"""List the shortcuts that a build takes, each with the same result as the way without it; what they do is theirs.

`KUMIHAN_PERF=0` leaves all of them out; `KUMIHAN_PERF=struts,cascade` takes these two only.
"""

from __future__ import annotations

from types import ModuleType

from kumihan.weasy import (
    boot,
    cascade,
    flow,
    grounds,
    page_names,
    page_references,
    page_styles,
    running_text,
    shared_styles,
    struts,
    used_values,
)

SHORTCUTS = (
    cascade, shared_styles, used_values, struts, page_styles, page_names, page_references, running_text, grounds,
    flow,
)  # fmt: skip


def install() -> None:
    """Put every shortcut in its place, once for a process."""
    for shortcut in SHORTCUTS if boot.fast() else ():
        if boot.takes(name_of(shortcut)):
            shortcut.install()


def name_of(shortcut: ModuleType) -> str:
    return shortcut.__name__.rpartition(".")[2]
