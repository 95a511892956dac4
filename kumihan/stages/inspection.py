"""下版検査: look over PDFs and e-books as they would be delivered."""

from __future__ import annotations

from collections.abc import Iterable

from kumihan.config import FILE
from kumihan.export.artifact import Artifact
from kumihan.finding import Finding
from kumihan.pages.kinsoku_level import kinsoku_of
from kumihan.pages.layout import STYLES
from kumihan.pages.templates import Room
from kumihan.preflight.inspection import inspect
from kumihan.preflight.publication import Publication
from kumihan.stages.manuscript import Manuscript


def publication_of(manuscript: Manuscript) -> Publication:
    """What products are held against: the book, what book.toml says, and what the publication's own styles and templates change."""
    room = Room(manuscript.root)
    sheets = {
        edition: [sheet for name in names for _, sheet in room.stylesheets(name)] for edition, names in STYLES.items()
    }
    about = next((source.text for source in manuscript.sources if source.file == FILE), "")
    kinsoku = {edition: kinsoku_of(texts) for edition, texts in sheets.items()}
    return Publication(manuscript.book, manuscript.config, manuscript.targets, about, kinsoku, room.own)


def preflight(artifacts: Iterable[Artifact], publication: Publication) -> tuple[Finding, ...]:
    """下版検査: what is wrong with PDFs and e-books as they would be delivered."""
    files = [artifact for artifact in artifacts if artifact.name.endswith((".pdf", ".epub"))]
    return tuple(found for file in files for found in inspect(file.name, file.data, publication))
