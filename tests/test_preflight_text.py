"""The text of a product is held against the source, word for word: what is taken out of a good file is found."""

import pikepdf
import planting
import pytest
from planting import BOOK, NAME, SENTENCES, changed, found, without

HINT = "  hint: see display and overflow in the publication's styles, and its templates"
RICH = f"""\
---
title: 町の図書館
id: ch1
number: 1
authors:
  - name: 書名子
    affiliation: 試験研究所
---

{SENTENCES.format(n=1)}

{{漢字|かんじ}}を読む人は、[](#fig-a)と[](#sec)を見て、注[^a]も読む。{{自律|じ|りつ}}した人は、読まない。

![絵](figures/a.svg "絵の説明を書いた行"){{#fig-a credit="撮影した人"}}

## 節の題 {{#sec}}

| 項の名 | 値の名 |
|--------|-------:|
| 棚の数 | 百二十 |

```
code shelf --all
```

棚は木でできている。An extraordinarily incomprehensible internationalisation of
characteristically uncomplicated responsibilities is never acknowledged.

[^a]: 注の本文には、棚の出典を書く。
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="400" height="300"><rect width="4" height="3"/></svg>'


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    files = {"book.toml": BOOK, "01-x.md": RICH, "figures/a.svg": SVG}
    return planting.build(tmp_path_factory.mktemp("rich"), files, "print")


def test_a_good_file_gives_nothing(rich):
    assert found(rich[0], rich[1][NAME]) == []


# What is taken off the pages: the line of the source that is told, and the words from where they are lost.
TAKEN = {
    "した人は、読まない。": ("12", "した人は、読まない。"),
    "漢字": ("12", "漢字"),
    "絵の説明を書いた行": ("14:1", "絵の説明を書いた行"),
    "（撮影した人）": ("14:1", "撮影した人"),
    "節の題": ("16", "節の題"),
    "百二十": ("18", "百二十"),
    "code shelf": ("22", "codeshelf--all"),
    "注の本文": ("29", "注の本文には、棚の出典を書く。"),
    "／試験研究所": ("1", "試験研究所"),
    "incomprehensible": ("26", "incomprehensibleinternat"),
}


@pytest.mark.parametrize("words", TAKEN)
def test_what_is_taken_off_the_pages_is_told_with_its_place(rich, words):
    line, lost = TAKEN[words]
    assert found(rich[0], changed(rich[1][NAME], without(words))) == [
        f"01-x.md:{line}: error [source-text] small-print.pdf, page 4 (folio 2): these words are not on the pages:"
        f" {lost}\n{HINT}"
    ]


def test_a_title_that_only_the_contents_have_is_told(small):
    def take(pdf):
        kept = [item for item in planting.operators(pdf, 3) if item[2] != "小さな町の図書館1"]
        pdf.pages[3].Contents = pdf.make_stream(pikepdf.unparse_content_stream([item[:2] for item in kept]))

    assert found(small[0], changed(small[1][NAME], take)) == [
        "01-x.md:1: error [source-text] small-print.pdf, page 4 (folio 2): these words are not on the pages:"
        f" 小さな町の図書館1\n{HINT}"
    ]


def test_one_character_that_is_not_the_source_s_is_told(small):
    """A word that the layout has changed, in the middle of a paragraph that is there."""

    def change(pdf):
        page = pdf.pages[3]
        kept = []
        for operands, operator, shown in planting.operators(pdf, 3):
            if shown.startswith("1館の0冊目を借りた"):
                place = max(range(len(operands[0])), key=lambda at: len(bytes(operands[0][at])) if at % 2 == 0 else 0)
                data = bytes(operands[0][place])
                operands[0][place] = pikepdf.String(data[:2] + data[4:6] + data[2:4] + data[6:])
            kept.append((operands, operator))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))

    (told,) = found(small[0], changed(small[1][NAME], change))
    assert told.startswith(
        "01-x.md:6: error [source-text] small-print.pdf, page 4 (folio 2): these words are not on the pages: 1館の0冊目"
    )


def test_a_page_with_a_line_or_two_and_an_empty_one_are_told(tmp_path):
    """Really set so: a section that asks for a page of its own on the next left side."""
    files = {
        "styles/print.css": ".section { break-before: left }",
        "01-x.md": planting.SMALL["01-x.md"],
        "book.toml": BOOK,
    }
    manuscript, products = planting.build(tmp_path, files, "print", "--loose")
    hint = "\n  hint: shorten the part by as many lines, or let figures grow"
    assert found(manuscript, products[NAME]) == [
        f"warning [empty-pages] small-print.pdf, page 5 (folio 3): the page has 0 lines{hint}",
        f"01-x.md:10: warning [empty-pages] small-print.pdf, page 6 (folio 4): the page has 2 lines{hint}",
    ]
