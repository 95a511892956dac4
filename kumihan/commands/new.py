"""Make a new publication: of nothing, or of an author’s manuscript."""

from __future__ import annotations

from pathlib import Path

from kumihan.deliver import deliver_folder
from kumihan.errors import InputError
from kumihan.export.artifact import Artifact
from kumihan.finding import Finding, error
from kumihan.intake.manuscript import import_manuscript
from kumihan.markup.writer import write_chapter
from kumihan.messages import tr
from kumihan.pages.templates import HOME
from kumihan.source import read_bytes


def begin(folder: Path) -> tuple[Finding, ...]:
    """Begin a new publication from the project's sample. Raises InputError when the folder holds anything."""
    sample = HOME / "templates" / "init"
    names = sorted(path.relative_to(sample).as_posix() for path in sample.rglob("*") if path.is_file())
    deliver_folder((Artifact(name, "", read_bytes(sample, name) or b"") for name in names), folder)
    return ()


def bring_in(manuscript: Path, folder: Path) -> tuple[Finding, ...]:
    """入稿: make a publication of an author's manuscript. Raises InputError when the folder holds anything."""
    try:
        data = manuscript.read_bytes()
    except OSError as reason:
        fact = tr("{file} cannot be read: {reason}", file=manuscript, reason=reason.strerror)
        raise InputError(error("unreadable", fact, hint=tr("check the name of the manuscript"))) from None
    files, findings = import_manuscript(data, manuscript.name, write_chapter)
    contents = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    deliver_folder((Artifact(name, "", data) for name, data in contents.items()), folder)
    return findings
