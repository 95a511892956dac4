"""Shape a text once: glyphs, advances and font of every cluster, kept for measuring and for drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from kumihan.jlreq.classes import CharClass, classify

# A font's kerning moves kana by less than this share of an em; the solid setting (ベタ組) ignores it.
KERNED = 0.15


class Unshapable(Exception):
    """The text needs what only WeasyPrint's own lines can do: right-to-left runs, missing glyphs, line feeds."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """`width` is the font's own advance and `rise` the offset upwards, both in px; `number` the glyph's id."""

    number: int
    width: float
    offset: float
    rise: float


@dataclass(frozen=True, slots=True)
class ShapedCluster:
    """Characters that the font sets as one: text, UTF-8 offset, advance in px, glyphs, and the Pango font."""

    text: str
    byte: int
    advance: float
    glyphs: tuple[Glyph, ...]
    font: Any


@dataclass(frozen=True, slots=True)
class Shaped:
    """A whole text: `height` and `baseline` in px; `layout` keeps the fonts alive."""

    clusters: tuple[ShapedCluster, ...]
    height: float
    baseline: float
    layout: Any


def shape(text: str, style: Any) -> Shaped:
    """Shape a text in one style. Raises Unshapable."""
    if "\n" in text or "\t" in text or "\u00ad" in text:
        raise Unshapable
    layout = line_break.Layout(style)
    layout.set_text(text)
    line, index = layout.get_first_line()
    if index is not None or line.resolved_dir % 2:
        raise Unshapable
    data = text.encode()
    clusters: list[ShapedCluster] = []
    run = line.runs
    while run != ffi.NULL:
        clusters += run_clusters(run.data, data, style["font_size"])
        run = run.next
    clusters.sort(key=lambda cluster: cluster.byte)
    _, height = line_break.line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    return Shaped(tuple(clusters), height, baseline, layout)


def run_clusters(item: Any, data: bytes, em: float) -> list[ShapedCluster]:
    """The clusters of one Pango run; several glyphs may make one."""
    font, base = item.item.analysis.font, item.item.offset
    if item.item.analysis.level % 2:
        raise Unshapable
    string = item.glyphs
    starts = [base + string.log_clusters[index] for index in range(string.num_glyphs)]
    ends = [*starts[1:], base + item.item.length]
    found: list[ShapedCluster] = []
    held: list[Glyph] = []
    advance = 0.0
    for index in range(string.num_glyphs):
        info = string.glyphs[index]
        if info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG and info.glyph != pango.PANGO_GLYPH_EMPTY:
            raise Unshapable
        width = info.geometry.width * FROM_UNITS
        advance += width
        if info.glyph != pango.PANGO_GLYPH_EMPTY:
            held.append(
                Glyph(info.glyph, width, info.geometry.x_offset * FROM_UNITS, -info.geometry.y_offset * FROM_UNITS)
            )
        if ends[index] != starts[index]:
            text = data[starts[index] : ends[index]].decode()
            found.append(ShapedCluster(text, starts[index], solid(text, advance, em), tuple(held), font))
            held, advance = [], 0.0
    return found


def solid(text: str, advance: float, em: float) -> float:
    """The advance in the solid setting: a full-width character takes exactly one em (JLREQ 2.3.2)."""
    japanese = classify(text) not in (CharClass.WESTERN, CharClass.NUMERAL, CharClass.WORD_SPACE)
    return em if japanese and len(text) == 1 and abs(advance - em) < KERNED * em else advance
