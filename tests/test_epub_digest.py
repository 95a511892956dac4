"""The digest at the head of the e-book, and fonts that it carries."""

import hashlib
import io
import json
import posixpath
import zipfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from kumihan import pipeline
from kumihan.export.epub_fonts import OBFUSCATED, cut, not_embeddable, obfuscate
from kumihan.weasy.font_file import font_file

CONTENT = Path(__file__).resolve().parents[1] / "content"
N = {"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
SMALL = """\
---
title: {title}
id: {name}
number: {number}
---

本文である。

## 提言 {{.recommendations}}

- 見出し：==これを行うべきである。==残り。
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The e-book of content/ and the digest's own JSON, of one build."""
    output = tmp_path_factory.mktemp("digest")
    pipeline.build(CONTENT, output, ("epub", "digest"))
    (path,) = output.glob("*.epub")
    (items,) = output.glob("*-digest.json")
    return zipfile.ZipFile(path), json.loads(items.read_text(encoding="utf-8"))["items"]


@pytest.fixture
def small(tmp_path):
    root = tmp_path / "content"
    root.mkdir()
    about = 'slug = "s"\ntitle = "題"\ndate = 2026-01-31\nissuer = "発行者"\nsample = 1\n[fonts]\nembed = true\n'
    (root / "book.toml").write_text(about, encoding="utf-8")
    for number, title in ((1, "一つめ"), (2, "二つめ")):
        text = SMALL.format(title=title, name=f"ch{number}", number=number)
        (root / f"0{number}.md").write_text(text, encoding="utf-8")
    return root


def text_of(node):
    return "".join(node.itertext())


def test_the_digest_leads_to_every_sentence(whole):
    book, items = whole
    document = etree.fromstring(book.read("item/xhtml/p-digest.xhtml"))
    entries = document.findall(".//h:li", N)
    assert len(entries) == len([item for item in items if item["text"]]) > 20
    for entry, item in zip(entries, items, strict=True):
        link = entry.find("h:a", N)
        assert text_of(link) == f"→p.{item['page']}"
        file, _, name = link.get("href").partition("#")
        target = etree.fromstring(book.read(posixpath.join("item/xhtml", file))).find(f".//*[@id='{name}']")
        shown = text_of(entry).removesuffix(text_of(link)).removeprefix(f"{item['label']}　")
        assert shown == item["text"] and shown.replace(" ", "") in text_of(target).replace(" ", "")


def test_the_digest_stands_before_the_first_part_and_in_the_contents(whole):
    book, _ = whole
    package = etree.fromstring(book.read("item/standard.opf"))
    order = [item.get("idref") for item in package.iterfind(".//o:itemref", N)]
    assert order[:5] == ["p-cover", "p-titlepage", "nav", "p-digest", "p-001"]
    navigation = etree.fromstring(book.read("item/navigation-documents.xhtml"))
    assert text_of(navigation.find(".//h:nav//h:a", N)) == "提言要旨"


def test_a_sample_has_the_digest_of_its_parts_and_the_fonts_of_its_words(small, tmp_path):
    pipeline.build(small, tmp_path / "o", ("epub",))
    books = {name: zipfile.ZipFile(tmp_path / "o" / name) for name in ("s.epub", "s-sample.epub")}
    found = {}
    for name, book in books.items():
        document = etree.fromstring(book.read("item/xhtml/p-digest.xhtml"))
        found[name] = [text_of(node) for node in document.iterfind(".//h:h2", N)]
        identifier = etree.fromstring(book.read("item/standard.opf")).findtext(".//d:identifier", namespaces=N)
        hidden = book.read("item/font/serif.otf")
        assert hidden[:4] != b"OTTO"
        font = TTFont(io.BytesIO(obfuscate(hidden, identifier)))
        assert {ord(character) for character in "本文これを行うべき"} <= set(font.getBestCmap())
        assert ord("鬱") not in font.getBestCmap() and "GSUB" in font
        rights = book.read("META-INF/encryption.xml").decode()
        assert rights.count("http://www.idpf.org/2008/embedding") == 3 and "item/font/sans-bold.otf" in rights
        assert 'font-family: "serif-ja"' in book.read("item/style/book.css").decode()
    assert found == {"s.epub": ["第1章　一つめ", "第2章　二つめ"], "s-sample.epub": ["第1章　一つめ"]}


def test_obfuscation_is_that_of_the_standard():
    key = hashlib.sha1(b"urn:uuid:1").digest()
    assert obfuscate(bytes(2000), " urn:uuid:1\n") == (key * 52)[:OBFUSCATED] + bytes(2000 - OBFUSCATED)


def test_a_font_that_may_not_be_embedded_is_told():
    found = font_file("Noto Sans CJK JP", 400)
    assert not_embeddable(found, "Noto Sans CJK JP") is None
    told = not_embeddable(found, "ある明朝")
    assert told.message == "the font family ある明朝 is not installed and is not embedded in the e-book"
    small = cut(found, frozenset("組版"))
    assert small == cut(found, frozenset("版組"))  # the same characters give the same bytes
    font = TTFont(io.BytesIO(small))
    font["OS/2"].fsType = 2
    only = io.BytesIO()
    font.save(only)
    assert not_embeddable((only.getvalue(), 0), "Noto Sans CJK JP").rule == "font-licence"
