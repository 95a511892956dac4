"""Label pages as they are numbered in print."""

from __future__ import annotations

from itertools import groupby

from pikepdf import Array, Dictionary, Name, Pdf, String

from kumihan.export.finish.job import Job


def labels(pdf: Pdf, job: Job) -> None:
    """Every page's label is its folio."""
    pdf.Root.PageLabels = Dictionary(Nums=page_labels(job.folios))


def page_labels(folios: tuple[str, ...]) -> Array:
    """Page labels as printed: runs of decimal numbers; a page without a folio has its words as a prefix (ISO 32000-2, 12.4.2)."""
    entries: list[object] = []
    runs = groupby(enumerate(folios), lambda pair: int(pair[1]) - pair[0] if pair[1].isdigit() else pair[1])
    for _, run in runs:
        index, folio = next(run)
        label = Dictionary(S=Name.D, St=int(folio)) if folio.isdigit() else Dictionary(P=String(folio))
        entries += [index, label]
    return Array(entries)
