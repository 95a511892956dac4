"""The printed page in the e-book: every mark stands at the very character at which the PDF's page begins."""

import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from kumihan import pipeline
from kumihan.commands.new import bring_in
from kumihan.pages.page_marks import PageBreak, mark_pages

CONTENT = Path(__file__).resolve().parents[1] / "content"
MANUSCRIPT = Path(__file__).resolve().parents[2] / "shared/manuscript/outlook-2026.txt"
XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"


def mark(folio):
    return f'<span id="page-{folio}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{folio}"></span>'


@pytest.mark.parametrize(
    ("written", "item", "expected"),
    [
        ("<p id='a'>", PageBreak("5", "b"), "<p id='a'>"),
        ('<p id="a">一二</p>', PageBreak("5", "a"), '<p id="a">¶一二</p>'),
        ('<p id="a">一二 三四</p>', PageBreak("5", "a", 2, "三四"), '<p id="a">一二 ¶三四</p>'),
        ('<p id="a">&amp;二<em>三四</em>五</p>', PageBreak("5", "a", 3, "四五"), '<p id="a">&amp;二<em>三¶四</em>五</p>'),
        # a reading is not text of the line, and a word with its reading is not cut
        (
            '<p id="a">一<ruby>二三<rt>にさん</rt></ruby>四</p>',
            PageBreak("5", "a", 2, "三四"),
            '<p id="a">一¶<ruby>二三<rt>にさん</rt></ruby>四</p>',
        ),
        ('<p id="a">一<a class="noteref">注1</a>二</p>', PageBreak("5", "a", 1, "二"), '<p id="a">一<a class="noteref">注1</a>¶二</p>'),
        # the e-book has words before it that the printed line has not
        ('<p id="a">第2章を見よ。ここから次の頁</p>', PageBreak("5", "a", 4, "ここから"), '<p id="a">第2章を見よ。¶ここから次の頁</p>'),
        ('<p id="a">同じ同じ同じ</p>', PageBreak("5", "a", 4, "同じ"), '<p id="a">同じ同じ¶同じ</p>'),
    ],
)  # fmt: skip
def test_a_mark_stands_before_its_character(written, item, expected):
    assert mark_pages(written, (item,)) == expected.replace("¶", mark(5))


def test_several_pages_begin_in_one_block():
    breaks = (PageBreak("2", "a"), PageBreak("3", "a", 2, "三四"), PageBreak("4", "a", 4, "五六"))
    assert mark_pages('<p id="a">一二三四五六</p>', breaks) == (
        f'<p id="a">{mark(2)}一二{mark(3)}三四{mark(4)}五六</p>'
    )


@pytest.fixture(scope="module", params=["content", "manuscript"])
def editions(request, tmp_path_factory):
    """The text of each printed page by its folio, and that of the e-book between its marks."""
    folder = tmp_path_factory.mktemp("pages")
    root = CONTENT
    if request.param == "manuscript":
        if not MANUSCRIPT.exists():
            pytest.skip("the manuscript of ../shared is not there")
        root = folder / "content"
        bring_in(MANUSCRIPT, root)
    pipeline.build(root, folder / "out", ("print", "epub"))
    (pdf,), (epub,) = (folder / "out").glob("*.pdf"), (folder / "out").glob("*.epub")
    return printed(pdf), marked(epub)


def plain(text):
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text))


def printed(path):
    with pypdfium2.PdfDocument(path) as document:
        return {
            document.get_page_label(number): plain(page.get_textpage().get_text_range())
            for number, page in enumerate(document)
        }


def marked(path):
    """Text by folio, without what the print edition has elsewhere: figures, notes, readings, marks of sections."""
    texts, folio = {}, ""

    def walk(element):
        nonlocal folio
        if element.get(f"{OPS}type") == "pagebreak":
            folio = element.get("aria-label")
            texts[folio] = ""
        apart = element.tag in {f"{XHTML}{name}" for name in ("head", "rt", "aside", "figure")}
        if not apart and element.get("class") not in ("noteref", "section-mark"):
            add(element.text)
            for child in element:
                walk(child)
        add(element.tail)

    def add(text):
        if folio:
            texts[folio] += plain(text or "")

    with zipfile.ZipFile(path) as book:
        for name in sorted(name for name in book.namelist() if "/p-0" in name):
            walk(etree.fromstring(book.read(name)))
    return texts


def test_no_page_with_text_of_a_part_is_without_its_mark(editions):
    pages, texts = editions
    numbers = [folio for folio in pages if folio.isdigit()]
    assert list(texts) == numbers[1:-1]  # but the contents and the colophon, which have their own documents


def test_each_page_begins_where_its_mark_is(editions):
    pages, texts = editions
    assert [folio for folio, text in texts.items() if text[:8] not in pages[folio]] == []
    ends = [(folio, text[-8:]) for folio, text in texts.items()]
    assert [folio for folio, end in ends if end not in pages[folio]] == []


def test_the_text_between_two_marks_is_the_pages_own(editions):
    pages, texts = editions
    for folio, text in texts.items():
        # a reference to a page says the part's name in the e-book
        absent = Counter(text) - Counter(pages[folio])
        assert absent.total() <= 4, (folio, "".join(absent.elements()))
