"""Open the machine's fonts for the typesetter: once for the process, or apart where fonts are embedded. It chooses none of them."""

from __future__ import annotations

from typing import Any
from weakref import finalize

from weasyprint.text.ffi import ffi, pangoft2
from weasyprint.text.fonts import FontConfiguration

from kumihan.weasy import boot

common: FontConfiguration | None = None


def find_fonts(stylesheets: tuple[tuple[str, str], ...] = ()) -> FontConfiguration:
    """The machine's fonts: one configuration for the process, with what was shaped in it; one's own with embedded fonts."""
    global common
    if not boot.fast() or any("@font-face" in text.lower() or "@import" in text.lower() for _, text in stylesheets):
        return open_fonts()
    if common is None or common._folder is not None:  # an element's own style embedded a font in it
        common = open_fonts()
    return common


def open_fonts() -> FontConfiguration:
    """WeasyPrint's configuration. It reads the machine's fonts anew, and gives back what it took for that."""
    made = FontConfiguration()
    finalize(made, give_back, made.font_map).atexit = False  # type: ignore[misc]  # typeshed has it for a constant
    return made


def give_back(font_map: Any) -> None:
    """Take the fonts away from a map that goes: Pango before 1.54 never gives them back, a quarter of a MiB each time."""
    pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", font_map), ffi.NULL)
