"""The checks of products: a fault planted in a really built file is found, and nothing else; good files give nothing."""

import io
import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from planting import BOOK, CHAPTER, NAME, SCREEN, SMALL, build, changed, found, painted, written

from kumihan.cli import main
from kumihan.pipeline import make
from kumihan.preflight.fonts import read_font
from kumihan.preflight.inspection import inspect
from kumihan.stages.manuscript import read
from kumihan.wishes import Wishes


def test_good_products_give_nothing(small):
    manuscript, products = small
    assert sorted(products) == ["small-print.pdf", "small-screen.pdf", "small.epub"]
    for name in (NAME, SCREEN):
        assert found(manuscript, products[name], name) == []
        assert inspect(name, products[name]) == ()


def narrow(pdf):
    page = pdf.pages[4]
    page.BleedBox = page.TrimBox


def without_font(pdf):
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontFile3" in thing:
            del thing["/FontFile3"]


FAULTS = {
    "page-boxes": (
        narrow,
        "error [page-boxes] small-print.pdf, page 5 (folio 3): the bleed is 0.0 mm; printers ask for 3 mm\n"
        "  hint: see @page in styles/print.css: size and bleed",
    ),
    "bleed": (
        lambda pdf: painted(pdf, 4, b"q 0 0 0 .5 k 0 100 50 50 re f Q "),
        "error [bleed] small-print.pdf, page 5 (folio 3): a colour or picture reaches the trim but not the bleed\n"
        "  hint: let it reach 3 mm beyond the page, or end before its edge",
    ),
    "ink-coverage": (
        lambda pdf: painted(pdf, 4, b"q 1 1 1 .5 k 100 100 50 50 re f Q "),
        "warning [ink-coverage] small-print.pdf, page 5 (folio 3): a colour lays 350% of ink; 320% is the most\n"
        "  hint: lower its inks, the coloured ones first",
    ),
    "image-resolution": (
        lambda pdf: painted(
            pdf, 4, b"q 72 0 0 72 100 100 cm BI /W 2 /H 2 /BPC 8 /CS /G ID " + bytes([9, 9, 9, 9]) + b" EI Q "
        ),
        "warning [image-resolution] small-print.pdf, page 5 (folio 3): a picture of 2×2 pixels has 2 ppi as printed;"
        " 300 are asked for\n  hint: put in a larger file, or print it smaller",
    ),
    "metadata": (
        lambda pdf: pdf.docinfo.__setitem__("/Title", "別の本"),
        "warning [metadata] small-print.pdf: the file says the title “別の本”; book.toml says “試験の本”\n"
        "  hint: look at what made the file",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_all_that_is_found(small, rule):
    manuscript, products = small
    plant, message = FAULTS[rule]
    assert found(manuscript, changed(products[NAME], plant)) == [message]


def test_folios_and_contents_are_held_against_the_page_labels(small):
    manuscript, products = small

    def counted_otherwise(pdf):
        pdf.Root.PageLabels.Nums[-1]["/St"] = 2

    told = found(manuscript, changed(products[NAME], counted_otherwise))
    assert (
        "error [folios] small-print.pdf, page 4 (folio 3): the page is 3, and 2 is printed on it\n"
        "  hint: see counter(page) and counter-reset in styles/print.css"
    ) in told
    assert (
        "01-x.md:1: error [contents-pages] small-print.pdf, page 3 (folio 2): the contents say 2 for"
        " “小さな町の図書館1”, which stands on page 3\n  hint: see .contents-entry in styles/print.css"
    ) in told


def test_a_page_of_the_print_edition_without_a_hidden_folio_is_told(small):
    manuscript, products = small

    def emptied(pdf):  # the back of the first part
        pdf.pages[4].Contents = pdf.make_stream(b"")

    assert found(manuscript, changed(products[NAME], emptied)) == [
        "error [folios] small-print.pdf, page 5 (folio 3): neither a folio nor a hidden one stands on the page\n"
        "  hint: see the hidden folios in styles/press.css"
    ]
    assert found(manuscript, changed(products[SCREEN], emptied), SCREEN) == []


def test_a_font_that_is_not_embedded_is_named(small):
    manuscript, products = small
    messages_ = found(manuscript, changed(products[NAME], without_font))
    assert (
        "error [fonts] small-print.pdf: the font Noto-Serif-CJK-JP-Bold is not embedded\n"
        "  hint: take another font, or look at what made the file"
    ) in messages_
    assert all("[fonts]" in message for message in messages_)


def test_rgb_and_links_are_faults_in_pdf_x(small):
    manuscript, products = small

    def coloured(pdf):
        painted(pdf, 4, b"q 1 0 0 rg 100 100 50 50 re f Q ")

    def linked(pdf):
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 100, 150, 150]))
        link.Dest = Array([pdf.pages[1].obj, Name.Fit])
        pdf.pages[4].Annots = Array([link])

    assert found(manuscript, changed(products[NAME], coloured)) == [
        "error [colour-space] small-print.pdf, page 5 (folio 3): a colour is in DeviceRGB\n"
        "  hint: write the colour as device-cmyk(…); pictures are converted when they are built in"
    ]
    assert found(manuscript, changed(products[NAME], linked)) == [
        "error [page-annotations] small-print.pdf, page 5 (folio 3): 1 links or comments lie on the page\n"
        "  hint: they belong to the screen edition only"
    ]
    told = found(manuscript, changed(products[SCREEN], coloured), SCREEN)
    assert not [message for message in told if "[colour-space]" in message]


def test_a_file_of_pdf_x_without_a_printing_condition_is_told(small):
    manuscript, products = small
    assert found(manuscript, changed(products[NAME], lambda pdf: pdf.Root.__delattr__("OutputIntents"))) == [
        "error [output-intent] small-print.pdf: the file does not name one printing condition\n"
        "  hint: build the print edition again; the file was changed after that"
    ]


def test_a_paragraph_that_is_not_on_the_pages_is_told_with_its_place(small):
    manuscript, products = small

    def swallowed(pdf):
        pdf.pages[3].Contents = pdf.make_stream(b"")

    told = found(manuscript, changed(products[NAME], swallowed))
    assert (
        "01-x.md:8: error [source-text] small-print.pdf: these words are not on the pages: 町史は東の窓にある。\n"
        "  hint: see display and overflow in the publication's styles, and its templates"
    ) in told


def test_a_line_that_begins_with_a_full_stop_is_told(small):
    manuscript, products = small

    def broken(pdf):
        written(pdf, 3, 100, 60, "本", "。本")

    assert found(manuscript, changed(products[NAME], broken)) == [
        "warning [kinsoku-on-page] small-print.pdf, page 4 (folio 2): a line begins with 。: 。本\n"
        "  hint: let the paragraph be composed: see the warnings of the typesetter"
    ]


def moved(words, x=None, y=None):
    """Move the line that begins with these words: x and y in px from the page's left top, as the typesetter counts."""

    def move(pdf):
        page = pdf.pages[3]
        fonts = {name: read_font(font) for name, font in page.Resources.Font.items()}
        instructions, font, matrix, hits = [], None, None, 0
        for operands, operator in pikepdf.parse_content_stream(page):
            operands = list(operands)
            if str(operator) == "Tf":
                font = fonts[str(operands[0])]
            if str(operator) == "Tm":
                matrix = operands
            if str(operator) == "TJ":
                shown = "".join(font.decode(bytes(part))[0] for part in operands[0] if isinstance(part, pikepdf.String))
                if shown.startswith(words):
                    hits += 1
                    matrix[4:] = [x or matrix[4], y or matrix[5]]
            instructions.append((operands, operator))
        assert hits == 1
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))

    return move


MOVED = {
    "overfull-line": (
        moved("1館の0冊目", x=300),
        "01-x.md:6: warning [overfull-line] small-print.pdf, page 4 (folio 2): a line runs over its measure: ",
        "  hint: divide the long word, or let it break: overflow-wrap: anywhere",
    ),
    "stranded-line": (
        moved("1館の0冊目", y=1000),
        "01-x.md:6: warning [stranded-line] small-print.pdf, page 4 (folio 2): "
        "the first line of a paragraph stands alone at the foot: ",
        "  hint: change the wording by a line, or let a figure grow or shrink",
    ),
    "heading-at-foot": (
        moved("棚の話", y=1000),
        "01-x.md:10: warning [heading-at-foot] small-print.pdf, page 4 (folio 2): "
        "a heading stands at the foot, away from its text: 棚の話",
        "  hint: see break-after: avoid of the headings in styles",
    ),
}


@pytest.mark.parametrize("rule", MOVED)
def test_a_line_that_stands_in_the_wrong_place_is_told_with_its_paragraph(small, rule):
    manuscript, products = small
    move, head, hint = MOVED[rule]
    told = [message for message in found(manuscript, changed(products[NAME], move)) if f"[{rule}]" in message]
    assert len(told) == 1 and told[0].startswith(head) and told[0].endswith("\n" + hint)


def test_the_command_reads_files_by_name_and_writes_json(small, tmp_path, capsys):
    _, products = small
    file = tmp_path / "foreign.pdf"
    file.write_bytes(changed(products[NAME], without_font))
    assert main(["preflight", str(file), "--format", "json", "--lang", "en"]) == 1
    finding = json.loads(capsys.readouterr().out)[0]
    assert (finding["rule"], finding["product"], finding["page"]) == ("fonts", "foreign.pdf", 0)
    file.write_bytes(products[NAME])
    assert main(["preflight", str(file)]) == 0
    file.write_bytes(b"not a PDF")
    assert main(["preflight", str(file), "--lang", "en"]) == 1
    assert "error [unreadable-pdf] foreign.pdf: this is no PDF\n" in capsys.readouterr().err
    assert main(["preflight", str(Path("nowhere.pdf")), "--lang", "en"]) == 1


def test_the_sheet_shows_the_pages_as_they_lie_in_the_book(small, tmp_path):
    _, products = small
    file = tmp_path / NAME
    file.write_bytes(products[NAME])
    for to in ("one", "two"):
        assert main(["sheet", str(file), "--to", str(tmp_path / to)]) == 0
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["small-print-sheet.png", *(f"small-print-spread-0{number}.png" for number in (1, 2, 3, 4, 5))]
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)
    cover = Image.open(tmp_path / "one" / names[1]).convert("RGB")
    left, right = (cover.getpixel((int(cover.width * share), cover.height // 2)) for share in (0.25, 0.75))
    assert left == (217, 220, 224) and right != left  # the ground, and the cover on the right
    page = Image.open(tmp_path / "one" / names[2]).convert("RGB")
    assert page.getpixel((page.width - 20, 500))[0] > 250  # paper up to the trim, no edge of the crop


def test_what_is_no_pdf_gives_no_sheet(tmp_path, capsys):
    (tmp_path / "x.pdf").write_bytes(b"x")
    assert main(["sheet", str(tmp_path / "x.pdf"), "--to", str(tmp_path / "to"), "--lang", "en"]) == 1
    assert "x.pdf: error [unreadable-pdf] this is no PDF that can be read" in capsys.readouterr().err
    assert not (tmp_path / "to").exists()


def test_an_error_keeps_the_last_good_products(small, tmp_path, capsys):
    manuscript, products = small
    root, output = tmp_path / "content", tmp_path / "output"
    shutil.copytree(manuscript.root, root)
    (root / "styles").mkdir()
    box = (
        "content: ''; position: absolute; left: 0; top: 0; width: 10mm; height: 10mm; background: device-cmyk(0 1 0 0)"
    )
    (root / "styles/print.css").write_text(f".cover::after {{ {box} }}", encoding="utf-8")
    output.mkdir()
    (output / NAME).write_bytes(products[NAME])
    assert main(["print", "--content", str(root), "--output", str(output), "--lang", "en"]) == 1
    assert (
        "error [bleed] small-print.pdf, page 1 (folio 表紙): a colour or picture reaches the trim but not the bleed\n"
        "  hint: let it reach 3 mm beyond the page, or end before its edge\n"
    ) in capsys.readouterr().err
    assert [path.name for path in output.iterdir()] == [NAME] and (output / NAME).read_bytes() == products[NAME]


def test_a_picture_and_a_table_are_told_at_their_lines(tmp_path):
    """Really built so: a picture of few pixels, and a table that no page holds."""
    picture = io.BytesIO()
    Image.new("L", (90, 60), 90).save(picture, "PNG")
    columns = range(14)
    table = ["".join(f"| {words}{n}0000000 " for n in columns) + "|" for words in ("見出しの長い列", "値が")]
    table.insert(1, "|---" * len(columns) + "|")
    text = CHAPTER.format(n=1, last='![絵](figures/a.png "小さな絵")\n\n' + "\n".join(table))
    root = tmp_path / "content"
    (root / "figures").mkdir(parents=True)
    (root / "book.toml").write_text(BOOK, encoding="utf-8")
    (root / "01-x.md").write_text(text, encoding="utf-8")
    (root / "figures/a.png").write_bytes(picture.getvalue())
    manuscript = read(root)
    work = make(root, ("print",), Wishes())
    told = found(manuscript, work.artifacts[0].data)
    assert [item for item in told if item.startswith("01-x.md:8:1: warning [image-resolution]")]
    beyond = [item for item in told if "[text-beyond-trim]" in item]
    assert beyond and any(
        item.startswith("01-x.md:10: ") and item.endswith("give the table fewer columns, or shorter words in them")
        for item in beyond
    )


def test_a_declaration_that_the_typesetter_does_not_know_is_told_at_its_line(tmp_path, capsys):
    build(tmp_path, SMALL | {"styles/print.css": "p { color: #111 }\np { colr: red }\n"}, "print")
    assert (
        "styles/print.css:2: warning [typesetter] the typesetter does not know “colr: red”\n"
        "  hint: correct it or take it out: it changes nothing on the pages"
    ) in capsys.readouterr().err
