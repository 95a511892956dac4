"""Keep outside the publication what can be made again, under a name that says all that it depends on; losing it loses time only."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

DIGEST = hashlib.sha256().digest_size


def fast() -> bool:
    """Whether shortcuts are taken; each gives the same result as the way without it."""
    return os.environ.get("KUMIHAN_PERF") != "0"


def key(*parts: bytes | str) -> str:
    """A name for what depends on these: every part in order."""
    made = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


def read(name: str) -> bytes | None:
    """What was kept under a name; None where nothing is, or not as it was written."""
    try:
        data = (folder() / name).read_bytes()
    except OSError:
        return None
    return data[DIGEST:] if hashlib.sha256(data[DIGEST:]).digest() == data[:DIGEST] else None


def write(name: str, data: bytes) -> None:
    """Keep it, whole or not at all. A folder that cannot be written is no reason to stop."""
    place = folder() / name
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(hashlib.sha256(data).digest() + data)
        beside.replace(place)
    except OSError:
        return


def folder() -> Path:
    """Where programs keep what they can make again (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kumihan"
