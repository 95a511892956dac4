"""Find the font of a family on this machine, the one that the typesetter would set with: its file, or what it is known by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint.text import fonts as engine
from weasyprint.text.ffi import ffi, gobject, harfbuzz, pango

from kumihan.weasy.font_maps import find_fonts

REGULAR, BOLD = 400, 700


def font_file(family: str, weight: int) -> tuple[bytes, int] | None:
    """The bytes of the file of a family at a weight (100–900, CSS Fonts 4 §2.2) and the font's 0-based index in it.

    It is another family's where this machine does not have this one.
    """
    fonts = find_fonts()  # a font reads from its map, which must outlive it
    font = loaded(fonts, family, weight)
    if font is None:
        return None
    face = engine.get_pango_font_hb_face(font)
    return (engine.get_hb_object_data(face), harfbuzz.hb_face_get_index(face))


def font_heads(families: Iterable[str]) -> bytes:
    """What tells the fonts of families, regular and bold, from all others, without reading the whole of them.

    It is their `head` tables, which hold a font's revision, its date and a checksum of all its tables (OpenType, head).
    """
    fonts = find_fonts()
    found = (loaded(fonts, family, weight) for family in families for weight in (REGULAR, BOLD))
    return b"".join(head(font) if font else b"-" for font in found)


def loaded(fonts: Any, family: str, weight: int) -> Any:
    """Pango's font; None where there is none at all."""
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    wanted = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(wanted, family.encode())
    pango.pango_font_description_set_weight(wanted, weight)
    found = pango.pango_font_map_load_font(fonts.font_map, context, wanted)
    return None if found == ffi.NULL else ffi.gc(found, gobject.g_object_unref)


def head(font: Any) -> bytes:
    """A font's `head` table."""
    tag = harfbuzz.hb_tag_from_string(b"head", 4)
    table = ffi.gc(
        harfbuzz.hb_face_reference_table(engine.get_pango_font_hb_face(font), tag), harfbuzz.hb_blob_destroy
    )  # fmt: skip
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(table, length)
    return bytes(ffi.unpack(data, length[0])) if data != ffi.NULL else b"-"
