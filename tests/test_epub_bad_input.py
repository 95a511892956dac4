"""What would make an invalid or unreadable e-book is a finding with its place, and no file."""

import io
import zipfile

import pytest
from PIL import Image

from kumihan.cli import main

BOOK = (
    'slug = "small"\ntitle = "試験"\ndate = 2026-01-31\nissuer = "発行者"\nissuer_reading = "ハッコウシャ"\n'
    'title_reading = "シケン"\nrights = "©"\n'
)
HEAD = "---\ntitle: 題\nid: ch1\nnumber: 1\n---\n\n"


def picture(kind, mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, (6, 4)).save(out, kind)
    return out.getvalue()


# What is planted, the finding, and whether it is an error: an error leaves no file.
CASES = {
    "image format that readers lack": (
        {"01-x.md": HEAD + "![絵](a.bmp)\n", "a.bmp": picture("BMP")},
        "01-x.md:7:1: error [figure-format]",
    ),
    "missing alternative text": ({"01-x.md": HEAD + "![](a.png)\n", "a.png": picture("PNG")}, "01-x.md:7:1: warning [alt-text]"),
    "id that the book makes itself": ({"01-x.md": HEAD + "一。\n\n## 節 {#ch1-l7}\n\n文。\n"}, "01-x.md:1: error [duplicate-id]"),
    "id of a printed page": ({"01-x.md": HEAD + "## 節 {#page-2}\n\n文。\n"}, "error [duplicate-id]"),
    "heading that skips a level": ({"01-x.md": HEAD + "## 節\n\n#### 小\n\n文。\n"}, "01-x.md:9: warning [heading-level]"),
    "first heading too low": ({"01-x.md": HEAD + "### 小\n\n文。\n"}, "01-x.md:7: warning [heading-level]"),
    "forbidden character by its number": ({"book.toml": BOOK + 'subtitle = "a\\u0001"\n', "01-x.md": HEAD + "文。\n"}, "book.toml:8: error [control-character]"),
    "forbidden character in a reading": ({"book.toml": BOOK.replace("シケン", "\\u0002"), "01-x.md": HEAD + "文。\n"}, "book.toml:6: error [control-character]"),
    "forbidden character in a list": (
        {"book.toml": BOOK + '[colophon]\nlines = ["\\u0003"]\n', "01-x.md": HEAD + "文。\n"},
        "book.toml:8: error [control-character]",
    ),
    "template that is no XML": (
        {"01-x.md": HEAD + "文。\n", "templates/epub/colophon.xhtml.j2": '{% extends "epub/frame.xhtml.j2" %}{% block body %}<p>文<br></p>{% endblock %}'},
        "error [epub-xml] xhtml/p-colophon.xhtml of the e-book",
    ),
    "broken link of a template": (
        {"01-x.md": HEAD + "文。\n", "templates/epub/colophon.xhtml.j2": '{% extends "epub/frame.xhtml.j2" %}{% block body %}<p><a href="p-001.xhtml#no">文</a></p>{% endblock %}'},
        "error [broken-link] small.epub: the link “p-001.xhtml#no” leads nowhere",
    ),
    "character outside JIS X 0213": ({"01-x.md": HEAD + "文。\n\n髙い髙い。\n"}, "01-x.md:9:1: warning [gaiji] 髙 (U+9AD9) is outside JIS X 0213:2004; the e-book has it 2 times"),
    "long document": ({"01-x.md": HEAD + ("文" * 1000 + "。\n\n") * 110}, "01-x.md:1: warning [epub-size]"),
    "facts that stores ask for": (
        {"book.toml": 'slug = "small"\ntitle = "試験"\ndate = 2026-01-31\n', "01-x.md": HEAD + "文。\n"},
        "book.toml: warning [store-facts] stores ask for what the publication does not say: title_reading, issuer, rights",
    ),
}  # fmt: skip


def write(root, files):
    for file, content in ({"book.toml": BOOK} | files).items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(content if isinstance(content, bytes) else content.encode())


def build(root, output, *options):
    return main(["epub", "--content", str(root), "--output", str(output), "--lang", "en", *options])


@pytest.mark.parametrize("name", CASES)
def test_a_planted_fault_is_found(name, tmp_path, capsys):
    files, wanted = CASES[name]
    write(tmp_path / "content", files)
    grave = " error [" in f" {wanted}"
    assert build(tmp_path / "content", tmp_path / "out") == grave
    shown = capsys.readouterr().err
    assert wanted in shown and "Traceback" not in shown and "\n  hint: " in shown
    assert (tmp_path / "out").exists() != grave


@pytest.mark.parametrize("name", ["missing alternative text", "heading that skips a level"])
def test_strict_makes_it_an_error(name, tmp_path, capsys):
    files, wanted = CASES[name]
    write(tmp_path / "content", files)
    assert build(tmp_path / "content", tmp_path / "out", "--strict") == 1
    assert wanted.replace("warning", "error") in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("kind", "expected"), [("TIFF", "jpg"), ("WEBP", "jpg"), ("PNG", "png"), ("GIF", "gif")])
def test_a_picture_becomes_one_that_every_reader_shows(tmp_path, kind, expected):
    write(tmp_path / "content", {"01-x.md": HEAD + "![絵](a.img)\n", "a.img": picture(kind)})
    assert build(tmp_path / "content", tmp_path / "out") == 0
    with zipfile.ZipFile(tmp_path / "out/small.epub") as book:
        assert f"item/image/figure-001.{expected}" in book.namelist()


def test_a_whole_publication_has_no_finding(tmp_path, capsys):
    write(tmp_path / "content", {"01-x.md": HEAD + "## 節\n\n文と𠮟る、か゚。\n\n### 小\n\n文。\n"})
    assert build(tmp_path / "content", tmp_path / "out", "--strict") == 0
    assert capsys.readouterr().err == ""
