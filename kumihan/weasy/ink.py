"""Draw into content streams whose names are the page's own, with fonts that are found once; what is drawn is WeasyPrint's."""

from __future__ import annotations

from functools import partial
from typing import Any

from weasyprint.pdf import fonts
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key

from kumihan.remembered import recalled
from kumihan.weasy.plate import CLOSE, OPEN, FontName

stock_object_data = fonts.get_hb_object_data


class Font(fonts.Font):  # type: ignore[misc]
    """WeasyPrint's font without a copy of its file, which has tens of megabytes, until somebody asks for it."""

    def __init__(self, pango_font: Any) -> None:
        key, description, size = get_pango_font_key(pango_font)
        self.held: bytes | None = None
        fonts.get_hb_object_data = lambda face: None
        try:
            super().__init__(pango_font, description, size)
        finally:
            fonts.get_hb_object_data = stock_object_data
        found = pango.pango_font_description_get_variations(description)
        self.known_as = FontName(
            key,
            self.family,
            pango.pango_font_description_get_weight(description),
            pango.pango_font_description_get_style(description),
            "" if found == ffi.NULL else ffi.string(found).decode(),
            size,
            self.glyph_count,
        )

    def _harfbuzz_subset(self, to_unicode: Any, hinting: bool) -> None:
        """WeasyPrint's way of cutting the font down to its glyphs; what was cut before is remembered."""
        key = (self.known_as, self.index, tuple(sorted(to_unicode)), bool(self.missing), hinting)
        self.file_content = recalled("a font cut down", key, partial(self.cut, to_unicode, hinting))

    def cut(self, to_unicode: Any, hinting: bool) -> bytes:
        super()._harfbuzz_subset(to_unicode, hinting)
        return self.file_content

    @property
    def file_content(self) -> bytes:
        if self.held is None:
            self.held = stock_object_data(self.hb_face)
        return self.held

    @file_content.setter
    def file_content(self, data: bytes | None) -> None:
        self.held = data


def find_font(name: FontName, configuration: FontConfiguration) -> Font | None:
    """The font of a name, used by nobody yet; None where this machine finds another."""
    font_map = configuration.font_map
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    wanted = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(wanted, name.family.encode())
    pango.pango_font_description_set_weight(wanted, name.weight)
    pango.pango_font_description_set_style(wanted, name.style)
    if name.variations:
        pango.pango_font_description_set_variations(wanted, name.variations.encode())
    pango.pango_font_description_set_absolute_size(wanted, round(name.size * TO_UNITS))
    found = pango.pango_font_map_load_font(font_map, context, wanted)
    if found == ffi.NULL:
        return None
    font = Font(ffi.gc(found, gobject.g_object_unref))
    return font if font.known_as == name else None


class Ink(Stream):  # type: ignore[misc]
    """WeasyPrint's stream; `known` has the key and size of fonts that stay where they are, by their address."""

    known: dict[int, tuple[int, float]]

    def clone(self, **options: Any) -> Ink:
        own = {
            "fonts": self._fonts, "page_rectangle": self.page_rectangle, "resources": self._resources,
            "images": self._images, "tags": self._tags, "color_profiles": self._color_profiles,
            "output_intent": self._output_intent, "compress": self.compress,
        }  # fmt: skip
        made = Ink(**(own | options))
        made.known = self.known
        return made

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        key, _, size = get_pango_font_key(pango_font)
        return self.cast(key, pango_font), size

    def add_kept_font(self, pango_font: Any) -> tuple[Any, float]:
        """The same for a font that lives as long as the font configuration; Pango is asked for its name once."""
        address = int(ffi.cast("intptr_t", pango_font))
        if (found := self.known.get(address)) is None:
            key, _, size = get_pango_font_key(pango_font)
            found = self.known[address] = (key, size)
        return self.cast(found[0], pango_font), found[1]

    def cast(self, key: int, pango_font: Any) -> Any:
        if (font := self._fonts.get(key)) is None:
            font = self._fonts[key] = Font(pango_font)
        return font


class PageInk(Ink):
    """The stream of a page: what WeasyPrint would number through the whole file is numbered on the page and marked."""

    def own(self, kind: str, letter: str, made: Any) -> Any:
        entries = self._resources[kind]
        value = entries.pop(made.id)
        made.id = f"{OPEN}{letter}{len(entries)}{CLOSE}"
        entries[made.id] = value
        return made

    def add_group(self, *arguments: Any) -> Any:
        return self.own("XObject", "x", super().add_group(*arguments))

    def add_pattern(self, *arguments: Any) -> Any:
        return self.own("Pattern", "p", super().add_pattern(*arguments))

    def add_shading(self, *arguments: Any, **options: Any) -> Any:
        return self.own("Shading", "h", super().add_shading(*arguments, **options))

    def set_state(self, state: Any) -> None:
        super().set_state(state)
        entries = self._resources["ExtGState"]
        value = entries.pop(f"s{len(entries) - 1}")
        name = f"{OPEN}s{len(entries)}{CLOSE}"
        entries[name] = value
        self.stream[-1] = f"/{name} gs".encode()
