"""Bring documents of Word in for the tests, read what came of them, and hold it against what was there."""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from xml.etree import ElementTree

from kumihan.intake.manuscript import import_manuscript
from kumihan.markup.reader import read_chapter
from kumihan.markup.writer import write_chapter
from kumihan.source import Source
from tests.word_files import Manuscript, box, drawing, field, note, png, ruby, run

TEXTS = ("t", "delText")
STAND_INS = re.compile("[\U000f0000-\U0010ffff]")


def bring(made, name="report.docx"):
    """Files and findings, but for the day of issue, which is asked about in each of these manuscripts."""
    data = made if isinstance(made, bytes) else made.data()
    files, findings = import_manuscript(data, name, write_chapter)
    return files, tuple(finding for finding in findings if "2000-01-01" not in finding.message)


def begun(title="年報", chapter="海の道"):
    made = Manuscript()
    made.say(title, "Title")
    made.say(chapter, "Heading 1")
    return made


def body(made):
    """The Markdown of the last chapter below its front matter, and the report."""
    files, _ = bring(made)
    name = sorted(name for name in files if name[0].isdigit())[-1]
    chapter, findings = read_chapter(Source(name, files[name]))
    assert chapter is not None and findings == (), files[name]
    return files[name].split("---\n\n", 1)[1].rstrip("\n"), files["import-report.md"]


def paragraph(content, **more):
    made = begun()
    made.add(content, **more)
    return body(made)


def folded(text):
    """Letters and figures alone."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def words_of(data):
    """Every run's text of a document, read without the importer; credits and 第1章 may stand apart from the rest."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml", name):
                root = ElementTree.fromstring(package.read(name))
                older = {child for fallback in root.iter() if fallback.tag.endswith("}Fallback") for child in fallback.iter()}
                for element in root.iter():
                    if element in older:
                        continue
                    if element.tag.rpartition("}")[2] in TEXTS and element.text:
                        yield from re.split(r"[\s（）]|第\d章", element.text)


def nothing_is_lost(data):
    """Every run of letters stands in the files as often as in the document; what the report quotes as a place is no file."""
    files, _ = bring(data)
    texts = {name: text for name, text in files.items() if isinstance(text, str)}
    texts["import-report.md"] = re.sub(r"(?m)^- paragraph \d+ “.*?”: ", "", texts["import-report.md"])
    written = folded("\n".join(texts.values()))
    given = Counter(words for text in words_of(data) if (words := folded(text)))
    assert {words: count for words, count in given.items() if written.count(words) < count} == {}
    assert not any(STAND_INS.search(text) for text in files.values() if isinstance(text, str))
    return files


def add_numbering(made, kind, number):
    from docx.oxml import parse_xml

    from tests.word_files import SPACES

    root = made.made.part.numbering_part.element
    first = next(child for child in root if child.tag.endswith("}num"))
    first.addprevious(parse_xml(kind.replace(" ", f" {SPACES} ", 1)))
    root.append(parse_xml(number.replace(" ", f" {SPACES} ", 1)))


def picture(made, data, name="image9.png", kind="image/png"):
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI(f"/word/media/{name}"), kind, data, made.made.part.package)
    return made.made.part.relate_to(part, RT.IMAGE)


def office():
    """A report as an office writes it: its own styles, changes, comments, notes, tables, boxes, pictures."""
    made = Manuscript()
    for name, base in (("本文", "Normal"), ("大見出し", "Heading 1"), ("中見出し", "Heading 2"), ("図のキャプション", "Caption")):
        made.style(name, base)
    made.made.sections[0].header.paragraphs[0].text = "海の年報　社外秘"
    made.notes("footnote", {1: run("港湾の統計による。"), 2: run("二〇二五年の値である。")})
    made.notes("endnote", {1: run("聞き取りは春に行った。")})
    made.say("海の年報", "Title")
    made.say("海洋研究所")
    made.say("2026年3月")
    made.add(field(' TOC \\o "1-2" ', run("潮の道") + "<w:r><w:tab/></w:r>" + run("2")))
    made.say("第1章　潮の道", "大見出し")
    made.add(run("　潮は一日に") + run("2", '<w:eastAsianLayout w:vert="1"/>') + run("度満ちる") + note("footnote", 1) + run("。船はそれを待つ。"), "本文")
    made.say("満ち引き", "中見出し")
    inserted = f'<w:ins w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z">{run("もっとも")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>あまり</w:delText></w:r></w:del>'
    made.add(run("潮が") + inserted + deleted + run("速いのは") + ruby("海峡", "かいきょう") + run("である") + note("footnote", 2) + run("。"), "本文")
    commented = made.say("漁師は暦を見る。", "本文")
    made.made.add_comment(commented.runs, text="暦の名を調べる", author="x")
    made.add(drawing(picture(made, png()), "岸壁に並ぶ船"))
    made.say("図1　朝の港（撮影：港湾局）", "図のキャプション")
    made.say("表1　港ごとの船", "Caption")
    table = made.made.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("港", "隻", "甲港", "12"), strict=True):
        cell.text = text
    made.add(run("箱の隣の文である。") + box(f"<w:p>{run('用語：大潮とは新月と満月の潮をいう。')}</w:p>"), "本文")
    made.say("提言", "中見出し")
    made.say("観測の強化：国は毎日測るべきである。", "List Bullet")
    made.say("記録の保存：港は記録を残すべきである。", "List Bullet")
    made.say("おわりに", "大見出し")
    made.add(run("話を聞いた人々に感謝する") + note("endnote", 1) + run("。"), "本文")
    made.add(run("所長"), properties='<w:jc w:val="right"/>')
    made.add(run("海野一郎"), properties='<w:jc w:val="right"/>')
    return made.data()
