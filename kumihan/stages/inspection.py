"""下版検査: look over the PDFs as they would be delivered."""

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
    """下版検査: what is wrong with the PDFs as they would be delivered."""
    pdfs = [artifact for artifact in artifacts if artifact.media_type == "application/pdf"]
    return tuple(found for pdf in pdfs for found in inspect(pdf.name, pdf.data, book, config, targets))
