"""納品: put finished products into the output folder, each whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from kumihan.errors import InputError, OutputError
from kumihan.export.artifact import Artifact
from kumihan.finding import error
from kumihan.messages import tr

UNFINISHED = ".unfinished"
# Ends the name of a text beside a product that says why it is not to be delivered; a product made anew takes it away.
FAULTS = ".faults.txt"


def deliver_folder(artifacts: Iterable[Artifact], folder: Path) -> None:
    """Make a new folder whole or not at all. Raises InputError when it is there and not empty, OutputError otherwise."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fact = tr("{folder} is there and not empty; nothing was written", folder=folder)
        raise InputError(error("not-empty", fact, hint=tr("choose a new folder")))
    beside = folder.absolute().with_name(f".{folder.absolute().name}.{os.getpid()}{UNFINISHED}")
    try:
        deliver(artifacts, beside)
        os.replace(beside, folder)
    except OSError as reason:
        fact = tr("cannot write {name}: {reason}", name=folder, reason=reason.strerror)
        raise OutputError(error("output", fact, hint=tr("choose a new folder"))) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


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
            place.with_name(place.name + FAULTS).unlink(missing_ok=True)
    except OSError as reason:
        hint = tr("free the place or choose another folder with --output")
        fact = tr("cannot write {name}: {reason}", name=reason.filename or folder, reason=reason.strerror)
        raise OutputError(error("output", fact, hint=hint)) from None
    finally:
        for beside, _ in written:
            beside.unlink(missing_ok=True)
