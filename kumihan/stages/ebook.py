"""Make the e-book of a manuscript and of its printed pages."""

from __future__ import annotations

import time

from kumihan.digest.summary import summary_of
from kumihan.export.artifact import Artifact
from kumihan.export.epub_edition import make_ebooks
from kumihan.export.page_breaks import page_breaks
from kumihan.finding import Finding
from kumihan.pages.ebook import Press
from kumihan.pages.store import STORES
from kumihan.pages.templates import Room
from kumihan.pictures import prepare
from kumihan.source import read_bytes
from kumihan.stages.manuscript import Manuscript
from kumihan.stages.recommendations import whole_digest
from kumihan.weasy.font_file import font_file
from kumihan.weasy.typeset import Pages


def ebooks(
    manuscript: Manuscript, printed: Pages, pdf: bytes, store: str
) -> tuple[tuple[Artifact, ...], tuple[Finding, ...]]:
    """The e-book and its sample, and what is wrong with them; the page list is that of the printed pages, the cover their first."""
    begun = time.perf_counter()
    starts = {name: anchor.page for name, anchor in printed.anchors.items()}
    breaks = page_breaks(manuscript.book, starts, printed.fragments, printed.folios)
    summary = summary_of(whole_digest(manuscript, printed))
    press = Press(manuscript.config, Room(manuscript.root), STORES[store], breaks, summary=summary)

    def picture(source: str) -> tuple[str, bytes]:
        return prepare(read_bytes(manuscript.root, source) or b"")

    made, found = make_ebooks(manuscript.book, manuscript.targets, press, pdf, picture, manuscript.sources, font_file)
    seconds = time.perf_counter() - begun
    return tuple(Artifact(name, "application/epub+zip", data, 0, seconds) for name, data in made.items()), found
