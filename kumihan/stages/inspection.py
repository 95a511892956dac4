"""下版検査: look over PDFs and e-books as they would be delivered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kumihan.config import Config
from kumihan.export.artifact import Artifact
from kumihan.finding import Finding
from kumihan.model import Book, Target
from kumihan.preflight.inspection import inspect


def preflight(
    artifacts: Iterable[Artifact], book: Book, config: Config, targets: Mapping[str, Target]
) -> tuple[Finding, ...]:
    """下版検査: what is wrong with PDFs and e-books as they would be delivered."""
    files = [artifact for artifact in artifacts if artifact.name.endswith((".pdf", ".epub"))]
    return tuple(found for file in files for found in inspect(file.name, file.data, book, config, targets))
