"""See which files of a publication changed, by looking. It opens none of them; docs/decisions/0005-watching.md says why."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

# Seconds between two looks, and how long nothing must change before saving is over: an editor's rename, or “save all”.
EVERY, SETTLED = 0.05, 0.03
# A look at a large folder, or over a network, is followed by a rest of so many times what it took.
REST = 20
# What editors put beside a file while they save it; hidden files are no part of a publication either.
BESIDE = (".tmp", ".bak", ".swp", "~")
# Vim tries with a file of this name whether it may write.
VIM = "4913"

Sight = dict[str, tuple[int, int, int]]


def look(places: tuple[Path, ...], apart: Path) -> Sight:
    """Every file below the places with its time (ns), size and number; `apart` is the output folder, where nothing counts."""
    skipped = str(apart.resolve())
    return {entry.path: state(entry) for place in places for entry in files(str(place.resolve()), skipped)}


def files(folder: str, skipped: str) -> Iterator[os.DirEntry[str]]:
    """The files of a folder and of those in it; of one that is not there, none."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if is_beside(entry.name) or entry.path == skipped:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files(entry.path, skipped)
        else:
            yield entry


def is_beside(name: str) -> bool:
    return name[0] in ".#" or name.endswith(BESIDE) or name == VIM


def state(entry: os.DirEntry[str]) -> tuple[int, int, int]:
    """What another content has differently; nothing where the file has gone since it was listed."""
    try:
        found = entry.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def changed(before: Sight, after: Sight) -> tuple[str, ...]:
    """The files that came, went or were written."""
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))


def wait(before: Sight, see: Callable[[], Sight], meanwhile: Callable[[], None]) -> Sight:
    """What is seen once it is no more as before, and no more changing; `meanwhile` is called after every look in vain."""
    while True:
        begun = time.perf_counter()
        if (now := see()) != before:
            return settle(now, see)
        took = time.perf_counter() - begun
        meanwhile()
        time.sleep(max(EVERY, REST * took))


def settle(now: Sight, see: Callable[[], Sight]) -> Sight:
    """What is seen when two looks agree."""
    while True:
        time.sleep(SETTLED)
        if (again := see()) == now:
            return now
        now = again
