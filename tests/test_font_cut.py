"""Fonts are cut down to their glyphs, and draw what the whole ones draw."""

import io
import shutil
import subprocess

import pikepdf
import pypdfium2
import pytest
import weasyprint
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from kumihan.export.finish.fonts import bare_cff, cff
from kumihan.weasy import font_cut
from kumihan.weasy.font_file import font_file

FAMILIES = ("Noto Serif CJK JP", "Noto Sans CJK JP", "C059", "DejaVu Serif")
PAGE = "<html lang=ja><style>@page {{ size: A6 }} b, i {{ font-size: 24px }}</style>{}"
WORDS = "".join(
    f"<p style='font-family: \"{family}\"'>組版の「文字」、灣辻󠄁邉 fi 0123 Ag<b>太字 Ag</b> <i>斜体 Ag</i></p>" for family in FAMILIES
)


def written(words=WORDS):
    """A PDF with its fonts embedded as in every product."""
    with pikepdf.open(io.BytesIO(weasyprint.HTML(string=PAGE.format(words)).write_pdf(pdf_identifier=b"x"))) as pdf:
        bare_cff(pdf, None)
        made = io.BytesIO()
        pdf.save(made)
        return made.getvalue()


@pytest.fixture(scope="module")
def both():
    """A page with its fonts cut down here, and as WeasyPrint cuts them."""
    with font_cut.cutting():
        here = written()
    return here, written()


def embedded(pdf):
    """The font files of a PDF by the names of the fonts, without the letters before them."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]
        return {
            str(thing.FontName).partition("+")[2]: bytes(thing[key].read_bytes())
            for thing in found
            for key in ("/FontFile2", "/FontFile3")
            if key in thing
        }


def test_the_same_is_drawn_with_fewer_bytes(both):
    here, stock = ([page.render(scale=2).to_pil() for page in pypdfium2.PdfDocument(pdf)] for pdf in both)
    assert [page.tobytes() for page in here] == [page.tobytes() for page in stock]
    assert len(both[0]) < len(both[1]) * 0.6


@pytest.mark.parametrize("tool", [("pdftoppm", "-r", "150"), ("mutool", "draw", "-q", "-r", "150", "-F", "ppm", "-o", "-")])
def test_other_renderers_draw_the_same(both, tool, tmp_path):
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    drawn = []
    for number, pdf in enumerate(both):
        (tmp_path / f"{number}.pdf").write_bytes(pdf)
        done = subprocess.run([*tool, tmp_path / f"{number}.pdf"], capture_output=True, check=True)
        drawn.append(done.stdout)
    assert drawn[0] == drawn[1] != b""


def outlines_of(table):
    made = CFFFontSet()
    made.decompile(io.BytesIO(table), None)
    return made.topDictIndex[0]


def test_glyphs_keep_their_names(both):
    here, stock = map(embedded, both)
    assert here.keys() == stock.keys()
    cut_down = {name for name in here if here[name] != stock[name]}
    assert cut_down == {name for name in here if name.startswith("Noto")} != set()
    for name in cut_down:
        outlines, whole = outlines_of(here[name]), outlines_of(stock[name])
        assert len(outlines.charset) < 200 < len(whole.charset)
        for cid in outlines.charset:
            assert outlines.CharStrings[cid].bytecode == whole.CharStrings[cid].bytecode


def test_glyphs_that_are_not_named_by_number_keep_their_places():
    data, number = font_file("Noto Serif CJK JP", 400)
    font = TTFont(io.BytesIO(data), fontNumber=number)
    table, count = memoryview(font.reader["CFF "]), font["maxp"].numGlyphs
    assert font_cut.is_identity(table, count)
    assert not font_cut.is_identity(table, count + 1)  # the charset has fewer
    for family in ("C059", "DejaVu Serif"):  # named by words; no CFF
        other = font_file(family, 400)[0]
        assert not other.startswith(b"OTTO") or not font_cut.is_identity(memoryview(cff(other)), count)


def test_a_table_that_is_not_whole_is_left_alone():
    data, number = font_file("Noto Serif CJK JP", 400)
    table = TTFont(io.BytesIO(data), fontNumber=number).reader["CFF "]
    for length in (0, 1, 4, 9, 60, 200):
        assert not font_cut.is_identity(memoryview(table[:length]), 65535)
