"""Small pieces of a fixed publication look as they did: a picture is the last thing that is asked, after every assertion.

RENEW=1 takes the pieces as they are now for right; look at them before they are committed. Pages are drawn by pdfium at
100 dpi in grey. A piece may differ by ROUGH of 255 in the mean, and by more than STARK in FEW of its pixels: what another
version of pdfium does at the edges of glyphs, and less than a glyph that is lost or moved by a pixel.
"""

import os
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from PIL import Image, ImageChops, ImageStat

import kumihan.weasy
from kumihan.cli import main
from kumihan.preflight.document import Document
from kumihan.preflight.inspection import inspect
from kumihan.stages.inspection import publication_of
from kumihan.stages.manuscript import read

HOME = Path(__file__).parent / "visual"
SPECIMENS = Path(__file__).parents[1] / "docs/specimens"
DPI = 100
ROUGH, STARK, FEW = 2.0, 96, 0.005
# Where a piece stands: by the first run that begins with these words on the page with this folio (the part's first unless
# given), how far to the left and above it begins (pt), and its width and height (pt).
PIECES = {
    "opening": ("第", 6, 14, 275, 54),
    "ruby-and-dots": ("を漉く人は", 30, 12, 235, 44),
    "note": ("水が冷たいほど", 40, 10, 235, 24),
    "table": ("障子紙", 8, 28, 235, 60),
    "caption": ("重ねた紙の断面", 40, 90, 235, 120),
    "recommendations": ("水を守る", 24, 36, 252, 90),
    "contents": ("目", 6, 10, 330, 110, "1"),
    "hidden-folio": ("1", 14, 12, 60, 30, "1"),
    "colophon": ("紙面の見本", 6, 24, 330, 100, "4"),
    "book-code": ("C0031", 130, 40, 290, 130, "4"),
}
# Of the specimen pages: the page and the id of what is looked at.
DETAILS = (
    "ruby-mono", "ruby-group", "ruby-jukugo", "dots-dots", "notes-after", "notes-ending", "sizes-sizes", "bold-bold",
    "links-links", "latin-narrow", "latin-address", "cells-fixed", "cells-auto", "phrases-headings", "phrases-captions",
)  # fmt: skip


@pytest.fixture(scope="module")
def print_edition(tmp_path_factory):
    output = tmp_path_factory.mktemp("visual")
    assert main(["print", "--content", str(HOME / "content"), "--output", str(output)]) == 0
    return (output / "visual-print.pdf").read_bytes()


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_looks_as_it_did(print_edition, name, tmp_path):
    compare(piece(print_edition, *PIECES[name]), name, tmp_path)


@pytest.fixture(scope="module")
def specimens():
    """Every specimen page of line composition: its pages and its PDF."""
    kumihan.weasy.enable()
    made = {path.stem: weasyprint.HTML(path).render() for path in SPECIMENS.glob("*.html")}
    return {name: (document, document.write_pdf()) for name, document in made.items()}


@pytest.mark.parametrize("name", DETAILS)
def test_a_detail_of_a_specimen_looks_as_it_did(specimens, name, tmp_path):
    page, _, ident = name.partition("-")
    document, pdf = specimens[page]
    compare(detail(document, pdf, ident), f"specimen-{name}", tmp_path)


def compare(seen, name, tmp_path):
    """Fail where a piece in grey differs from its golden picture."""
    golden = HOME / f"{name}.png"
    if os.environ.get("RENEW"):
        seen.save(golden, optimize=True)
    wanted = Image.open(golden).convert("L")
    assert seen.size == wanted.size
    difference = ImageChops.difference(seen, wanted)
    stark = sum(difference.histogram()[STARK:]) / (seen.width * seen.height)
    mean = ImageStat.Stat(difference).mean[0]
    if mean > ROUGH or stark > FEW:
        shown = tmp_path / f"{name}-wanted-seen-difference.png"
        stack((wanted, seen, ImageChops.invert(difference))).save(shown)
        pytest.fail(f"{name}: mean difference {mean:.2f}, {stark:.2%} of the pixels; see {shown}", pytrace=False)


def test_a_line_that_moved_by_a_pixel_is_seen(print_edition):
    """The tolerance is narrow enough to be a test."""
    seen = piece(print_edition, *PIECES["ruby-and-dots"])
    difference = ImageChops.difference(seen, ImageChops.offset(seen, 1, 0))
    assert ImageStat.Stat(difference).mean[0] > ROUGH


def test_the_marks_of_notes_and_ruby_are_no_fault_of_kinsoku(print_edition):
    manuscript = read(HOME / "content")
    assert inspect("visual-print.pdf", print_edition, publication_of(manuscript)) == ()


def piece(data, words, left, above, width, height, folio="2"):
    """The piece of the page with a folio, in grey."""
    document = Document(data)
    number = document.folios.index(folio)
    run = next(run for run in document.marks[number].runs if run.text.startswith(words))
    pdf = pypdfium2.PdfDocument(data)
    try:
        media = pdf[number].get_mediabox()
        page = pdf[number].render(scale=DPI / 72).to_pil().convert("L")
    finally:
        pdf.close()
    x, y = (run.box.left - left - media[0]) * DPI / 72, (media[3] - run.box.top - above) * DPI / 72
    return page.crop((round(x), round(y), round(x) + round(width * DPI / 72), round(y) + round(height * DPI / 72)))


def detail(document, pdf, ident):
    """The element with an id on the first page, and a little around it, in grey."""
    box = next(
        box
        for box in document.pages[0]._page_box.descendants()
        if box.element is not None and box.element.get("id") == ident
    )
    opened = pypdfium2.PdfDocument(pdf)
    try:
        page = opened[0].render(scale=DPI / 72).to_pil().convert("L")
    finally:
        opened.close()
    edges = (
        box.position_x - 4,
        box.position_y - 4,
        box.position_x + box.margin_width() + 4,
        box.position_y + box.margin_height() + 4,
    )
    return page.crop(tuple(round(edge * DPI / 96) for edge in edges))


def stack(pictures):
    """Pictures one below the other."""
    tall = Image.new("L", (pictures[0].width, sum(picture.height + 4 for picture in pictures)), 128)
    for number, picture in enumerate(pictures):
        tall.paste(picture, (0, number * (picture.height + 4)))
    return tall
