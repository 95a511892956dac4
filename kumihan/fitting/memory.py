"""Keep what was decided for a part outside the publication, by the hash of all that decided it; losing it loses time only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict

from kumihan import kept
from kumihan.fitting.levers import Setting
from kumihan.fitting.search import Fit, Trial
from kumihan.type_area import TypeArea

# Raised when the search decides otherwise than before.
VERSION = 1


def key(*parts: bytes | str) -> str:
    """A name for what a decision depends on: every part in order."""
    return kept.key(str(VERSION), *parts)


def recall(name: str) -> Fit | None:
    """What was kept under this name; None where nothing is, or nothing that can be read."""
    try:
        values = json.loads(kept.read(f"fitting/{name}") or b"")
        return Fit(
            values["wanted"], setting_of(values["base"]), setting_of(values["setting"]), Trial(**values["before"]),
            Trial(**values["after"]), 0,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return None


def keep(name: str, fit: Fit) -> None:
    """Keep a decision."""
    kept.write(f"fitting/{name}", json.dumps(asdict(fit)).encode())


def setting_of(values: dict[str, object]) -> Setting:
    area = values.pop("area")
    return Setting(TypeArea(**area), **values)  # type: ignore[arg-type]


def digests(files: Iterable[bytes | None]) -> str:
    """The hashes of files, such as pictures, of which none may be there."""
    return " ".join(hashlib.sha256(data).hexdigest() if data is not None else "-" for data in files)
