"""Keep what was decided for a part outside the publication, by the hash of all that decided it; losing it loses time only."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from kumihan.fitting.levers import Setting
from kumihan.fitting.search import Fit, Trial
from kumihan.type_area import TypeArea

# Raised when the search decides otherwise than before.
VERSION = 1


def key(*parts: bytes | str) -> str:
    """A name for what a decision depends on: every part in order."""
    made = hashlib.sha256(str(VERSION).encode())
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


def recall(name: str) -> Fit | None:
    """What was kept under this name; None where nothing is, or nothing that can be read."""
    try:
        values = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))
        return Fit(
            values["wanted"], setting_of(values["base"]), setting_of(values["setting"]), Trial(**values["before"]),
            Trial(**values["after"]), 0,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(name: str, fit: Fit) -> None:
    """Keep a decision. A folder that cannot be written is no reason to stop."""
    place = folder() / f"{name}.json"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(asdict(fit)), encoding="utf-8")
        beside.replace(place)
    except OSError:
        return


def setting_of(values: dict[str, object]) -> Setting:
    area = values.pop("area")
    return Setting(TypeArea(**area), **values)  # type: ignore[arg-type]


def digests(files: Iterable[bytes | None]) -> str:
    """The hashes of files, such as pictures, of which none may be there."""
    return " ".join(hashlib.sha256(data).hexdigest() if data is not None else "-" for data in files)


def folder() -> Path:
    """Where programs keep what they can make again (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kumihan" / "fitting"
