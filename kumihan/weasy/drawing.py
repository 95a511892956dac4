"""Draw composed text from the glyphs that were shaped before layout; the text in the PDF stays the source's own."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from weasyprint import draw
from weasyprint.draw import text as draw_stock
from weasyprint.draw.color import get_color
from weasyprint.layout.percent import percentage
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, pango

from kumihan.weasy.building import Composed
from kumihan.weasy.emphasis import draw_emphasis
from kumihan.weasy.shaping import ShapedCluster

stock_draw_text = draw.draw_text
# PDF counts widths in thousandths of the type size (ISO 32000-2, 9.2.4).
MILLI = 1000


def draw_text(stream: Any, textbox: Any, offset_x: float, text_overflow: Any, block_ellipsis: Any = "none") -> None:
    """WeasyPrint's function of this name: composed text goes its own way."""
    composed: Composed | None = textbox.__dict__.get("composed")
    if composed is None:
        stock_draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    if block_ellipsis != "none" or text_overflow != "clip":
        layout = line_break.create_layout(textbox.text, textbox.style, None, textbox.width, 0)
        layout.deactivate()
        textbox.pango_layout = layout
        stock_draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    if textbox.style["visibility"] != "visible":
        return
    # A reading takes no part in the lines under or over its base (CSS Text Decoration 3, 2.1).
    decorations = "none" if "annotation" in textbox.__dict__ else textbox.style["text_decoration_line"]
    if decorations != "none":
        draw_decorations(stream, textbox, offset_x, [line for line in ("overline", "underline") if line in decorations])
    if textbox.text.strip():
        draw_clusters(stream, textbox, composed)
        draw_emphasis(stream, textbox, composed)
    if "line-through" in decorations:
        draw_decorations(stream, textbox, offset_x, ["line-through"])


def draw_clusters(stream: Any, textbox: Any, composed: Composed) -> None:
    """The glyphs, font by font."""
    stream.set_color(textbox.style["color"])
    stream.begin_text()
    pen = textbox.position_x + composed.shift
    baseline = textbox.position_y + textbox.baseline - composed.rise
    pairs = zip(composed.clusters, composed.advances, strict=True)
    for _, run in groupby(pairs, key=lambda pair: pair[0].address):
        items = list(run)
        draw_run(stream, items, textbox.style["font_size"], pen, baseline)
        pen += sum(advance for _, advance in items)
    stream.end_text()


def draw_run(stream: Any, items: list[tuple[ShapedCluster, float]], size: float, x: float, y: float) -> None:
    """Clusters of one font. Rounding to thousandths is carried on, so that the line's end is exact to one of them."""
    pango_font = items[0][0].font
    # Fonts of clusters live as long as the font configuration.
    font, font_size = getattr(stream, "add_kept_font", stream.add_font)(pango_font)
    stream.set_font_size(font.hash, 1 if font.bitmap else size)
    stream.set_text_matrix(1, 0, 0, -1, x, y)
    goal = drawn = 0.0
    string: list[str] = []
    # What a cluster writes and how wide the font has it is the same each time at this size.
    known = font.__dict__.setdefault("written", {}).setdefault(size, {})
    for cluster, advance in items:
        if (found := known.get(id(cluster))) is None:
            # The cluster is kept too, so that no other can take its place in memory.
            found = known[id(cluster)] = (*write_cluster(stream, font, pango_font, cluster, size, font_size), cluster)
        string.append(found[0])
        drawn += found[1]
        goal += advance * MILLI / size
        if kern := round(drawn - goal):
            string.append(str(kern))
            drawn -= kern
    stream.show_text("".join(string).replace("><", ""))


def write_cluster(
    stream: Any, font: Any, pango_font: Any, cluster: ShapedCluster, size: float, font_size: float
) -> tuple[str, int]:
    """A cluster's glyphs as PDF strings, and their width in thousandths; the font learns what text they stand for."""
    string, width = "", 0
    for glyph in cluster.glyphs:
        width += glyph_width(stream, font, pango_font, glyph.number, font_size)
        font.to_unicode.setdefault(glyph.number, cluster.text if glyph is cluster.glyphs[0] else "")
        shift = round(glyph.offset * MILLI / size)
        string += f" {-shift}<{glyph.number:04x}>{shift} " if shift else f"<{glyph.number:04x}>"
    return string, width


def glyph_width(stream: Any, font: Any, pango_font: Any, number: int, font_size: float) -> int:
    """The font's own width of a glyph in thousandths, as the PDF's font dictionary will say it."""
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, number, stream.ink_rect, stream.logical_rect)
        font.widths[number] = round(stream.logical_rect.width * MILLI * FROM_UNITS / font_size)
    return int(font.widths[number])


def draw_decorations(stream: Any, textbox: Any, offset_x: float, lines: list[str]) -> None:
    """Underline, overline or line-through, where WeasyPrint draws them (CSS Text Decoration 3)."""
    style, metrics = textbox.style, textbox.pango_layout
    color = get_color(style, "text_decoration_color")
    for line in lines:
        thickness = metrics.strikethrough_thickness if line == "line-through" else underline_thickness(style, metrics)
        match line:
            case "overline":
                y = textbox.baseline - metrics.ascent + thickness / 2
            case "underline":
                offset = style["text_underline_offset"]
                auto = offset == "auto"
                below = -metrics.underline_position if auto else percentage(offset, style, style["font_size"])
                y = textbox.baseline + below + thickness / 2
            case _:
                y = textbox.baseline - metrics.strikethrough_position
        draw_stock.draw_text_decoration(stream, textbox, offset_x, y, thickness, color)


def underline_thickness(style: Any, metrics: Any) -> Any:
    thickness = style["text_decoration_thickness"]
    if thickness in ("auto", "from-font"):
        return metrics.underline_thickness
    return percentage(thickness, style, style["font_size"])
