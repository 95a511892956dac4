"""Cover, contents, lists, index and colophon are held against book.toml and the text; kinsoku against the styles."""

import io

import pikepdf
import planting
import pytest
from planting import NAME, SCREEN, SENTENCES, changed, found, taken

from kumihan.pages.kinsoku_level import Kinsoku, kinsoku_of

HINT = "  hint: see display and overflow in the publication's styles, and its templates"
STYLE = "  hint: see .contents-entry in styles/print.css"
TEMPLATES = "  hint: compare the publication's templates with the project's own"
COMPOSED = "  hint: let the paragraph be composed: see the warnings of the typesetter"
BOOK = """\
slug = "small"
title = "港の町の本"
edition = "第二版"
subtitle = "暮らしと船の記録"
issuer = "港の組版所"
date = 2026-01-31
isbn = "978-4-12-345678-4"
rights = "著作権は港の組版所にある"

[matter]
half_title = true
figures = true
abbreviations = true
index = true

[colophon]
lines = [
  "この本は二度刷られた。",
  "紙は町の工場でつくられた。",
]
"""
PART = f"""\
---
title: 小さな町の図書館{{n}}
label: 第{{n}}章
id: ch{{n}}
authors:
  - name: 書名子{{n}}
---

{SENTENCES}

全国防災協議会（NBC{{n}}）は[供給網]{{{{index="きょうきゅうもう"}}}}を守る。

![絵](figures/a.svg "町の絵{{n}}"){{{{credit="撮影した人"}}}}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="400" height="300"><rect width="4" height="3"/></svg>'
FILES = {"book.toml": BOOK, "figures/a.svg": SVG} | {f"0{n}-x.md": PART.format(n=n) for n in (1, 2)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return planting.build(tmp_path_factory.mktemp("whole"), FILES, "print")


def pages_with(data, words):
    """The 0-based pages on which something begins so."""
    return [number for number, page in enumerate(texts(data)) if any(text.startswith(words) for text in page)]


def texts(data):


    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [[item[2] for item in planting.operators(pdf, number)] for number in range(len(pdf.pages))]


def test_a_good_file_gives_nothing(whole):
    assert found(whole[0], whole[1][NAME]) == []


# Where: the number of the page among those with these words; then what is told.
LOST = {
    "the title on the cover": ("港の町の本", 0, "book.toml:2", 1, "cover", "港の町の本"),
    "the edition on the cover": ("第二版", 0, "book.toml:3", 1, "cover", "第二版"),
    "the subtitle on the cover": ("暮らしと", 0, "book.toml:4", 1, "cover", "暮らしと船の記録"),
    "the issuer on the cover": ("港の組版所", 0, "book.toml:5", 1, "cover", "港の組版所"),
    "the title on the half-title": ("港の町の本", 1, "book.toml:2", 0, "half-title", "港の町の本"),
    "a title in the contents": ("小さな町の図書館2", 0, "02-x.md:1", 5, "contents", "小さな町の図書館2"),
    "a label in the contents": ("第2章", 0, "02-x.md:1", 5, "contents", "第2章"),
    "an author in the contents": ("書名子2", 0, "02-x.md:1", 5, "contents", "書名子2"),
    "a caption in the list": ("町の絵2", 0, "02-x.md:13:1", 6, "list of figures", "町の絵2"),
    "an abbreviation in the list": ("NBC2", 0, "", 7, "list of abbreviations", "NBC2"),
    "an entry of the index": ("供給網", -1, "", 11, "index", "供給網"),
    "the ISBN": ("978-4", 0, "book.toml:7", 12, "colophon", "978-4-12-345678-4"),
    "the date": ("2026年", 0, "book.toml:6", 12, "colophon", "2026年1月31日"),
    "a line of the colophon": ("紙は町の", 0, "book.toml:19", 12, "colophon", "紙は町の工場でつくられた。"),
    "the rights": ("著作権は", 0, "book.toml:8", 12, "colophon", "著作権は港の組版所にある"),
}


@pytest.mark.parametrize("fault", LOST)
def test_what_is_taken_off_cover_contents_lists_or_colophon_is_told(whole, fault):
    manuscript, products = whole
    words, which, place, page, name, lost = LOST[fault]
    data = changed(products[NAME], taken(pages_with(products[NAME], words)[which], words))
    on = f", page {page}" if page else ""
    told = [message for message in found(manuscript, data) if "[matter-text]" in message]
    assert len(told) == 1, told
    assert told[0].startswith(f"{place}: error [matter-text] {NAME}{on}" if place else f"error [matter-text] {NAME}{on}")
    assert told[0].endswith(f": {name}: these words are missing: {lost}\n{HINT}")


def test_what_a_template_of_the_publication_leaves_out_is_its_own_affair(tmp_path):
    files = planting.SMALL | {"templates/print/cover.html.j2": '<section class="cover" id="cover"><p>絵</p></section>\n'}
    manuscript, products = planting.build(tmp_path, files, "print")
    assert found(manuscript, products[NAME]) == []


def test_a_part_without_its_number_in_the_contents_is_told(small):
    manuscript, products = small
    (number,) = [item for item in texts(products[NAME])[2] if item.strip() == "4"]
    assert found(manuscript, changed(products[NAME], taken(2, number))) == [
        f"02-x.md:1: error [contents-pages] {NAME}, page 3 (folio 1): the contents have no page number for"
        f" “小さな町の図書館2”\n{STYLE}"
    ]


def test_an_entry_of_the_contents_that_leads_elsewhere_or_nowhere_is_told(small):
    manuscript, products = small

    def astray(pdf):
        link = pdf.pages[2].Annots[0]
        link.Dest = [pdf.pages[0].obj, planting.pikepdf.Name.Fit]
        del link["/A"]

    def lost(pdf):
        del pdf.pages[2].Annots

    told = "“小さな町の図書館{n}” in the contents does not lead to its page\n" + TEMPLATES
    begin = f"0{{n}}-x.md:1: error [contents-pages] {SCREEN}, page 3 (folio 1): "
    first, second = ((begin + told).format(n=n) for n in (1, 2))
    assert found(manuscript, changed(products[SCREEN], astray), SCREEN) == [first]
    assert found(manuscript, changed(products[SCREEN], lost), SCREEN) == [first, second]


def opened(line):
    """A publication whose only paragraph has a forced line end before the second line."""
    return {"book.toml": planting.BOOK, "01-x.md": f"---\ntitle: 町\nid: a\n---\n\n{SENTENCES.format(n=1)}{line}\n"}


@pytest.mark.parametrize(
    ("style", "first"),
    [("", "っ"), ("", "ー"), ("", "・"), ("p { line-break: normal }", "・"), ("", "ん"), ("body { line-break: loose }", "・")],
)
def test_kinsoku_is_held_against_the_level_of_the_styles(tmp_path, style, first):
    r"""A hard line end (\) lets anything begin a line: what the level forbids is told, at its paragraph."""
    files = opened(f"そこで\\\n{first}と書いた。") | {"styles/print.css": style}
    manuscript, products = planting.build(tmp_path, files, "print", "--loose")
    told = [item for item in found(manuscript, products[NAME]) if "kinsoku" in item]
    if first == "ん" or "loose" in style:
        assert told == []
    else:
        assert told == [
            f"01-x.md:6: warning [kinsoku-on-page] {NAME}, page 4 (folio 2): a line begins with {first}: {first}と書いた。"
            f"\n{COMPOSED}"
        ]


def test_of_a_file_by_itself_only_what_no_level_allows_is_told(tmp_path):
    _, products = planting.build(tmp_path, opened("そこで\\\nっと書いた。"), "print", "--loose")
    assert planting.inspect("foreign.pdf", products[NAME]) == ()


def test_the_level_is_read_from_the_styles():
    assert kinsoku_of([]) == Kinsoku("strict", "strict")
    assert kinsoku_of(["p { line-break: normal } /* body { line-break: loose } */"]) == Kinsoku("normal", "normal")
    assert kinsoku_of([".caption { -webkit-line-break: anywhere; line-break: loose }"]) == Kinsoku("strict", "loose")
    assert kinsoku_of(["body.print, td { line-break: loose }", "@page x { } html { line-break: auto; }"]).body == "strict"
