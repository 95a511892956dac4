"""The vertical e-book: the switch, what turns with it, and digits and letters as an editor sets them."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from kumihan.cli import main
from kumihan.pages.vertical import set_text, set_upright

CONTENT = Path(__file__).resolve().parents[1] / "content"
CHECK = Path(__file__).resolve().parents[2] / "shared/validators/check-epub"
N = {"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf"}
CASES = """\
5月 → ５月
12月31日 → [12]月[31]日
2026年 → 2026年
3.5%と250 → 3.5%と250
5%、12% → ５％、[12]％
第1章A案 → 第１章Ａ案
EUとNATO、CPTPP → ＥＵとＮＡＴＯ、ＣＰＴＰＰ
G7、G20、5G → Ｇ７、Ｇ[20]、５Ｇ
Su-35とCOVID-19 → Su-35とCOVID-19
Single Point of Failure → Single Point of Failure
米国(2025年) → 米国（2025年）
一(EU)二 → 一（ＥＵ）二
f(x) → f(x)
本当か!?本当だ!! → 本当か[!?]本当だ[!!]
本当か！？ → 本当か[!?]
１２日と２０２６年 → [12]日と２０２６年
１２．５と三！！！ → １２．５と三！！！
“逆説”と“Pax” → 〝逆説〟と“Pax”
"""


@pytest.mark.parametrize("case", CASES.splitlines())
def test_digits_and_letters_stand_as_an_editor_sets_them(case):
    text, expected = case.split(" → ")
    assert set_text(text) == re.sub(r"\[(..)\]", r'<span class="tcy">\1</span>', expected)


def test_what_is_horizontal_or_set_by_the_author_stays():
    kept = (
        '<html lang="ja"><head><title>12</title></head><body><figure>図1</figure><table><tr><td>12</td></tr></table>'
        '<pre>12</pre><p><span class="tcy">34</span><span lang="en">EU</span></p></body></html>'
    )
    assert set_upright(kept) == kept
    assert set_upright("<body><p>A&amp;B &lt; 5</p></body>") == "<body><p>A&amp;B &lt; 5</p></body>"


@pytest.fixture(scope="module")
def vertical(tmp_path_factory):
    """The project's own publication, vertical: the e-book's path and that of its print edition."""
    folder = tmp_path_factory.mktemp("vertical")
    root = folder / "content"
    root.mkdir()
    for path in CONTENT.rglob("*"):
        (root / path.relative_to(CONTENT)).parent.mkdir(exist_ok=True)
        if path.is_file():
            (root / path.relative_to(CONTENT)).write_bytes(path.read_bytes())
    about = root / "book.toml"
    about.write_text('writing = "vertical"\n' + about.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["epub", "--content", str(root), "--output", str(folder), "--lang", "en"]) == 0
    return next(folder.glob("*.epub"))


def test_the_package_turns_with_the_lines(vertical):
    with zipfile.ZipFile(vertical) as book:
        package = etree.fromstring(book.read("item/standard.opf"))
        documents = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")}
        css = book.read("item/style/book.css").decode()
    spine = package.find("o:spine", N)
    assert spine.get("page-progression-direction") == "rtl"
    assert spine[0].get("properties") == "page-spread-left"
    (mode,) = (meta.get("content") for meta in package.iterfind(".//o:meta[@name='primary-writing-mode']", N))
    assert mode == "vertical-rl"
    level = [name for name, text in documents.items() if 'class="hltr"' in text]
    assert level == ["item/xhtml/p-colophon.xhtml"]
    for prefix in ("-webkit-", "-epub-", " "):
        assert f"{prefix}writing-mode: vertical-rl" in css
    assert '<span class="tcy">12</span>月' in documents["item/xhtml/p-002.xhtml"]


@pytest.mark.slow
@pytest.mark.skipif(not CHECK.exists(), reason="the checkers of ../shared are not there")
def test_validators_and_store_rules_have_nothing_to_say_of_the_vertical_book(vertical):
    said = subprocess.run([str(CHECK), str(vertical), "--store", "--brief"], capture_output=True, text=True)
    assert '"problems": []' in said.stdout, said.stdout + said.stderr


def test_the_print_edition_stays_horizontal(tmp_path):
    from kumihan.stages.editions import galley
    from kumihan.stages.manuscript import read

    publication = tmp_path / "c"
    publication.mkdir()
    (publication / "01-a.md").write_text("---\ntitle: 題\n---\n\n12月の文。\n", encoding="utf-8")
    sheets = []
    for writing in ("horizontal", "vertical"):
        about = f'slug = "a"\ntitle = "題"\ndate = 2026-01-31\nwriting = "{writing}"\n'
        (publication / "book.toml").write_text(about, encoding="utf-8")
        sheets.append(galley(read(publication), "print"))
    assert sheets[0] == sheets[1]


def test_a_printed_page_stands_upright_in_the_digest(vertical):
    """→p.12 would lie on its side among upright words."""
    with zipfile.ZipFile(vertical) as book:
        digest = book.read("item/xhtml/p-digest.xhtml").decode()
    pages = re.findall("→(.*?)</a>", digest)
    assert pages and all(re.fullmatch('(?:[０-９]|<span class="tcy">[0-9]{2}</span>)ページ', page) for page in pages)
