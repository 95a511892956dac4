"""Embed OpenType fonts with CFF outlines as bare CFF: PDF 1.4 knows no other form, and it is smaller."""

from __future__ import annotations

import struct

from pikepdf import Dictionary, Name, Pdf

from kumihan.export.finish.job import Job


def bare_cff(pdf: Pdf, job: Job) -> None:
    """FontFile3 of the subtype OpenType becomes CIDFontType0C (ISO 32000-1, table 126)."""
    for descriptor in pdf.objects:
        if not isinstance(descriptor, Dictionary) or "/FontFile3" not in descriptor:
            continue
        old = descriptor["/FontFile3"]
        if old.get("/Subtype") == Name.OpenType and (table := cff(bytes(old.get_stream_buffer()))):
            descriptor["/FontFile3"] = pdf.make_stream(table, Subtype=Name.CIDFontType0C)


def cff(font: bytes) -> bytes:
    """The table CFF of an OpenType font; b"" when it has none."""
    for entry in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, length = struct.unpack_from(">4s3I", font, 12 + 16 * entry)
        if tag == b"CFF ":
            return font[offset : offset + length]
    return b""
