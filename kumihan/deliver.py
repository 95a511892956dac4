"""納品: put finished products into the output folder, each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kumihan.errors import OutputError
from kumihan.export.artifact import Artifact
from kumihan.finding import error
from kumihan.messages import tr


def deliver(artifacts: Iterable[Artifact], folder: Path) -> None:
    """Write all products beside their places, then rename them. Raises OutputError and leaves the last good files."""
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for artifact in artifacts:
            beside = folder / f".{artifact.name}.{os.getpid()}"
            written.append((beside, folder / artifact.name))
            beside.write_bytes(artifact.data)
        for beside, place in written:
            os.replace(beside, place)
    except OSError as reason:
        hint = tr("free the place or choose another folder with --output")
        fact = tr("cannot write {name}: {reason}", name=reason.filename, reason=reason.strerror)
        raise OutputError(error("output", fact, hint=hint)) from None
    finally:
        for beside, _ in written:
            beside.unlink(missing_ok=True)
