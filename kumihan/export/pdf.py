"""Finish a PDF with pikepdf: title, language, page labels, and nothing that changes from day to day."""

from __future__ import annotations

import io
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kumihan.config import Config


def finish(data: bytes, config: Config, edition: str, folios: tuple[str, ...]) -> bytes:
    """The PDF with its metadata. The same input gives the same bytes on any day and machine."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        title = " ".join(part for part in (config.title, config.edition) if part)
        stamp = f"D:{config.date:%Y%m%d}000000Z"
        pdf.docinfo = pdf.make_indirect(
            Dictionary(Title=String(title), CreationDate=String(stamp), ModDate=String(stamp))
        )
        if config.issuer:
            pdf.docinfo["/Author"] = String(config.issuer)
        pdf.Root.Lang = String(config.language)
        pdf.Root.PageLabels = Dictionary(Nums=page_labels(folios))
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if edition == "screen":
            pdf.Root.PageMode = Name.UseOutlines
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def page_labels(folios: tuple[str, ...]) -> Array:
    """Page labels as printed: runs of decimal numbers; a page without a folio has its words as a prefix (ISO 32000-2, 12.4.2)."""
    entries: list[object] = []
    runs = groupby(enumerate(folios), lambda pair: int(pair[1]) - pair[0] if pair[1].isdigit() else pair[1])
    for _, run in runs:
        index, folio = next(run)
        label = Dictionary(S=Name.D, St=int(folio)) if folio.isdigit() else Dictionary(P=String(folio))
        entries += [index, label]
    return Array(entries)
