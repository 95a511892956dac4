"""The optional matter of the print edition, each piece in a small publication of its own."""

import io

import pypdfium2
import pytest
import zxingcpp
from test_build import BOOK, build

CHAPTER = "---\ntitle: 備えの章\nid: ch1\nnumber: 1\n---\n\n"
CODES = 'isbn = "978-4-12-345678-4"\nc_code = "0031"\nprice = 2400\n'


def publish(tmp_path, about="", body="本文の段落である。\n", chapters=()):
    root = tmp_path / "content"
    root.mkdir()
    (root / "book.toml").write_text(BOOK + about, encoding="utf-8")
    for number, text in enumerate((CHAPTER + body, *chapters), 1):
        (root / f"0{number}-x.md").write_text(text, encoding="utf-8")
    return root


def pages_of(root, edition="print"):
    return pypdfium2.PdfDocument(io.BytesIO((root.parent / f"output/small-{edition}.pdf").read_bytes()))


def test_a_scanner_reads_both_rows_from_the_colophon(tmp_path):
    root = publish(tmp_path, CODES)
    assert build(root, "print") == 0
    pages = pages_of(root)
    page = pages[len(pages) - 1]
    found = zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
    assert sorted((code.format.name, code.text) for code in found) == [
        ("EAN13", "1920031024006"), ("EAN13", "9784123456784"),
    ]  # fmt: skip
    text = page.get_textpage().get_text_range()
    assert "ISBN978-4-12-345678-4" in text
    assert "C0031　¥2400E" in text
    width = max(code.position.top_right.x - code.position.top_left.x for code in found) / 300 * 25.4
    assert width == pytest.approx(31.35, abs=0.5)  # 95 modules of 0.33 mm


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (
            'isbn = "978-4-12-345678-6"\n',
            "book.toml:4: error [book-code] the check digit of the ISBN 978-4-12-345678-6 is 6\n"
            "  hint: to these twelve digits belongs 4; compare all with the registration",
        ),
        (
            'isbn = "4-12-345678-9"\n',
            "book.toml:4: error [book-code] “4-12-345678-9” is no ISBN of 13 digits\n"
            "  hint: write it as 978-4-…, with hyphens",
        ),
        (
            'isbn = "978-4-12-345678-4"\nprice = 2400\n',
            "book.toml:5: warning [book-code] no bar code is printed: c_code is missing\n"
            "  hint: give isbn, c_code and price, or the ISBN alone",
        ),
    ],
)
def test_what_is_wrong_with_the_codes_is_told_at_its_line(tmp_path, capsys, codes, told):
    assert build(publish(tmp_path, codes), "print") == ("error" in told)
    assert told in capsys.readouterr().err


def test_an_isbn_alone_is_complete(tmp_path, capsys):
    assert build(publish(tmp_path, 'isbn = "978-4-12-345678-4"\n'), "print") == 0
    assert "book-code" not in capsys.readouterr().err
