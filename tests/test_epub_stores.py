"""The e-book for each store, and its sample edition: what differs, and that nothing else does."""

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from kumihan.cli import main
from kumihan.pages.store import STORES

CONTENT = Path(__file__).resolve().parents[1] / "content"
CHECK = Path(__file__).resolve().parents[2] / "shared/validators/check-epub"
GUIDES = [CONTENT.parent / "docs/guide" / name for name in ("ebook.md", "ebook.ja.md")]
N = {"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
CHAPTERS = {
    "01-a.md": "---\ntitle: 一\nid: ch1\nnumber: 1\n---\n\n[](#ch2)と[](#far)。注[^1]。\n\n![絵](figures/a.png \"題\")\n\n[^1]: 注。\n",
    "02-b.md": "---\ntitle: 二\nid: ch2\nnumber: 2\n---\n\n12月の本文。\n",
    "03-c.md": "---\ntitle: 三\nid: ch3\nnumber: 3\n---\n\n## 遠い節 {#far}\n\n本文。\n\n![絵](figures/b.png \"題\")\n",
}  # fmt: skip


def build(folder, store="ebpaj", about=""):
    root = folder / "content"
    (root / "figures").mkdir(parents=True, exist_ok=True)
    head = 'slug = "all"\ntitle = "題"\ndate = 2026-01-31\nissuer = "発行者"\nurl = "https://example.org"\n'
    (root / "book.toml").write_text(head + about, encoding="utf-8")
    for name, text in CHAPTERS.items():
        (root / name).write_text(text, encoding="utf-8")
    for name in "ab":
        out = io.BytesIO()
        Image.new("RGB", (8, 8), "red").save(out, "PNG")
        (root / f"figures/{name}.png").write_bytes(out.getvalue())
    output = folder / f"out-{store}"
    command = ["epub", "--content", str(root), "--output", str(output), "--lang", "en", "--target", store]
    assert main(command) == 0
    return {path.name: zipfile.ZipFile(path) for path in output.glob("*.epub")}


def opf(book):
    return etree.fromstring(book.read("item/standard.opf"))


def cover_of(book):
    (item,) = opf(book).findall(".//o:item[@properties='cover-image']", N)
    assert item.get("media-type") == f"image/{'jpeg' if item.get('href').endswith('.jpg') else 'png'}"
    return min(Image.open(io.BytesIO(book.read(f"item/{item.get('href')}"))).size)


@pytest.mark.parametrize("store", STORES)
def test_each_store_has_its_own_file(tmp_path, store):
    books = build(tmp_path, store)
    assert list(books) == ["all.epub" if store == "ebpaj" else f"all-{store}.epub"]
    (book,) = books.values()
    package, first = opf(book), opf(book).find("o:spine", N)[0]
    wants = STORES[store]
    assert bool(package.findall(".//o:meta[@property='ebpaj:guide-version']", N)) == (store == "ebpaj")
    assert bool(package.findall(".//o:meta[@name='primary-writing-mode']", N)) == (store in ("ebpaj", "kindle"))
    assert first.get("linear") == (None if wants.cover_in_text else "no")
    assert first.get("properties") == ("page-spread-right" if wants.spreads else None)
    assert cover_of(book) >= wants.cover_short >= 1400
    families = re.findall(r"font-family: ([^;]+)", book.read("item/style/book.css").decode())
    generic = {"serif", "sans-serif", "monospace", "inherit"}
    assert all(set(family.split(", ")) <= generic for family in families) == (store == "kobo")


def test_apple_has_one_direction_of_lines_in_a_document(tmp_path):
    about = 'writing = "vertical"\n'
    level = {}
    for store in ("ebpaj", "apple"):
        (book,) = build(tmp_path, store, about).values()
        css = book.read("item/style/book.css").decode()
        level[store] = bool(re.search(r"\.vrtl figure[^{]*\{[^}]*horizontal-tb", css))
        number = etree.fromstring(book.read("item/xhtml/p-001.xhtml")).findtext(
            ".//h:span[@class='figure-number']", "", N
        )
        assert number == ("図１" if store == "apple" else "図1")  # upright where the caption is vertical
    assert level == {"ebpaj": True, "apple": False}


def test_the_sample_holds_the_first_parts_and_names_the_rest(tmp_path):
    books = build(tmp_path, about="sample = 2\n")
    assert sorted(books) == ["all-sample.epub", "all.epub"]
    whole, sample = books["all.epub"], books["all-sample.epub"]
    names = [name for name in sample.namelist() if "/p-0" in name]
    assert names == ["item/xhtml/p-001.xhtml", "item/xhtml/p-002.xhtml"]
    assert [name for name in sample.namelist() if "figure" in name] == ["item/image/figure-001.png"]
    first = etree.fromstring(sample.read(names[0]))
    # what is left out is named but not linked
    links = first.iterfind(".//h:a[@class='reference label-words']", N)
    assert [link.get("href") for link in links] == ["p-002.xhtml#ch2"]
    assert "第3章" in "".join(etree.fromstring(sample.read("item/xhtml/p-rest.xhtml")).itertext())
    identities = [opf(book).findtext(".//d:identifier", "", N) for book in (whole, sample)]
    assert identities[0] != identities[1]
    assert opf(sample).findtext(".//d:title", "", N) == "題（試し読み）"


def test_a_sample_of_everything_is_none(tmp_path):
    assert list(build(tmp_path, about="sample = 3\n")) == ["all.epub"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_guide_names_every_store(guide):
    text = guide.read_text(encoding="utf-8")
    assert [store for store in STORES if f"`{store}`" not in text] == []


@pytest.mark.slow
@pytest.mark.skipif(not CHECK.exists(), reason="the checkers of ../shared are not there")
@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
@pytest.mark.parametrize("store", STORES)
def test_validators_have_nothing_to_say_of_any_file(tmp_path, store, writing):
    about = f'writing = "{writing}"\nsample = 2\ntitle_reading = "ダイ"\nrights = "©"\n'
    build(tmp_path, store, about)
    for path in (tmp_path / f"out-{store}").glob("*.epub"):
        options = ["--store"] if store == "ebpaj" else []
        said = subprocess.run([str(CHECK), str(path), *options, "--brief"], capture_output=True, text=True)
        assert '"problems": []' in said.stdout, said.stdout + said.stderr
