"""Cut fonts down to the glyphs that are set and no others (サブセット), where WeasyPrint keeps an empty place for each glyph left out.

It does so since the text names glyphs by their number in the whole font. In a CFF font glyphs have names of their own, the CIDs, by
which a reader finds them (ISO 32000-2, 9.7.4.2). Where these are the numbers, as in fonts for Japanese, no place need be kept: that is
a fifth of the work, and half of the bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

# Tables that a PDF has no use for: it has the widths and the characters in dictionaries of its own.
DROPPED = (b"BASE", b"DSIG", b"GDEF", b"GPOS", b"GSUB", b"JSTF", b"OS/2", b"VORG", b"cmap", b"hhea", b"hmtx", b"name", b"post",
           b"vhea", b"vmtx")  # fmt: skip
# Operators of a Top DICT (Adobe technical note 5176, table 9 and 10).
CHARSET, REGISTRY = 15, (12, 30)

stock_subset = Font._harfbuzz_subset


@contextmanager
def cutting() -> Iterator[None]:
    """What WeasyPrint writes in here must be finished before it is read: fonts are then embedded as bare CFF.

    In the wrapping that WeasyPrint gives them, some readers take a CID for the glyph's number in the file.
    """
    Font._harfbuzz_subset = subset
    try:
        yield
    finally:
        Font._harfbuzz_subset = stock_subset


def subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """WeasyPrint's method of this name."""
    if not font.missing and "fvar" not in font.tables and named_by_number(font.hb_face):
        data = cut(font.hb_face, sorted(to_unicode), hinting)
        if data:
            font.file_content = data
            return
    stock_subset(font, to_unicode, hinting)


def cut(face: Any, glyphs: list[int], hinting: bool) -> bytes:
    """An OpenType font of little more than the outlines of these glyphs; b"" where HarfBuzz cannot make it."""
    wanted = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    add(harfbuzz_subset.hb_subset_input_glyph_set(wanted), glyphs)
    tags = sorted(harfbuzz.hb_tag_from_string(name, -1) for name in DROPPED)
    add(harfbuzz_subset.hb_subset_input_set(wanted, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG), tags)
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
    made = harfbuzz_subset.hb_subset_or_fail(face, wanted)
    if made == ffi.NULL:
        return b""
    data: bytes = get_hb_object_data(ffi.gc(made, harfbuzz.hb_face_destroy))
    return data


def add(numbers: Any, values: list[int]) -> None:
    """Add ascending values to a set of HarfBuzz."""
    harfbuzz.hb_set_add_sorted_array(numbers, ffi.new(f"hb_codepoint_t[{len(values)}]", values), len(values))


def named_by_number(face: Any) -> bool:
    """Whether every glyph's CID is its number."""
    tag = harfbuzz.hb_tag_from_string(b"CFF ", 4)
    table = ffi.gc(harfbuzz.hb_face_reference_table(face, tag), harfbuzz.hb_blob_destroy)
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(table, length)
    if data == ffi.NULL or not length[0]:
        return False
    return is_identity(memoryview(ffi.buffer(data, length[0])), harfbuzz.hb_face_get_glyph_count(face))


def is_identity(cff: memoryview, count: int) -> bool:
    """The same of a table CFF with so many glyphs, without a look at each: its charset is one range (5176, 13)."""
    try:
        _, _, end = index(cff, cff[2])  # the names; the Top DICTs follow
        start, stop, _ = index(cff, end)
        top = dict(operators(cff[start:stop]))
        at = top[CHARSET][-1]
        charset = cff[at], number(cff[at + 1 : at + 3]), number(cff[at + 3 : at + 5])
    except (IndexError, KeyError):  # it is not whole, or has a charset that is the same in many fonts
        return False
    return REGISTRY in top and charset == (2, 1, count - 2)


def index(cff: memoryview, at: int) -> tuple[int, int, int]:
    """Where the first thing of an INDEX begins and ends, and where the INDEX ends (5176, 5)."""
    count, size = number(cff[at : at + 2]), cff[at + 2]
    before = at + 2 + (count + 1) * size
    first, second, last = (
        before + number(cff[at + 3 + each * size : at + 3 + (each + 1) * size]) for each in (0, 1, count)
    )
    return first, second, last


def operators(data: memoryview) -> Iterator[tuple[Any, list[int]]]:
    """The operators of a DICT with their whole numbers (5176, 4)."""
    at, numbers = 0, list[int]()
    while at < len(data):
        byte = data[at]
        at += 1
        if byte <= 21:
            yield (byte, data[at]) if byte == 12 else byte, numbers
            at, numbers = at + (byte == 12), []
        elif byte in (28, 29):
            size = 2 if byte == 28 else 4
            numbers.append(int.from_bytes(data[at : at + size], "big", signed=True))
            at += size
        elif byte == 30:  # a real number ends with the nibble f
            while data[at] & 15 != 15:
                at += 1
            at += 1
        elif byte <= 246:
            numbers.append(byte - 139)
        else:
            sign, base = (1, 247) if byte <= 250 else (-1, 251)
            numbers.append(sign * ((byte - base) * 256 + data[at] + 108))
            at += 1


def number(data: memoryview) -> int:
    return int.from_bytes(data, "big")
