"""List the shortcuts that a build takes, each with the same result as the way without it; what they do is theirs.

`KUMIHAN_PERF=0` leaves all of them out.
"""

from __future__ import annotations

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
    if boot.fast():
        for shortcut in SHORTCUTS:
            shortcut.install()
