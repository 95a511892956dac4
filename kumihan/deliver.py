"""納品: put finished products into the output folder, each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kumihan.errors import OutputError
from kumihan.export.artifact import Artifact
from kumihan.finding import error
from kumihan.messages import tr

UNFINISHED = ".unfinished"


def deliver(artifacts: Iterable[Artifact], folder: Path) -> None:
    """Write all products beside their places, then rename them. Raises OutputError and leaves the last good files."""
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for artifact in artifacts:
            place = folder / artifact.name
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_name(f".{place.name}.{os.getpid()}{UNFINISHED}")
            written.append((beside, place))
            with beside.open("wb") as file:
                file.write(artifact.data)
                file.flush()
                os.fsync(file.fileno())
        for beside, place in written:
            os.replace(beside, place)
    except OSError as reason:
        hint = tr("free the place or choose another folder with --output")
        fact = tr("cannot write {name}: {reason}", name=reason.filename or folder, reason=reason.strerror)
        raise OutputError(error("output", fact, hint=hint)) from None
    finally:
        for beside, _ in written:
            beside.unlink(missing_ok=True)
