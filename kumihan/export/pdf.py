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


def missing_families(data: bytes, config: Config) -> tuple[str, ...]:
    """The families of book.toml that no font in the PDF is of: the machine does not have them and others stand in."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {
            letters(str(thing["/BaseFont"]))
            for thing in pdf.objects
            if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font and "/BaseFont" in thing
        }
    families = (config.fonts.serif, config.fonts.sans)
    return tuple(family for family in families if not any(letters(family) in name for name in names))


def letters(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())
