"""Draw composed text from the glyphs that were shaped before layout; the text in the PDF stays the source's own."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from weasyprint import draw
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from kumihan.weasy.flatten import Composed
from kumihan.weasy.shaping import ShapedCluster

stock_draw_text = draw.draw_text
# PDF counts widths in thousandths of the type size (ISO 32000-2, 9.2.4).
MILLI = 1000


def draw_text(stream: Any, textbox: Any, offset_x: float, text_overflow: Any, block_ellipsis: Any = "none") -> None:
    """WeasyPrint's function of this name: composed text goes its own way."""
    composed: Composed | None = textbox.__dict__.get("composed")
    if composed is None or block_ellipsis != "none" or text_overflow != "clip":
        stock_draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    if textbox.style["visibility"] != "visible" or not textbox.text.strip():
        return
    stream.set_color(textbox.style["color"])
    stream.begin_text()
    pen = textbox.position_x + composed.shift
    baseline = textbox.position_y + textbox.baseline
    pairs = zip(composed.clusters, composed.advances, strict=True)
    for index, (_, run) in enumerate(groupby(enumerate(pairs), key=lambda item: ffi.cast("intptr_t", item[1][0].font))):
        items = [pair for _, pair in run]
        advances = [advance for _, advance in items]
        if index == 0:
            advances[0] -= composed.shift
        draw_run(stream, [cluster for cluster, _ in items], advances, textbox.style["font_size"], pen, baseline)
        pen += sum(advances)
    stream.end_text()


def draw_run(
    stream: Any, clusters: list[ShapedCluster], advances: list[float], size: float, x: float, y: float
) -> None:
    """Clusters of one font. Rounding to thousandths is carried on, so that the line's end is exact to one of them."""
    font, font_size = stream.add_font(clusters[0].font)
    stream.set_font_size(font.hash, 1 if font.bitmap else size)
    stream.set_text_matrix(1, 0, 0, -1, x, y)
    goal = drawn = 0.0
    string = ""
    for cluster, advance in zip(clusters, advances, strict=True):
        for glyph in cluster.glyphs:
            width = glyph_width(stream, font, cluster.font, glyph.number, font_size)
            font.to_unicode.setdefault(glyph.number, cluster.text if glyph is cluster.glyphs[0] else "")
            shift = round(glyph.offset * MILLI / size)
            string += (f"{-shift}" if shift else "") + f"<{glyph.number:04x}>" + (f"{shift}" if shift else "")
            drawn += width
        goal += advance * MILLI / size
        if kern := round(drawn - goal):
            string += f"{kern}"
            drawn -= kern
    stream.show_text(string.replace("><", ""))


def glyph_width(stream: Any, font: Any, pango_font: Any, number: int, font_size: float) -> int:
    """The font's own width of a glyph in thousandths, as the PDF's font dictionary will say it."""
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, number, stream.ink_rect, stream.logical_rect)
        font.widths[number] = round(stream.logical_rect.width * MILLI * FROM_UNITS / font_size)
    return int(font.widths[number])
