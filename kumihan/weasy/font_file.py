"""Find the file of a font family on this machine, the one that the typesetter would set with."""

from __future__ import annotations

from weasyprint.text import fonts as engine
from weasyprint.text.ffi import ffi, gobject, harfbuzz, pango


def font_file(family: str, weight: int) -> tuple[bytes, int] | None:
    """The bytes of the file of a family at a weight (100–900, CSS Fonts 4 §2.2) and the font's 0-based index in it.

    It is another family's where this machine does not have this one.
    """
    fonts = engine.FontConfiguration()
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    wanted = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(wanted, family.encode())
    pango.pango_font_description_set_weight(wanted, weight)
    found = pango.pango_font_map_load_font(fonts.font_map, context, wanted)
    if found == ffi.NULL:
        return None
    font = ffi.gc(found, gobject.g_object_unref)
    face = engine.get_pango_font_hb_face(font)
    return (engine.get_hb_object_data(face), harfbuzz.hb_face_get_index(face))
