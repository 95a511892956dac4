"""Shape characters and words once in each typeface: glyphs, advances and font, for measuring and for drawing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from kumihan.jlreq.classes import CharClass, classify
from kumihan.weasy.shared_styles import first_of

# A font's kerning moves kana by less than this share of an em; the solid setting (ベタ組) ignores it.
KERNED = 0.15
# Characters whose glyph depends on no neighbour; everything else is shaped word by word.
ALONE = "[ぁ-んァ-ヶー一-鿿㐀-䶿、。・：；？！「」『』（）〈〉《》【】〔〕々〇０-９Ａ-Ｚａ-ｚ]"
COMBINING = "[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]"
SINGLE = f"{ALONE}(?!{COMBINING})"
# Dashes and dots are joined to one another by some fonts, but never to a word, which would draw them nearer.
DASHES = "[—―…‥]"
UNIT = re.compile(f"{SINGLE}| +|{DASHES}+|(?:(?!{SINGLE}|{DASHES})[^ ])+")


class Unshapable(Exception):
    """The text needs what only WeasyPrint's own lines can do; the argument says what."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """`number` is the glyph's id in its font; `offset` (to the right) and `rise` (upwards) are in px."""

    number: int
    offset: float
    rise: float


@dataclass(frozen=True, slots=True)
class ShapedCluster:
    """Characters that the font sets as one: text, advance in px, glyphs, the Pango font and its address."""

    text: str
    advance: float
    glyphs: tuple[Glyph, ...]
    font: Any
    address: int
    char_class: CharClass


@dataclass
class Typeface:
    """One font style at one size: `height` and `baseline` of a line in px, and every unit that was shaped so far."""

    size: float
    line_height: float
    baseline: float
    units: dict[str, tuple[ShapedCluster, ...]] = field(default_factory=dict)
    # What units become in paragraphs, by the ways of setting them.
    words: dict[Any, Any] = field(default_factory=dict)
    # Layouts keep alive the fonts that they found.
    fonts: dict[int, Any] = field(default_factory=dict)
    # The layout that shapes, until it has found a font.
    layout: Any = None

    def shape(self, text: str, style: Any) -> list[ShapedCluster]:
        """The clusters of a text in logical order. Raises Unshapable."""
        return [cluster for unit in UNIT.findall(text) for cluster in self.unit(unit, style)]

    def unit(self, unit: str, style: Any) -> tuple[ShapedCluster, ...]:
        """The clusters of a character that stands alone, of a word or of spaces. Raises Unshapable."""
        shaped = self.units.get(unit)
        if shaped is None:
            shaped = self.units[unit] = self.shape_unit(unit, style)
        return shaped

    def shape_unit(self, unit: str, style: Any) -> tuple[ShapedCluster, ...]:
        layout = self.layout = self.layout or line_break.Layout(style)
        # Spacing is the composer's work; here only the font speaks.
        text, data = line_break.unicode_to_char_p(unit)
        pango.pango_layout_set_text(layout.layout, text, -1)
        line, _ = layout.get_first_line()
        if line.resolved_dir % 2:
            raise Unshapable("right-to-left text")
        clusters: list[tuple[int, ShapedCluster]] = []
        run = line.runs
        while run != ffi.NULL:
            address = int(ffi.cast("intptr_t", run.data.item.analysis.font))
            clusters += run_clusters(run.data, address, data, style["font_size"])
            if address not in self.fonts:
                self.fonts[address], self.layout = layout, None
            run = run.next
        return tuple(cluster for _, cluster in sorted(clusters, key=lambda pair: pair[0]))


def typeface(style: Any) -> Typeface:
    """The typeface of a style; it lives as long as the document's font configuration."""
    found: Typeface | None = style.__dict__.get("typeface")
    if found is None and (first := first_of(style)) is not style:
        found = style.typeface = typeface(first)
    if found is None:
        known: dict[object, Typeface] = style.font_config.__dict__.setdefault("typefaces", {})
        key = (line_break._font_style_cache_key(style, include_size=True), style["font_kerning"])
        if key not in known:
            known[key] = Typeface(style["font_size"], *line_break.strut(style))
        found = style.typeface = known[key]  # a changed style is always a copy
    return found


def run_clusters(item: Any, address: int, data: bytes, em: float) -> list[tuple[int, ShapedCluster]]:
    """The clusters of one Pango run with their UTF-8 offsets; several glyphs may make one."""
    font, base = item.item.analysis.font, item.item.offset
    if item.item.analysis.level % 2:
        raise Unshapable("right-to-left text")
    string = item.glyphs
    starts = [base + string.log_clusters[index] for index in range(string.num_glyphs)]
    ends = [*starts[1:], base + item.item.length]
    found: list[tuple[int, ShapedCluster]] = []
    held: list[Glyph] = []
    advance = 0.0
    for index in range(string.num_glyphs):
        info = string.glyphs[index]
        if info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG and info.glyph != pango.PANGO_GLYPH_EMPTY:
            raise Unshapable("a character that no font has")
        advance += info.geometry.width * FROM_UNITS
        if info.glyph != pango.PANGO_GLYPH_EMPTY:
            held.append(Glyph(info.glyph, info.geometry.x_offset * FROM_UNITS, -info.geometry.y_offset * FROM_UNITS))
        if ends[index] != starts[index]:
            text = data[starts[index] : ends[index]].decode()
            width, kind = solid(text, advance, em), classify(text)
            found.append((starts[index], ShapedCluster(text, width, tuple(held), font, address, kind)))
            held, advance = [], 0.0
    return found


def solid(text: str, advance: float, em: float) -> float:
    """The advance in the solid setting: a full-width character takes exactly one em (JLREQ 2.3.2)."""
    japanese = classify(text) not in (CharClass.WESTERN, CharClass.NUMERAL, CharClass.WORD_SPACE)
    return em if japanese and len(text) == 1 and abs(advance - em) < KERNED * em else advance
