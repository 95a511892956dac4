"""The checks of text, navigation and tags: a fault planted in a really built file is found, and nothing else."""

import io
import re

import pikepdf
import planting
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from planting import NAME, SCREEN, changed, found, painted, written

from kumihan.preflight.inspection import inspect

MENDED = "  hint: compare the publication's templates with the project's own"
GLYPH = "  hint: install a font that has it, or write the character otherwise"


@pytest.fixture(scope="module")
def x1a(tmp_path_factory):
    """The small publication with its print edition made to PDF/X-1a."""
    return planting.build(tmp_path_factory.mktemp("x1a"), planting.SMALL, "print", "--x1a")


def first_font(pdf, page):
    return next(iter(pdf.pages[page].Resources.Font.items()))


def test_a_glyph_that_is_missing_is_told_with_its_page(small):
    manuscript, products = small

    def plant(pdf):
        painted(pdf, 4, f"BT {first_font(pdf, 4)[0]} 10 Tf 100 60 Td <0000> Tj ET ".encode())

    assert found(manuscript, changed(products[NAME], plant)) == [
        "error [missing-glyphs] small-print.pdf, page 5 (folio 3): 1 characters have no glyph, in “\ufffd”\n" + GLYPH
    ]


def test_a_glyph_that_says_no_character_is_told(small):
    manuscript, products = small

    def plant(pdf):
        name, font = first_font(pdf, 4)
        words = font.ToUnicode.read_bytes().replace(b"endcmap", b"1 beginbfchar\n<fffe> <e123>\nendbfchar\nendcmap")
        font.ToUnicode = pdf.make_stream(words)
        painted(pdf, 4, f"BT {name} 10 Tf 100 60 Td <fffe> Tj ET ".encode())

    assert found(manuscript, changed(products[NAME], plant)) == [
        "warning [unreadable-text] small-print.pdf, page 5 (folio 3): a glyph says U+E123, which is no character of"
        " text\n  hint: take another font for it"
    ]


def test_transparency_is_a_fault_in_x1a_alone(small, x1a):
    def plant(pdf):
        pdf.pages[4].Resources.ExtGState["/Thin"] = Dictionary(ca=0.5, BM=Name.Multiply)
        painted(pdf, 4, b"q /Thin gs 0 0 0 .5 k 100 100 50 50 re f Q ")

    assert found(x1a[0], changed(x1a[1][NAME], plant)) == [
        "error [transparency] small-print.pdf, page 5 (folio 3): transparency: alpha, Multiply\n"
        "  hint: build for PDF/X-4, or take out opacity and shadows"
    ]
    assert found(x1a[0], x1a[1][NAME]) == found(small[0], changed(small[1][NAME], plant)) == []


@pytest.mark.parametrize(("x", "y", "over"), [(575, 500, 10), (300, -5, 6), (300, 840, 7)])
def test_text_over_the_edge_of_the_page_is_told(small, x, y, over):
    manuscript, products = small
    data = changed(products[NAME], lambda pdf: written(pdf, 4, x, y, "本本本"))
    assert found(manuscript, data) == [
        f"error [text-beyond-trim] small-print.pdf, page 5 (folio 3): “本本本” runs {over} pt over the edge of the page\n"
        "  hint: shorten it, or let it break: overflow-wrap: anywhere"
    ]


def link(pdf, **values):
    items = pdf.pages[2].get("/Annots", Array())
    items.append(
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 20, 20]), **values))
    )
    pdf.pages[2].Annots = items


def lost_page(pdf):
    return pdf.make_indirect(Dictionary(Type=Name.Page))


LINKS = {
    "by name": (lambda pdf: link(pdf, Dest=pikepdf.String("nowhere")), "nowhere"),
    "by an action": (
        lambda pdf: link(pdf, A=Dictionary(S=Name.GoTo, D=pikepdf.String("nowhere"))),
        "nowhere",
    ),
    "to a page that is gone": (lambda pdf: link(pdf, Dest=Array([lost_page(pdf), Name.Fit])), "?"),
    "to nothing": (link, "?"),
}


@pytest.mark.parametrize("way", LINKS)
def test_a_link_that_leads_nowhere_is_told(small, way):
    manuscript, products = small
    plant, name = LINKS[way]
    assert found(manuscript, changed(products[SCREEN], plant), SCREEN) == [
        f"error [links] small-screen.pdf, page 3 (folio 1): the link “{name}” leads nowhere\n" + MENDED
    ]


def test_a_link_to_a_page_or_an_address_is_none(small):
    manuscript, products = small

    def plant(pdf):
        link(pdf, Dest=Array([pdf.pages[1].obj, Name.Fit]))
        link(pdf, A=Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org/")))

    assert found(manuscript, changed(products[SCREEN], plant), SCREEN) == []


def test_a_bookmark_that_leads_nowhere_is_told(small):
    manuscript, products = small

    def plant(pdf):
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("どこにもない", destination=Array([lost_page(pdf), Name.Fit])))

    assert found(manuscript, changed(products[SCREEN], plant), SCREEN) == [
        "warning [bookmarks] small-screen.pdf: the bookmark “どこにもない” leads nowhere\n" + MENDED
    ]


def test_a_bookmark_by_name_leads_to_its_page(small):
    manuscript, products = small

    def plant(pdf):
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(["ここ", Array([pdf.pages[-1].obj, Name.Fit])])))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("名で", action=Dictionary(S=Name.GoTo, D=pikepdf.String("ここ"))))

    told = found(manuscript, changed(products[SCREEN], plant), SCREEN)
    assert not [message for message in told if "[bookmarks]" in message]


def test_a_part_without_a_bookmark_is_told_with_its_place(small):
    manuscript, products = small

    def plant(pdf):
        with pdf.open_outline() as outline:
            outline.root[:] = [item for item in outline.root if not item.title.endswith("図書館2")]

    assert found(manuscript, changed(products[SCREEN], plant), SCREEN) == [
        "02-x.md:1: warning [bookmarks] small-screen.pdf: the part “小さな町の図書館2” has no bookmark\n" + MENDED
    ]


def elements(node):
    """Every element of a structure tree."""
    children = node.get("/K", Array())
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def retagged(old, new):
    def plant(pdf):
        for element in elements(pdf.Root.StructTreeRoot):
            if re.fullmatch(old, str(element.S)):
                element.S = Name(new)
                return

    return plant


TAGS = {
    "no tree": (
        lambda pdf: pdf.Root.__delattr__("StructTreeRoot"),
        "error [tags] small-screen.pdf: the file has no tags\n" + MENDED,
    ),
    "a level left out": (
        retagged("/H2", "/H4"),
        "warning [heading-levels] small-screen.pdf: a heading skips from level 1 to 4\n" + MENDED,
    ),
    "a figure": (
        retagged("/P", "/Figure"),
        "warning [figure-texts] small-screen.pdf: 1 figures have lost their alternative text\n" + MENDED,
    ),
    "a table": (
        retagged("/P", "/Table"),
        "error [tags] small-screen.pdf: 1 tables have no head cells\n" + MENDED,
    ),
}


@pytest.mark.parametrize("fault", TAGS)
def test_a_fault_of_the_tags_is_told(small, fault):
    manuscript, products = small
    plant, message = TAGS[fault]
    assert found(manuscript, changed(products[SCREEN], plant), SCREEN) == [message]


def picture(pdf, inks, kind):
    """A picture of 300 px on 72 pt whose lower half has these inks (0 to 255), the rest 40 % of each."""
    image = Image.new("CMYK", (300, 300), (102, 102, 102, 102))
    image.paste(inks, (0, 150, 300, 300))
    if kind == "DCTDecode":
        out = io.BytesIO()
        image.save(out, "JPEG", quality=95)
        stream = pdf.make_stream(out.getvalue(), Filter=Name.DCTDecode, Decode=Array([1, 0] * 4))
    else:
        stream = pdf.make_stream(image.tobytes())
    for key, value in {"Type": Name.XObject, "Subtype": Name.Image, "Width": 300, "Height": 300}.items():
        stream[f"/{key}"] = value
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceCMYK, 8
    pdf.pages[4].Resources.XObject["/Dark"] = stream
    painted(pdf, 4, b"q 72 0 0 72 100 100 cm /Dark Do Q ")


@pytest.mark.parametrize("kind", ["FlateDecode", "DCTDecode"])
def test_the_ink_of_a_picture_is_measured(small, kind):
    manuscript, products = small
    heavy, light = (230, 230, 230, 204), (230, 230, 230, 76)
    assert found(manuscript, changed(products[NAME], lambda pdf: picture(pdf, light, kind))) == []
    (told,) = found(manuscript, changed(products[NAME], lambda pdf: picture(pdf, heavy, kind)))
    begin = "warning [ink-coverage] small-print.pdf, page 5 (folio 3): a picture lays 3"
    assert told.startswith(begin) and told.endswith(
        "% of ink; 320% is the most\n  hint: lower its inks, or take a profile with less ink for the press"
    )


@pytest.mark.parametrize(
    "plant",
    [
        lambda pdf: pdf.pages[4].Resources.Font.__setitem__(first_font(pdf, 4)[0], Dictionary(Type=Name.Font, W=7)),
        lambda pdf: pdf.pages[4].__setitem__("/TrimBox", Array([1, 2, 3])),
        lambda pdf: pdf.pages[4].Resources.__setitem__("/ExtGState", Dictionary(a=Dictionary(ca=Name.X))),
    ],
)
def test_what_no_pdf_has_in_that_place_is_told_and_does_not_raise(small, plant):
    def change(pdf):
        painted(pdf, 4, b"/a gs ")
        plant(pdf)

    told = inspect("foreign.pdf", changed(small[1][NAME], change))
    assert any(finding.is_error for finding in told)
