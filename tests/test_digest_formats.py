"""The digest's formats: one model, the same sentences in each, the same bytes each time."""

import io
import json
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pypdfium2
import pytest
from test_digest import CONFIG, SECTION, book_of, desk, digested

from kumihan.digest.products import make_digest
from kumihan.digest.qr import qr_code

BODIES = (
    SECTION + "- 外交：`会う`べきである。*後*の文。\n- ==<守る>べき「もの」を_守る_。==\n- 背景があるだけだ。",
    SECTION + "- A&B：[備える](https://example.org/)べきである。",
)
ABOUT = replace(CONFIG, url="https://example.org/a?b=1&c=2")


@pytest.fixture(scope="module")
def products(tmp_path_factory):
    """Each product's bytes by the end of its name."""
    made = make_digest(digested(book_of(*BODIES), ABOUT), desk(tmp_path_factory.mktemp("content"), ABOUT))
    assert (made.missing, [finding.rule for finding in made.findings]) == ((), ["digest-editor"])
    return {artifact.name.rpartition(".")[2]: artifact.data for artifact in made.artifacts}


class Words(HTMLParser):
    """The words of a page, and every tag with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.said, self.tags = "", []
        self.feed(text)

    def handle_data(self, data):
        self.said += data

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def words(kind, data):
    """What a reader of this format reads, without spaces."""
    match kind:
        case "pdf":
            text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
        case "html":
            text = Words(data.decode()).said
        case "docx":
            text = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
        case "md":
            text = re.sub(r"\\(.)", r"\1", data.decode())
        case "txt":
            text = data.decode()
        case "json":
            text = "".join(f"{item['label']}{item['text'] or '要確認'}" for item in json.loads(data)["items"])
    return re.sub(r"\s", "", text)


def test_the_products(products):
    assert list(products) == ["pdf", "docx", "html", "md", "txt", "json"]


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "md", "txt", "json"])
def test_every_format_has_the_same_sentences_in_the_same_order(products, kind):
    said = words(kind, products[kind])
    sentences = [item["text"] or "要確認" for item in json.loads(products["json"])["items"]]
    assert "会うべきである。後の文。" in sentences and "<守る>べき「もの」を_守る_。" in sentences
    positions = [said.find(re.sub(r"\s", "", sentence)) for sentence in sentences]
    assert -1 not in positions and positions == sorted(positions)
    assert "外交" in said and "A&B" in said


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "md", "txt"])
def test_every_format_says_where_from_and_that_it_quotes(products, kind):
    said = words(kind, products[kind])
    for fact in (
        "試験の本",
        "初版",
        "主張を一文で言う。",
        "発行所",
        "2026年1月31日",
        "第1章",
        "→p.3",
        "引用",
        "https://example.org/a?b=1&c=2",
    ):
        assert fact in said, fact


def test_the_web_page_needs_no_other_file_and_keeps_its_styles_in_a_mail(products):
    page = Words(products["html"].decode())
    assert {tag for tag, _ in page.tags} & {"script", "link", "style", "img"} == set()
    assert all("style" in attrs for tag, attrs in page.tags if tag in ("body", "div", "h1", "h2", "ul", "li", "p"))
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in page.tags
    assert not any("class" in attrs for _, attrs in page.tags)


def test_the_word_document_bears_the_day_of_issue_and_no_other(products):
    made = docx.Document(io.BytesIO(products["docx"]))
    core = made.core_properties
    assert {f"{day:%Y-%m-%d}" for day in (core.created, core.modified)} == {"2026-01-31"}
    assert (core.title, core.author) == ("試験の本 初版 提言要旨", "発行所")
    archive = zipfile.ZipFile(io.BytesIO(products["docx"]))
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"thumbnail" not in archive.read("_rels/.rels")


def test_the_word_document_uses_the_styles_of_word(products):
    names = [paragraph.style.name for paragraph in docx.Document(io.BytesIO(products["docx"])).paragraphs]
    assert names[:5] == ["Title", "Caption", "Subtitle", "Heading 1", "Caption"]
    assert names.count("List Bullet") == 4


def test_only_an_address_gets_a_code():
    assert qr_code("https://example.org/").startswith(b"<svg") and qr_code("") == qr_code("example") == b""
    assert qr_code("https://example.org/" + "a" * 5000) == b""
