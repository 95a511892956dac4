"""Readers that know nothing of this project find in the e-book what the model holds: words, order, notes, ruby, links."""

import json
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pytest

from kumihan import model
from kumihan.cli import main
from kumihan.commands.new import bring_in
from kumihan.stages.manuscript import read

CONTENT = Path(__file__).resolve().parents[1] / "content"
READER = Path(__file__).resolve().parents[2] / "shared/validators/reader-shot"
MANUSCRIPT = Path(__file__).resolve().parents[2] / "shared/manuscript/outlook-2026.txt"
EVERYTHING = """\
---
title: 題と{漢字|かんじ}
id: ch1
number: 1
authors:
  - name: 氏名
---

{漢字|かんじ}と{自律|じ|りつ}、^12^、《《圏点》》、*強調*、`code <`、[外](https://example.org/a?b=1&c=2)、[English]{lang=en}、注[^a]。[](#ch2)と[](#ch2){.page}と[](#fig-a)。再び[^a]。

## 節 {#sec}

- 一[^b]
- 二

  二の続き。

3. 甲
4. 乙

> 引用

![絵](figures/a.svg "題名"){#fig-a credit="出典" longdesc="長い説明"}

| 項 | 値 |
|----|---:|
| い |  1 |

```
code < block
```

### 小見出し

文。

## 提言 {.recommendations}

- 見出し：==これを行うべきである。=={en="Do this."}残り。
- 二つめ。

[^a]: 注の本文。

    注の二段落目。

[^b]: 箇条の注。
"""  # fmt: skip


@pytest.fixture(
    scope="module", params=["everything", "everything vertical", "content", "content vertical", "manuscript"]
)
def book(request, tmp_path_factory):
    """A publication as read, and its e-book."""
    folder = tmp_path_factory.mktemp("readback")
    root = folder / "content"
    kind = request.param.split()[0]
    if kind == "manuscript":
        if not MANUSCRIPT.exists():
            pytest.skip("the manuscript of ../shared is not there")
        bring_in(MANUSCRIPT, root)
    elif kind == "content":
        shutil.copytree(CONTENT, root)
    else:
        (root / "figures").mkdir(parents=True)
        (root / "book.toml").write_text('slug = "all"\ntitle = "題"\ndate = 2026-01-31\n', encoding="utf-8")
        (root / "01-a.md").write_text(EVERYTHING, encoding="utf-8")
        (root / "02-b.md").write_text("---\ntitle: 次\nid: ch2\nnumber: 2\n---\n\n[](#sec)へ。\n", encoding="utf-8")
        svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="4" height="3"/>'
        (root / "figures/a.svg").write_text(svg, encoding="utf-8")
    about = root / "book.toml"
    writing = "vertical" if "vertical" in request.param else "horizontal"
    about.write_text(f'writing = "{writing}"\n' + about.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["epub", "--content", str(root), "--output", str(folder), "--lang", "en"]) == 0
    return read(root), next(folder.glob("*.epub"))


def same(text):
    """Words without what the direction of lines changes: width of characters, marks of quotation, blanks."""
    text = unicodedata.normalize("NFKC", text).translate({0x301D: "“", 0x301F: "”"})
    return "".join(text.split())


def byline(chapter):
    """What stands under a chapter of its authors."""
    if chapter.signature:
        return ["".join(author.affiliation + author.name for author in chapter.authors)]
    day = chapter.cutoff
    words = f"脱稿日{day.year}年{day.month}月{day.day}日" if day else ""
    names = [f"{one.role}{one.name}" + (f"／{one.affiliation}" if one.affiliation else "") for one in chapter.authors]
    return [f"（{words}{'、'.join(names)}）"] if words or names else []


class Model:
    """What the model says, one line a block: # title, - item, > quotation, | cell, <address|words>, {base|reading}."""

    def __init__(self, manuscript):
        self.targets = manuscript.targets
        chapters = manuscript.book.chapters
        self.files = {chapter.id: f"p-{number:03}.xhtml" for number, chapter in enumerate(chapters, 1)}
        self.lines = []
        for chapter in chapters:
            self.notes = {note.name: note for note in chapter.notes}
            self.lines.append(f"# {chapter.label}{chapter.title}")
            self.blocks(chapter.children)
            self.lines += byline(chapter)

    def blocks(self, nodes, mark=""):
        for node in nodes:
            self.block(node, mark)

    def block(self, node, mark):
        match node:
            case model.Paragraph(children=children):
                self.lines.append(mark + self.inlines(children))
            case model.Section(title=title, children=children):
                self.lines.append("## " + self.inlines(title))
                self.blocks(children)
            case model.Heading(level=level, children=children):
                self.lines.append("#" * level + " " + self.inlines(children))
            case model.ListBlock(items=items):
                for item in items:
                    self.blocks(item, mark + "- ")
            case model.Quote(children=children):
                self.blocks(children, mark + "> ")
            case model.Table(head=head, rows=rows):
                for row in (head, *rows):
                    self.lines.append("".join("|" + self.inlines(cell) for cell in row))
            case model.CodeBlock(text=text):
                self.lines.append(text)
            case model.Figure(number=number, caption=caption, credit=credit, description=description):
                number = f"図{number}" if caption else ""
                self.lines.append(f"!{number}{caption}{f'（{credit}）' if credit else ''}{description}")
            case model.Recommendation(children=children):
                self.blocks(children, "- ")

    def inlines(self, nodes):
        return "".join(map(self.inline, nodes))

    def inline(self, node):
        match node:
            case model.Text(text=text) | model.TateChuYoko(text=text) | model.Code(text=text):
                return text
            case model.Ruby(pairs=pairs):
                return "{" + "".join(f"{base}|{reading}|" for base, reading in pairs) + "}"
            case model.Link(href=href, children=children):
                return f"<{href}|{self.inlines(children)}>"
            case model.CrossReference(target=target, children=children):
                words = self.inlines(children) or self.targets[target].label
                return f"<#{self.files[self.targets[target].chapter]}#{target}|{words}>"
            case model.NoteReference(name=name):
                lines = [self.inlines(block.children) for block in model.blocks(self.notes[name].children)]
                return f"[{''.join(lines)}]"
            case model.LineBreak():
                return ""
            case _:
                return self.inlines(node.children)


class Pandoc:
    """The same of what pandoc reads."""

    def __init__(self, path):
        said = subprocess.run(["pandoc", "-f", "epub", "-t", "json", str(path)], capture_output=True, check=True)
        self.lines = []
        self.blocks(json.loads(said.stdout)["blocks"])

    def blocks(self, nodes, mark=""):
        for node in nodes:
            self.block(node["t"], node.get("c"), mark)

    def block(self, kind, content, mark):
        match kind:
            case "Para" | "Plain":
                text = self.inlines(content)
                if text:
                    self.lines.append(text if text.startswith("!") else mark + text)
            case "Header":
                self.lines.append("#" * content[0] + " " + self.inlines(content[2]))
            case "Div" | "Figure":
                self.blocks(content[-1], mark)
            case "BulletList":
                for item in content:
                    self.blocks(item, mark + "- ")
            case "OrderedList":
                for item in content[1]:
                    self.blocks(item, mark + "- ")
            case "BlockQuote":
                self.blocks(content, mark + "> ")
            case "CodeBlock":
                self.lines.append(content[1])
            case "Table":
                bodies = [row for body in content[4] for row in body[3]]
                for row in (*content[3][1], *bodies):
                    self.lines.append("".join("|" + self.cell(cell[4]) for cell in row[1]))

    def cell(self, nodes):
        return "".join(self.inlines(node["c"]) for node in nodes)

    def inlines(self, nodes):
        return "".join(self.inline(node["t"], node.get("c")) for node in nodes)

    def inline(self, kind, content):
        match kind:
            case "Str":
                return content
            case "Code":
                return content[1]
            case "Emph" | "Strong":
                return self.inlines(content)
            case "Span":
                return "" if "section-mark" in content[0][1] else self.inlines(content[1])
            case "Link" if "backlink" in content[0][1]:
                return ""
            case "Link":
                return f"<{content[2][0]}|{self.inlines(content[1])}>"
            case "Image":
                return "!" + self.inlines(content[1]).replace("¶", "")
            case "Note":
                return f"[{self.cell(content)}]"
            case "RawInline":
                return {"<ruby": "{", "<rt>": "|", "</rt>": "|", "</ruby>": "}"}.get(content[1].split(" ")[0], "")
            case _:
                return ""


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_reads_what_the_model_holds(book):
    manuscript, path = book
    expected = [same(line) for line in Model(manuscript).lines]
    read = [same(line) for line in Pandoc(path).lines]
    begin, end = read.index(expected[0]), read.index(same("# 奥付"))
    assert read[begin:end] == expected


@pytest.mark.slow
@pytest.mark.skipif(not READER.exists(), reason="the readers of ../shared are not there")
@pytest.mark.parametrize("reader", ["foliate", "epubjs"])
def test_a_reader_in_a_browser_finds_every_part_and_page(book, reader, tmp_path):
    manuscript, path = book
    command = [str(READER), str(path), str(tmp_path / "shot"), "--reader", reader, "--pages", "0"]
    told = json.loads(subprocess.run(command, capture_output=True, timeout=300).stdout)
    with zipfile.ZipFile(path) as package:
        breaks = sum(package.read(name).count(b'epub:type="pagebreak"') for name in package.namelist())
        digest = "item/xhtml/p-digest.xhtml" in package.namelist()
    parts = len(manuscript.book.chapters)
    assert told["errors"] == told["missing"] == []
    info = told["info"]
    assert (info["sections"], info["toc"], info["pageList"]) == (parts + 4 + digest, parts + 1 + digest, breaks)
    assert info["dir"] == ("rtl" if manuscript.config.writing == "vertical" else "ltr")
    assert info["language"] == "ja" or info["language"] == ["ja"]
