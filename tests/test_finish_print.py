"""The file for the printer: boxes, marks, inks, and what it says of itself, read back with pikepdf."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from kumihan.cli import main
from kumihan.export.finish.inks import BLACK, KNOCK, OVER, in_inks, separation
from kumihan.export.generic_profile import printed, separate
from kumihan.fitting.parts import Fitted
from kumihan.stages import editions
from kumihan.stages.manuscript import read
from kumihan.weasy.standing import Standing

HOME = Path(__file__).resolve().parents[1]
PROFILE = (HOME / "styles/coated.icc").read_bytes()
MM = 72 / 25.4
BOOK = 'slug = "small"\ntitle = "刷る本"\ndate = 2026-01-31\n'
FIGURE = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100"><title>図</title>
<rect width="100" height="50" fill="#c8553d"/><rect width="10" height="10" fill="#888888"/>
<text x="10" y="90" font-family="Noto Sans CJK JP" font-size="14" fill="#1d3557">濃紺の字</text></svg>"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("press") / "content"
    (folder / "figures").mkdir(parents=True)
    (folder / "book.toml").write_text(BOOK, encoding="utf-8")
    (folder / "figures/a.svg").write_text(FIGURE, encoding="utf-8")
    photo = Image.radial_gradient("L").convert("RGB")
    photo.putpixel((3, 3), (200, 30, 30))
    photo.save(folder / "figures/b.jpg", quality=95)
    words = "---\ntitle: 題\n---\n\n本文[^1]と[住所](https://example.jp/)である。\n\n[^1]: 注の文。\n\n"
    figures = "![図](figures/a.svg)\n\n![写真](figures/b.jpg)\n"
    (folder / "01-x.md").write_text(words + figures, encoding="utf-8")
    return folder


def build(root, to, *arguments):
    code = main(["print", *arguments, "--content", str(root), "--output", str(to), "--lang", "en"])
    return code, to / "small-print.pdf"


@pytest.fixture(scope="module", params=["x4", "x1a"])
def made(request, root, tmp_path_factory):
    code, file = build(root, tmp_path_factory.mktemp("out"), *(["--x1a"] if request.param == "x1a" else []))
    assert code == 0
    with pikepdf.open(file) as pdf:
        yield request.param, pdf


def test_it_says_what_it_is_made_to(made):
    standard, pdf = made
    info, xmp = pdf.docinfo, pdf.Root.Metadata.read_bytes().decode()
    assert pdf.pdf_version == {"x4": "1.6", "x1a": "1.4"}[standard]
    assert str(info.Trapped) == "/False" and str(info.CreationDate) == "D:20260131000000Z"
    assert ("<pdfxid:GTS_PDFXVersion>PDF/X-4<" in xmp) == (standard == "x4")
    assert str(info.get("/GTS_PDFXVersion", "")) == ("PDF/X-1a:2003" if standard == "x1a" else "")
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX" and intent.DestOutputProfile.read_bytes() == PROFILE


def test_boxes_lie_in_each_other_and_marks_outside_the_bleed(made):
    _, pdf = made
    for page in pdf.pages:
        trim, bleed, media = ([float(side) for side in page.obj[key]] for key in ("/TrimBox", "/BleedBox", "/MediaBox"))
        assert [round((t - b) / MM, 2) for t, b in zip(trim, bleed, strict=True)] == [3, 3, -3, -3]
        assert [round((b - m) / MM, 2) for b, m in zip(bleed, media, strict=True)] == [10, 10, -10, -10]
        assert "/Annots" not in page.obj
    form = pdf.pages[0].Resources.XObject["/Tombo0"]
    assert form.Resources.ColorSpace.All[1] == "/All"
    points = [(float(args[0]), float(args[1])) for args, op in pikepdf.parse_content_stream(form) if str(op) in "ml"]
    assert len(points) == 4 * 2 * 3 + 4 * 4
    inside = [(x, y) for x, y in points if bleed[0] + 0.1 < x < bleed[2] - 0.1 and bleed[1] + 0.1 < y < bleed[3] - 0.1]
    assert inside == []


def test_everything_is_ink_and_text_is_of_two_at_most(made):
    _, pdf = made
    text = set()
    for stream in [*(page.obj for page in pdf.pages), *forms(pdf)]:
        colour = None
        for args, op in pikepdf.parse_content_stream(stream):
            assert str(op) not in ("rg", "RG")
            if str(op) == "k":
                colour = tuple(float(part) for part in args)
            elif str(op) in ("Tj", "TJ"):
                text.add(colour)
    assert BLACK in text and max(sum(part > 0 for part in colour) for colour in text) == 2
    spaces = {str(thing.ColorSpace) for thing in pdf.objects if is_image(thing)}
    assert spaces == {"/DeviceCMYK"}
    assert not any(isinstance(thing, pikepdf.Stream) and "/Group" in thing for thing in pdf.objects)
    subtypes = {
        str(thing.Subtype) for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/Subtype" in thing
    }
    assert "/CIDFontType0C" in subtypes and "/OpenType" not in subtypes


def forms(pdf):
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"]


def is_image(thing):
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"


def test_black_overprints_and_other_inks_knock_out():
    press = separation(PROFILE)
    assert in_inks(b"/DeviceCMYK cs\n0 0 0 1 scn\nBT\n", press) == b"0 0 0 1 k\n" + OVER + b"\nBT\n"
    assert in_inks(b"1 1 1 rg\nBT\n", press) == b"0 0 0 0 k\n" + KNOCK + b"\nBT\n"
    assert in_inks(b"0.533 0.533 0.533 RG\n", press) == b"0 0 0 0.467 K\n" + KNOCK + b"\n"


def test_the_profile_goes_there_and_back():
    for aim in ((70.0, 30.0, 20.0), (50.0, -20.0, -20.0), (90.0, 0.0, 0.0), (40.0, 0.0, 0.0)):
        inks, error = separate(aim)
        assert error < 1 and sum(inks) < 3.2
        assert max(abs(a - b) for a, b in zip(printed(inks), aim, strict=True)) < 1


def saddled(root, to, *arguments, **more):
    """The book as built with saddle stitching and more files of its own."""
    files = {"book.toml": BOOK + '[print]\nbinding = "saddle"\n', **more}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    made = build(root, to, *arguments)
    for name in more:
        (root / name).unlink()
    (root / "book.toml").write_text(BOOK, encoding="utf-8")
    return made


@pytest.mark.parametrize("arguments", [(), ("--x1a",)])
@pytest.mark.parametrize("turn", ["left", "page"])
def test_blank_pages_of_a_saddle_stitched_book_are_pages_as_any(turn, arguments, root, tmp_path, capsys):
    """An odd number of pages, too, is filled to four; each blank page has marks, its label and its hidden folio."""
    styles = {"styles/print.css": f".colophon {{ break-before: {turn} }}"}
    before = len(pypdfium2.PdfDocument(build(root, tmp_path / "plain", *arguments)[1])) - (turn == "page")
    code, file = saddled(root, tmp_path, *arguments, **styles)
    told = capsys.readouterr().err
    blanks = -before % 4
    assert code == 0 and blanks == (2 if turn == "left" else 3)
    assert f"{blanks} blank pages were added at the end" in told
    document = pypdfium2.PdfDocument(file)
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == before + blanks
        trim = [float(side) for side in pdf.pages[-1].TrimBox]
        for number in range(before, before + blanks):
            page = pdf.pages[number]
            assert page.label == str(number - 1) and page.TrimBox == pdf.pages[2].TrimBox
            assert "/Tombo0" in str(page.Contents[-1].read_bytes())
            text = document[number].get_textpage()
            assert text.get_text_range() == page.label
            left = text.get_charbox(0)[0] - trim[0]
            assert left == pytest.approx(4 * MM if number % 2 == 0 else trim[2] - trim[0] - 4 * MM, abs=6)
            colours = [list(map(float, args)) for args, op in pikepdf.parse_content_stream(page) if str(op) == "k"]
            assert colours == [list(BLACK)]


def test_whatever_was_wanted_the_last_time_the_same_pages_come(root):
    (root / "book.toml").write_text(BOOK + '[print]\nbinding = "saddle"\n', encoding="utf-8")
    manuscript, standing, made = read(root), Standing(), set()
    for blanks in (0, 1, 3, 2):
        standing.blanks = blanks
        pages, found = editions.set_pages(manuscript, "print", Fitted(), standing)
        made.add((pages.pdf()[0], found))
        assert standing.blanks == 2
    (root / "book.toml").write_text(BOOK, encoding="utf-8")
    assert len(made) == 1


def test_a_template_without_room_for_blank_pages_is_told(root, tmp_path, capsys):
    colophon = '<section class="colophon" id="colophon"><p>奥付</p></section>'
    code, _ = saddled(root, tmp_path, **{"templates/print/colophon.html.j2": colophon})
    assert code == 1
    assert capsys.readouterr().err == (
        "book.toml: error [saddle-pages] a saddle-stitched book has whole sheets of four pages, and 2 pages are wanting\n"
        '  hint: in your own template, let the last section end with {% include "print/blank-pages.html.j2" %}\n'
    )


def test_a_profile_that_is_none_is_told_at_its_line(root, tmp_path, capsys):
    (root / "book.toml").write_text(BOOK + '[print]\nprofile = "figures/a.svg"\n', encoding="utf-8")
    code, file = build(root, tmp_path)
    (root / "book.toml").write_text(BOOK, encoding="utf-8")
    assert code == 1 and not file.exists()
    assert "book.toml:5:12: error [press-profile] figures/a.svg is not the ICC profile" in capsys.readouterr().err


def test_transparency_is_an_error_for_x1a_alone(root, tmp_path, capsys):
    good = (root / "figures/a.svg").read_text(encoding="utf-8")
    (root / "figures/a.svg").write_text(good.replace('fill="#c8553d"', 'fill="#c8553d" opacity=".5"'), encoding="utf-8")
    codes = [build(root, tmp_path)[0], build(root, tmp_path, "--x1a")[0]]
    (root / "figures/a.svg").write_text(good, encoding="utf-8")
    assert codes == [0, 1] and "[transparency]" in capsys.readouterr().err


def test_a_photograph_keeps_its_tones(root, tmp_path):
    _, file = build(root, tmp_path)
    with pikepdf.open(file) as pdf:
        image = pikepdf.PdfImage(next(thing for thing in pdf.objects if is_image(thing)))
        assert image.as_pil_image().size == (256, 256)
    picture = pypdfium2.PdfDocument(io.BytesIO(file.read_bytes()))
    assert len(picture) > 0
