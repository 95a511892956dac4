"""The optional matter of the print edition, each piece in a small publication of its own."""

import io
import re

import pypdfium2
import pytest
import zxingcpp
from test_build import BOOK, build

from kumihan.model import plain
from kumihan.pages.matter.abbreviations import mark
from kumihan.pages.matter.reading import order, row_of

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


MATTER = "[matter]\nhalf_title = true\nfigures = true\nabbreviations = true\nindex = true\n"
FIRST = """[供給網]{index="きょうきゅうもう"}と[港]{index="みなと"}を備える。[港]{index="みなと"}は北の海技協会に頼る。

![一本の棒](figures/bar.svg "港の棒図"){#fig-bar credit="出典：港の統計"}
"""
SECOND = """---
title: 続きの章
id: ch2
number: 2
---

全国防災協議会（NBC）と「西の海の会」(WSC)は[荷揚げの地]{index="港" reading="みなと"}を見た。NBCは[GDP]{index="GDP"}を数えた。
"""
BAR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h3v7h-3z"/></svg>'


def test_every_list_names_the_pages_on_which_its_entries_stand(tmp_path, capsys):
    root = publish(tmp_path, MATTER, FIRST, (SECOND,))
    (root / "figures").mkdir()
    (root / "figures/bar.svg").write_text(BAR, encoding="utf-8")
    assert build(root, "print") == 0, capsys.readouterr().err
    assert build(root, "screen") == 0, capsys.readouterr().err
    pages = pages_of(root, "screen")
    words = [" ".join(page.get_textpage().get_text_range().split()) for page in pages]
    labels = [pages.get_page_label(number) for number in range(len(pages))]
    assert labels[:8] == ["表紙", "表2", "扉", "扉裏", "1", "2", "3", "4"]
    assert "試験の本" in words[2]
    assert words[3] == ""
    # The contents name the lists as well, those before the parts first.
    assert re.search("目次図一覧2略語一覧3.*備えの章4.*続きの章6索引7$", squeezed(words[4]))
    assert squeezed("図1 港の棒図 出典：港の統計 4") in squeezed(words[5])
    assert squeezed("NBC 全国防災協議会 6") in squeezed(words[6])
    assert squeezed("WSC 西の海の会 6") in squeezed(words[6])
    index = next(text for text in words if "あ行" in text or "か行" in text)
    # Both marks of 港 on page 4 are named once; the kana come first, Latin last.
    assert "か行供給網4ま行港4、6英数字GDP6" in squeezed(index)
    # Three rows, three columns: the index does not end in the first.
    page = pages[words.index(index)].get_textpage()
    assert (
        len({round(page.get_charbox(page.get_text_range().index(row))[0]) for row in ("か行", "ま行", "英数字")}) == 3
    )


def squeezed(text):
    return "".join(text.split())


def test_readings_stand_in_the_order_of_the_syllabary():
    words = ["ハート", "はあと", "ぱん", "ばん", "はん", "ハンガー", "いしゃ", "いしや", "GDP", "ん"]
    in_order = ["いしゃ", "いしや", "ハート", "はあと", "はん", "ばん", "ぱん", "ハンガー", "ん", "GDP"]
    assert sorted(words, key=order) == in_order
    assert [row_of(word) for word in ("ガス", "ぱん", "ヴァ", "ん", "３", "港")] == [
        "か行",
        "は行",
        "あ行",
        "わ行",
        "英数字",
        "",
    ]


def test_what_cannot_be_sorted_or_is_not_there_is_told(tmp_path, capsys):
    root = publish(tmp_path, "[matter]\nindex = true\n", '[港]{index="港"}と[海]{reading="うみ"}。\n')
    assert build(root, "print") == 1
    told = capsys.readouterr().err
    assert (
        "01-x.md:7:12: error [index-reading] an index cannot sort “港”" in told or "an index cannot sort “港”" in told
    )
    assert "error [index-reading] “reading” stands without “index”" in told


def test_a_list_for_which_the_text_has_nothing_is_left_out_and_told(tmp_path, capsys):
    assert build(publish(tmp_path, "[matter]\nabbreviations = true\n"), "print") == 0
    assert (
        "book.toml:5: warning [empty-matter] “abbreviations” is asked for, but the text has nothing for it"
        in capsys.readouterr().err
    )


def test_a_name_ends_at_hiragana_and_counts_where_it_is_first_explained():
    found = {}
    out = mark(
        "政府の全国防災協議会（NBC）、「海の会」(WSC)、追記（注）、市民会議（NBC）。「開かれた港湾（OHP）」も。", found
    )
    assert [(item.short, item.name) for item in found.values()] == [
        ("NBC", "全国防災協議会"),
        ("WSC", "海の会"),
        ("OHP", "開かれた港湾"),
    ]
    assert (
        plain(out)
        == "政府の全国防災協議会（NBC）、「海の会」(WSC)、追記（注）、市民会議（NBC）。「開かれた港湾（OHP）」も。"
    )
