"""Files from elsewhere, whole and broken: each gets an answer in words, in seconds, and nothing is told that is not so."""

import io
import zipfile

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name
from planting import NAME, changed

from kumihan import messages
from kumihan.preflight.inspection import inspect

AGAIN = "  hint: export the file again, or fetch it again if it came over a network"
DAMAGED = "  hint: build or export the file again; it was damaged or changed after that"
NO_TITLE = "warning [metadata] x.pdf: the file does not say its title\n  hint: look at what made the file"


def told(data, name="x.pdf"):
    messages.use("en")
    return [str(finding) for finding in inspect(name, data)]


def drawn(content=b"", **resources):
    """A file of one page with these operators and resources, made by no program of ours."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 600))
    page.Contents = pdf.make_stream(content)
    page.Resources = Dictionary(**resources)
    return pdf


def saved(pdf, **values):
    out = io.BytesIO()
    pdf.save(out, **values)
    return out.getvalue()


def test_what_is_no_pdf_is_told_in_words(small):
    good = small[1][NAME]
    named = "\n  hint: name a PDF or EPUB, or export it again"
    assert told(b"") == ["error [unreadable-pdf] x.pdf: the file is empty" + named]
    assert told(b"<html>") == ["error [unreadable-pdf] x.pdf: this is no PDF" + named]
    (half,) = told(good[: len(good) // 2])
    assert half.startswith("error [unreadable-pdf] x.pdf: this PDF is damaged or cut short: unable to find trailer")
    assert half.endswith(AGAIN) and "0x" not in half


def test_a_file_with_a_password_is_told(small):
    locked = saved(pikepdf.open(io.BytesIO(small[1][NAME])), encryption=Encryption(owner="a", user="b"))
    assert told(locked) == [
        "error [unreadable-pdf] x.pdf: the file opens only with a password\n  hint: save it without one"
    ]


@pytest.mark.parametrize(("side", "told_as"), [(0, "0.0×0.0"), (20_000, "7055.6×7055.6")])
def test_a_page_of_an_impossible_size_is_told(side, told_as):
    pdf = drawn()
    pdf.pages[0].MediaBox = Array([0, 0, side, side])
    assert told(saved(pdf)) == [
        f"error [page-boxes] x.pdf, page 1: the page is {told_as} mm large; no program can print that\n"
        "  hint: see @page in styles/print.css: size and bleed",
        NO_TITLE,
    ]


def test_a_file_without_a_page_is_told():
    assert told(saved(pikepdf.new()))[0] == (
        "error [page-boxes] x.pdf: the file has no page\n  hint: export the file again"
    )


@pytest.mark.parametrize("operators", [b"/Gone Do", b"/Gone gs", b"BT /Gone 9 Tf (a) Tj ET"])
def test_what_a_page_asks_for_and_does_not_have_is_told(operators):
    assert told(saved(drawn(operators))) == [
        f"error [page-contents] x.pdf, page 1: the page asks for /Gone, which the file does not have\n{DAMAGED}",
        NO_TITLE,
    ]


def test_forms_without_end_are_left(small):
    """Ten forms that paint the next one ten times each would take years."""
    pdf = drawn(b"/A Do")
    inner = pdf.make_stream(b"")
    for _ in range(11):
        form = pdf.make_stream(b"/A Do " * 10)
        form.Resources = Dictionary(XObject=Dictionary(A=inner))
        form.Subtype, form.BBox, inner = Name.Form, Array([0, 0, 1, 1]), form
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(A=inner))
    assert told(saved(pdf))[0] == (
        "error [page-contents] x.pdf, page 1: the page has more forms, or forms within forms, than can be followed\n"
        + DAMAGED
    )


def test_a_fault_on_one_page_hides_none_on_another(small):
    def break_one(pdf):
        pdf.pages[3].contents_add(pdf.make_stream(b"/no w "), prepend=True)
        pdf.pages[4].contents_add(pdf.make_stream(b"1 0 0 rg 9 9 9 9 re f "), prepend=True)

    first, second = told(changed(small[1][NAME], break_one))
    assert first.startswith("error [page-contents] x.pdf, page 4 (folio 2): the file holds what no PDF has")
    assert second.startswith("error [colour-space] x.pdf, page 5 (folio 3): a colour is in DeviceRGB")


@pytest.mark.parametrize("encoding", ["UniJIS-UCS2-H", "90ms-RKSJ-H"])
def test_a_font_of_a_predefined_encoding_needs_no_table(encoding):
    """As older programs write Japanese; such a font says what its codes are (ISO 32000-2, 9.7.5.2)."""
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/Ryumin-Light"), DW=1000)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Ryumin-Light"), DescendantFonts=Array([inner])
    )
    font.Encoding = Name("/" + encoding)
    assert told(saved(drawn(b"BT /F 9 Tf 50 50 Td <65e5672c> Tj ET", Font=Dictionary(F=font)))) == [
        "error [fonts] x.pdf: the font Ryumin-Light is not embedded\n"
        "  hint: take another font, or look at what made the file",
        NO_TITLE,
    ]


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def test_what_is_no_epub_is_told_in_words(small):
    good = small[1]["small.epub"]
    assert told(b"", "x.epub") == [f"error [unreadable-epub] x.epub: the file is empty\n{AGAIN}"]
    for data in (b"PK", good[: len(good) // 2], small[1][NAME]):
        assert told(data, "x.epub") == [
            f"error [unreadable-epub] x.epub: this is no e-book, or only a part of one\n{AGAIN}"
        ]


def test_a_damaged_archive_is_told_once(small):
    data = bytearray(small[1]["small.epub"])
    with zipfile.ZipFile(io.BytesIO(data)) as good:
        for member in good.infolist()[3:]:
            if member.compress_size > 60:
                data[member.header_offset + 90] ^= 255
    (only,) = told(bytes(data), "x.epub")
    assert " files cannot be unpacked: item/" in only and only.endswith(AGAIN)


def test_an_archive_without_a_package_is_told_without_what_follows_from_it():
    (first, second) = told(archive(a=b"x"), "x.epub")
    assert first.startswith("error [epub-container] x.epub: the archive does not begin with its media type")
    assert second.startswith("error [epub-container] x.epub: the container names no package document that is there")
