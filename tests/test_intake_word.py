"""入稿 of Word documents: what an author set in Word is in the publication, or told in the report."""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumihan.cli import main
from kumihan.errors import InputError
from kumihan.intake.manuscript import import_manuscript
from kumihan.markup.reader import read_chapter
from kumihan.markup.writer import write_chapter
from kumihan.model import plain
from kumihan.source import Source
from tests.test_intake import SMALL
from tests.word_files import Manuscript, box, changed, drawing, field, note, png, ruby, run

TEXTS = ("t", "delText")
STAND_INS = re.compile("[\U000f0000-\U0010ffff]")


def bring(made, name="report.docx"):
    data = made if isinstance(made, bytes) else made.data()
    return import_manuscript(data, name, write_chapter)


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


def test_a_text_pasted_into_word_makes_the_same_chapters():
    made = Manuscript()
    for line in SMALL.rstrip("\n").split("\n"):
        made.say(line)
    given_back, _ = bring(made)
    wanted, _ = import_manuscript(SMALL.encode(), "report.txt", write_chapter)
    assert {name: text for name, text in given_back.items() if name[0] == "0"} == {
        name: text for name, text in wanted.items() if name[0] == "0"
    }


def test_headings_title_and_subtitle_by_their_styles():
    made = Manuscript()
    made.say("海の年報", "Title")
    made.say("潮と人", "Subtitle")
    made.say("2026年1月")
    made.say("第2章　潮の道", "Heading 1")
    made.say("本文の段落である。")
    made.say("満ち引き", "Heading 2")
    made.say("二つ目の段落で、句点がない")
    made.say("三つ目の段落である。")
    made.say("月の力", "Heading 3")
    made.say("四つ目。")
    made.say("おわりに", "Heading 1")
    made.say("終わりの言葉。")
    files, findings = bring(made)
    assert files["00-ch2.md"] == (
        "---\ntitle: 潮の道\nid: ch2\nnumber: 2\n---\n\n本文の段落である。\n\n## 満ち引き\n\n二つ目の段落で、句点がない\n\n"
        "三つ目の段落である。\n\n### 月の力\n\n四つ目。\n"
    )
    assert 'title = "海の年報"\nsubtitle = "潮と人"' in files["book.toml"] and "2026年1月" in files["book.toml"]
    assert "[fitting]" not in files["book.toml"] and findings == ()


@pytest.mark.parametrize("name", ["見出し 1", "見出し１", "章の題"])
def test_styles_of_japanese_names_and_styles_based_on_words_own(name):
    made = Manuscript()
    made.style(name, "Heading 1" if name == "章の題" else "Normal")
    made.say("潮の道", name)
    made.say("本文である。")
    files, _ = bring(made)
    assert "title: 潮の道\n" in files["00-part-1.md"] and 'title = "潮の道"' in files["book.toml"]


def test_the_numbers_that_word_counts_before_chapters():
    made = Manuscript()
    kinds = (
        '<w:abstractNum w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalFullWidth"/>'
        '<w:lvlText w:val="第%1章"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    )
    add_numbering(made, kinds, '<w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>')
    for title in ("潮の道", "風の道"):
        made.add(run(title), "Heading 1", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="91"/></w:numPr>')
        made.add(run("節である"), "Heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="91"/></w:numPr>')
        made.say("本文である。")
    files, _ = bring(made)
    assert "title: 風の道\nid: ch2\nnumber: 2\n" in files["01-ch2.md"]
    assert "“２.1”, which Word counted" in files["import-report.md"]


def add_numbering(made, kind, number):
    from docx.oxml import parse_xml

    from tests.word_files import SPACES

    root = made.made.part.numbering_part.element
    first = next(child for child in root if child.tag.endswith("}num"))
    first.addprevious(parse_xml(kind.replace(" ", f" {SPACES} ", 1)))
    root.append(parse_xml(number.replace(" ", f" {SPACES} ", 1)))


def test_lists_of_words_styles_nested_and_numbered():
    made = begun()
    made.say("一つ目", "List Bullet")
    made.say("その中", "List Bullet 2")
    made.say("二つ目", "List Bullet")
    made.say("段落である。")
    made.say("甲", "List Number")
    made.say("乙", "List Number")
    text, _ = body(made)
    assert text == "- 一つ目\n\n  - その中\n- 二つ目\n\n段落である。\n\n1. 甲\n2. 乙"


def test_recommendations_are_the_items_of_a_list():
    made = begun()
    made.say("提言", "Heading 2")
    made.say("港の整備：急ぐべきである。", "List Bullet")
    made.say("人の育成：学校を建てるべきである。", "List Bullet")
    text, _ = body(made)
    assert text == "## 提言 {.recommendations}\n\n- 港の整備：急ぐべきである。\n\n- 人の育成：学校を建てるべきである。"


def test_short_bold_paragraphs_head_sections_where_no_style_does():
    made = Manuscript()
    made.say("第1章　潮の道", bold=True)
    made.say("満ち引き", bold=True)
    made.say("本文である。もう一文である。")
    files, _ = bring(made)
    assert files["00-ch1.md"].endswith("---\n\n## 満ち引き\n\n本文である。もう一文である。\n")
    assert "a short bold paragraph became the heading of a section" in files["import-report.md"]


def test_faces_become_the_marks_of_the_dialect():
    content = (
        run("ここは") + run("太", "<w:b/>") + run("字", '<w:b w:val="1"/>') + run("、") + run("斜体", "<w:i/>") + run("、")
        + run("圏点", '<w:em w:val="dot"/>') + run("、") + run("12", '<w:eastAsianLayout w:vert="1"/>') + run("月、CO")
        + run("2", '<w:vertAlign w:val="subscript"/>') + run("、m") + run("2", '<w:vertAlign w:val="superscript"/>')
        + run("、") + ruby("紫陽花", "あじさい") + run("の花。")
    )  # fmt: skip
    text, report = paragraph(content)
    assert text == "ここは**太字**、*斜体*、《《圏点》》、^12^月、CO₂、m²、{紫陽花|あじさい}の花。"
    assert "To be decided by the editor (0)" in report


def test_what_the_dialect_has_no_mark_for_is_told():
    content = (
        run("これは") + run("下線", '<w:u w:val="single"/>') + run("と") + run("消した語", "<w:strike/>") + run("と")
        + run("甲", '<w:vertAlign w:val="superscript"/>') + run("と") + ruby("波|風", "なみ") + run("である。")
        + run("隠した語", "<w:vanish/>")
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )  # fmt: skip
    text, report = paragraph(content)
    assert text == "これは下線と消した語と甲と波\\|風（なみ）である。〓"
    for words in ("“下線” was underlined", "“消した語” is struck through", "“甲” stood raised", "hidden text: “隠した語”", "0xF0FC"):
        assert words in report


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("い") + run("「あ」", "<w:b/>") + run("う"), "い「**あ**」う"),
        (run("い") + run("終わり。", "<w:b/>") + run("次"), "い**終わり**。次"),
        (run("い") + ruby("漢", "かん") + run("う"), "い{漢|かん}う"),
        (run("い") + run("！？", "<w:b/>") + run("う"), "い！？う"),
        (run("い") + run("あ。", "<w:b/>") + run("う", "<w:i/>") + run("え"), "い**あ**。*う*え"),
        (run("*") + run("あ", "<w:b/>") + run("*"), "\\***あ**\\*"),
    ],
)
def test_emphasis_that_markdown_would_not_see_is_drawn_in(content, expected):
    made = begun()
    made.add(content)
    assert body(made)[0] == expected


FACES = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", '<w:em w:val="dot"/>', '<w:b/><w:em w:val="dot"/>'])
SPANS = st.lists(st.tuples(st.text("あ漢「」。、A1*_[]{}^=《》|~ -#!\\", min_size=1, max_size=5), FACES), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(SPANS)
def test_every_mixture_of_faces_reads_back_as_its_words(spans):
    from xml.sax.saxutils import escape

    made = begun()
    made.add(run("前") + "".join(run(escape(text), face) for text, face in spans) + run("後。"))
    files, _ = bring(made)
    text = files["00-part-2.md"]
    chapter, findings = read_chapter(Source("00-x.md", text))
    assert findings == (), text
    said = re.sub(r"\s", "", plain(chapter.children[0].children))
    assert said == re.sub(r"\s", "", f"前{''.join(text for text, _ in spans)}後。"), text


def test_links_by_relation_and_by_field():
    made = begun()
    relation, file = made.link("https://example.org/a(b)"), made.link("file:///C:/x.docx")
    made.add(
        run("前の") + f'<w:hyperlink r:id="{relation}">{run("頁")}</w:hyperlink>' + run("と")
        + field(' HYPERLINK "https://example.org/" ', run("次の頁")) + run("と")
        + f'<w:hyperlink r:id="{file}">{run("手元の文書")}</w:hyperlink>' + f'<w:hyperlink w:anchor="x">{run("内")}</w:hyperlink>'
    )  # fmt: skip
    text, report = body(made)
    assert text == "前の[頁](https://example.org/a%28b%29)と[次の頁](https://example.org/)と手元の文書内"
    assert "a link to file:///C:/x.docx; its words were kept" in report


def test_footnotes_and_endnotes():
    made = begun()
    made.notes("footnote", {1: run("海図の") + run("余白", "<w:b/>") + run("による。"), 2: run("誰も引かない注。")})
    made.notes("endnote", {1: run("巻末の注。")})
    made.add(run("推計である") + note("footnote", 1) + run("。続く") + note("endnote", 1) + run("。"))
    text, report = body(made)
    assert text == "推計である[^f1]。続く[^e1]。\n\n[^f1]: 海図の**余白**による。\n\n[^e1]: 巻末の注。"
    assert "a note that nothing in the text cites: “誰も引かない注。”" in report


def test_a_note_of_a_heading_is_told_with_its_words():
    made = Manuscript()
    made.notes("footnote", {1: run("謝辞の注。")})
    made.add(run("海の道") + note("footnote", 1), "Heading 1")
    made.say("本文である。")
    files, _ = bring(made)
    assert "title: 海の道\n" in files["00-part-1.md"] and files["import-report.md"].count("“謝辞の注。”") == 1


def test_tables_with_merged_cells_paragraphs_and_figures():
    made = begun()
    table = made.made.add_table(3, 3)
    for row, words in zip(table.rows, [("港", "2025年", "2026年"), ("甲|乙", "1,200", "1,350"), ("計", "2", "")], strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    table.cell(2, 1).merge(table.cell(2, 2))
    table.cell(0, 0).add_paragraph("の名")
    text, report = body(made)
    assert text == "| 港　の名 | 2025年 | 2026年 |\n| --- | ---: | ---: |\n| 甲\\|乙 | 1,200 | 1,350 |\n| 計 | 2 |  |"
    assert "cells were merged" in report and "2 paragraphs of a cell were joined" in report


def test_a_frame_of_one_cell_is_read_as_paragraphs():
    made = begun()
    made.made.add_table(1, 1).cell(0, 0).text = "囲みの文である。"
    text, report = body(made)
    assert text == "囲みの文である。" and "a frame (a table of one cell) became paragraphs" in report


def picture(made, data, name="image9.png", kind="image/png"):
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI(f"/word/media/{name}"), kind, data, made.made.part.package)
    return made.made.part.relate_to(part, RT.IMAGE)


def test_pictures_with_captions_and_alternative_text():
    made = begun()
    made.add(drawing(picture(made, png()), "岸壁に並ぶ船"))
    made.add(run("図 ") + field(" SEQ 図 ", run("3")) + run("　朝の港（写真：港湾局）"), "Caption")
    made.say("本文である。")
    files, _ = bring(made)
    assert files["figures/fig-1.png"] == png()
    assert '![岸壁に並ぶ船](figures/fig-1.png "朝の港"){#fig-1 credit="写真：港湾局"}\n\n本文である。' in files["00-part-2.md"]
    assert "“図 3” of a caption" in files["import-report.md"]


def test_a_picture_that_cannot_be_printed_is_kept_beside_a_placeholder():
    made = begun()
    made.add(run("文のなかの") + drawing(picture(made, b"\x01\0\0\0EMF", "image1.emf", "image/x-emf"), "流れ図") + run("絵である。"))
    files, findings = bring(made)
    assert files["figures/fig-1.emf"] == b"\x01\0\0\0EMF" and "data-placeholder" in files["figures/fig-1.svg"]
    assert "文のなかの絵である。\n\n![流れ図](figures/fig-1.svg)" in files["00-part-2.md"]
    assert ["a picture of the kind EMF cannot be printed" in finding.message for finding in findings] == [True]


def test_text_boxes_follow_their_paragraph_once():
    text, report = paragraph(run("前の段落。") + box(f"<w:p>{run('箱の文。')}</w:p>"))
    assert text == "前の段落。\n\n箱の文。" and "a text box follows" in report


def test_tracked_changes_insertions_are_in_deletions_out():
    content = (
        run("潮は")
        + f'<w:ins w:id="1" w:author="x">{run("速く")}</w:ins>'
        + '<w:del w:id="2" w:author="x"><w:r><w:delText>遅く</w:delText></w:r></w:del>'
        + run("流れる。")
    )
    text, report = paragraph(content)
    assert text == "潮は速く流れる。"
    assert "1 insertions taken, 1 deletions left out" in report and "“遅く”" in report and "author" not in report


def test_a_deleted_paragraph_end_joins_the_paragraphs():
    made = begun()
    made.add(run("前の半分と"), properties='<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>')
    made.add(run("後の半分である。"))
    assert body(made)[0] == "前の半分と後の半分である。"


def test_comments_are_findings():
    made = begun()
    paragraph = made.say("数字を入れる。")
    made.made.add_comment(paragraph.runs, text="出典を確かめること", author="x")
    _, findings = bring(made)
    assert [(finding.place.line, finding.message) for finding in findings] == [
        (3, "paragraph 3 “数字を入れる。”: a comment: “出典を確かめること”")
    ]


def test_the_contents_of_word_are_left_out_and_told():
    made = Manuscript()
    made.say("年報", "Title")
    made.say("目次")
    made.add(field(' TOC \\o "1-1" ', run("海の道") + "<w:r><w:tab/></w:r>" + run("3")))
    made.say("海の道", "Heading 1")
    made.add(run("本文は") + field(" PAGEREF _x ", run("12")) + run("ページにある。"))
    files, _ = bring(made)
    assert files["00-part-4.md"].endswith("---\n\n本文は12ページにある。\n") and "subtitle" not in files["book.toml"]
    report = files["import-report.md"]
    assert "made anew: “海の道 ／ 3”" in report or "海の道" in report[report.index("the contents that Word made") :]
    assert "PAGEREF _x" in report


def test_line_breaks_are_joined_as_lines_of_a_text():
    content = run("一行目は切れて") + "<w:r><w:br/></w:r>" + run("二行目へ続く。それで終わる。") + "<w:r><w:br/></w:r>" + run("三行目である。")
    text, report = paragraph(content)
    assert text == "一行目は切れて二行目へ続く。それで終わる。\n\n三行目である。"
    assert "## Joined (1)" in report


def test_blanks_tabs_and_page_breaks():
    content = '<w:r><w:br w:type="page"/></w:r>' + run("　字下げした") + "<w:r><w:tab/></w:r>" + run("段落である。")
    text, report = paragraph(content)
    assert text == "字下げした　段落である。"
    assert "1 breaks of pages or columns" in report and "1 tabs became full-width spaces" in report


def test_equations_and_fields_are_told():
    content = run("式は") + "<m:oMath><m:r><m:t>E=mc2</m:t></m:r></m:oMath>" + run("である。") + field(" EQ \\f(1,2) ")
    text, report = paragraph(content)
    assert text == "式はE\\=mc2である。" and "only its characters “E=mc2”" in report


def test_a_text_before_the_first_heading_is_no_subtitle():
    made = Manuscript()
    made.say("海の年報", "Title")
    made.say("この年報は、海を見てきた人の話である。")
    made.say("潮の道", "Heading 1")
    made.say("本文である。")
    files, findings = bring(made)
    assert "この年報は、海を見てきた人の話である。" in files["00-part-2.md"] and "subtitle" not in files["book.toml"]
    assert "became a part of its own" in findings[0].message


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


def test_every_character_of_an_offices_document_is_kept_or_told():
    files = nothing_is_lost(office())
    assert files["00-ch1.md"] == (
        "---\ntitle: 潮の道\nid: ch1\nnumber: 1\n---\n\n潮は一日に^2^度満ちる[^f1]。船はそれを待つ。\n\n## 満ち引き\n\n"
        "潮がもっとも速いのは{海峡|かいきょう}である[^f2]。\n\n漁師は暦を見る。\n\n"
        '![岸壁に並ぶ船](figures/fig-1.png "朝の港"){#fig-1 credit="撮影：港湾局"}\n\n表1　港ごとの船\n\n'
        "| 港 | 隻 |\n| --- | ---: |\n| 甲港 | 12 |\n\n箱の隣の文である。\n\n用語：大潮とは新月と満月の潮をいう。\n\n"
        "## 提言 {.recommendations}\n\n- 観測の強化：国は毎日測るべきである。\n\n- 記録の保存：港は記録を残すべきである。\n\n"
        "[^f1]: 港湾の統計による。\n\n[^f2]: 二〇二五年の値である。\n"
    )
    assert "authors:\n- name: 海野一郎\n  affiliation: 所長\nsignature: true" in files["01-part-22.md"]
    assert 'issuer = "海洋研究所"' in files["book.toml"] and "a header or footer: “海の年報 社外秘”" in files["import-report.md"]


def test_the_same_document_gives_the_same_files():
    data = office()
    assert bring(data) == bring(data)


@pytest.mark.slow
def test_an_offices_document_builds(tmp_path):
    (tmp_path / "report.docx").write_bytes(office())
    assert main(["import", str(tmp_path / "report.docx"), "--to", str(tmp_path / "book")]) == 0
    assert (tmp_path / "book/figures/fig-1.png").read_bytes() == png()
    assert main(["print", "--content", str(tmp_path / "book"), "--output", str(tmp_path / "out")]) == 0
    assert [path.suffix for path in (tmp_path / "out").glob("*-print.pdf")] == [".pdf"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def package(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "fact", "hint"),
    [
        ("a.doc", OLE, "is a document of Word 97–2003", "save it as .docx"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password", "take the password away"),
        ("a.jtd", OLE, "is an Ichitaro document", "as .docx or as text"),
        ("a.rtf", b"{\\rtf1 x}", "is Rich Text Format", "save it as .docx"),
        ("a.pdf", b"%PDF-1.7", "is a PDF", "ask the author"),
        ("a.odt", package("mimetype", "content.xml"), "is an OpenDocument file", "save it as .docx"),
        ("a.pages", package("Index/Document.iwa"), "is a Pages document", "export it from Pages"),
        ("a.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "no document that can be imported", "as .docx"),
        ("a.docx", b"PK\x03\x04 cut off", "cannot be opened as a Word document", "which can mend it"),
        ("a.docx", b"", "cannot be opened as a Word document", "which can mend it"),
        ("a.docx", package("[Content_Types].xml", "word/document.xml"), "cannot be opened as a Word document", "which can mend it"),
    ],
)
def test_what_is_no_word_document_is_told_with_the_way_out(name, data, fact, hint):
    with pytest.raises(InputError) as stopped:
        bring(data, name)
    (finding,) = stopped.value.findings
    assert finding.rule == "manuscript-kind" and fact in finding.message and hint in finding.hint


def test_entities_and_document_types_are_refused():
    def planted(name, content):
        if name != "word/document.xml":
            return content
        head, tail = content.split(b"\n", 1)
        return head + b'\n<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + tail

    def bare(name, content):
        return content.replace(b"<w:document", b"<!DOCTYPE w:document><w:document", 1) if name == "word/document.xml" else content

    for change in (planted, bare, lambda name, content: content.decode().encode("utf-16") if name == "word/document.xml" else content):
        with pytest.raises(InputError, match="declares a document type or entities"):
            bring(changed(office(), change))


def test_a_package_that_unpacks_too_far_is_refused_before_it_is_unpacked():
    bomb = changed(office(), lambda name, content: b"<x>" + b" " * 70_000_000 + b"</x>" if name == "word/styles.xml" else content)
    assert len(bomb) < 300_000
    with pytest.raises(InputError, match="unpacks to more than a manuscript can hold"):
        bring(bomb)


def test_relations_that_lead_nowhere_do_no_harm():
    def planted(name, content):
        if name != "word/_rels/document.xml.rels":
            return content
        lost = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="NULL"/>'
        return content.replace(b"</Relationships>", lost + b"</Relationships>")

    assert bring(changed(office(), planted))[0]["00-ch1.md"] == bring(office())[0]["00-ch1.md"]


def test_a_strict_document_is_read():
    def strict(name, content):
        return re.sub(rb"http://schemas\.openxmlformats\.org/(\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/", content)

    given_back = bring(changed(office(), lambda name, content: content if "Content_Types" in name or "docProps" in name else strict(name, content)))
    assert given_back[0]["00-ch1.md"] == bring(office())[0]["00-ch1.md"]


def test_a_document_with_macros_is_read():
    def macros(name, content):
        return content.replace(b"wordprocessingml.document.main+xml", b"x").replace(
            b"application/vnd.openxmlformats-officedocument.x", b"application/vnd.ms-word.document.macroEnabled.main+xml"
        )

    assert bring(changed(office(), macros), "report.docm")[0]["00-ch1.md"] == bring(office())[0]["00-ch1.md"]


def test_a_document_without_headings_is_told():
    made = Manuscript()
    made.say("ただの文である。")
    with pytest.raises(InputError, match="見出し 1"):
        bring(made)


def test_a_short_bold_paragraph_stays_bold_where_styles_head():
    made = begun()
    made.say("ここが大事", bold=True)
    made.say("本文である。")
    assert body(made)[0] == "**ここが大事**\n\n本文である。"


def test_the_words_of_a_chart_are_told():
    made = begun()
    relation = made.part(
        "charts/chart1.xml",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart",
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        '<c:chartSpace xmlns:c="c"><c:v>漁獲の推移</c:v><c:v>12 &amp; 3</c:v></c:chartSpace>',
    )
    made.add(
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="漁獲の折れ線"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart xmlns:c="c" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    made.say("本文である。")
    text, report = body(made)
    assert text == "![漁獲の折れ線](figures/fig-1.svg){#fig-1}\n\n本文である。" and "漁獲の推移 12 & 3" in report


@pytest.mark.parametrize("above", [True, False])
def test_captions_stand_on_the_side_where_the_document_has_them(above):
    made = begun()
    for number, words in enumerate(("朝の港", "夜の港"), 1):
        caption, shown = (f"図{number}　{words}", "Caption"), drawing(picture(made, png(level=number), f"image{number}x.png"))
        if above:
            made.say(*caption)
        made.add(shown)
        if not above:
            made.say(*caption)
    made.say("本文である。")
    files, _ = bring(made)
    assert re.findall(r'fig-\d\.png "(.*?)"', files["00-part-2.md"]) == ["朝の港", "夜の港"]


def test_a_deleted_paragraph_end_before_a_table_loses_nothing():
    made = begun()
    made.add(run("表の前の文"), properties='<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>')
    made.made.add_table(1, 2).cell(0, 0).text = "甲"
    made.add(run("終わりの文"), properties='<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>')
    text, _ = body(made)
    assert text == "表の前の文\n\n| 甲 |  |\n| --- | --- |\n\n終わりの文"


def test_several_titles_begin_a_part_each():
    made = Manuscript()
    for title in ("潮の道", "風の道"):
        made.say(title, "Title")
        made.say("節である", "Heading 1")
        made.say("本文である。")
    files, _ = bring(made)
    assert "title: 風の道\n" in files["01-part-4.md"] and "\n## 節である\n" in files["01-part-4.md"]


def test_what_only_looks_like_a_heading_of_a_part_is_asked_about():
    made = begun()
    made.say("第2章　風の道")
    made.say("本文である。")
    files, findings = bring(made)
    assert "第2章　風の道\n\n本文である。" in files["00-part-2.md"]
    assert ["looks like the heading of a part" in finding.message for finding in findings] == [True]


def test_a_colophon_under_a_heading_and_in_a_table():
    made = begun()
    made.say("本文である。")
    made.say("奥付", "Heading 1")
    table = made.made.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("発行所", "海洋研究所", "印刷", "甲印刷"), strict=True):
        cell.text = text
    files, _ = bring(made)
    assert [name for name in files if name[0].isdigit()] == ["00-part-2.md"]
    assert "発行所" in files["book.toml"] and "甲印刷" in files["book.toml"]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def test_a_drawing_is_taken_before_its_pixels_unless_it_reaches_out():
    for data, ending in ((SVG, ".svg"), (SVG.replace(b"<rect", b'<image href="http://example.org/x.png"/><rect'), ".png")):
        made = begun()
        drawn, pixels = picture(made, data, "image8.svg", "image/svg+xml"), picture(made, png())
        extension = (
            '<a:extLst><a:ext><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
            f'r:embed="{drawn}"/></a:ext></a:extLst>'
        )
        made.add(drawing(pixels, "四角").replace(f'<a:blip r:embed="{pixels}"/>', f'<a:blip r:embed="{pixels}">{extension}</a:blip>'))
        made.say("本文である。")
        files, findings = bring(made)
        assert f"figures/fig-1{ending}" in files and findings == ()


def test_a_cropped_picture_and_one_in_a_cell_are_told():
    made = begun()
    cell = made.made.add_table(1, 2).cell(0, 0)
    made.add(drawing(picture(made, png()), "船", '<a:srcRect l="1000"/>'))
    cell.text = "甲"
    cell._tc.append(made.body.xpath("./w:p")[-1])
    made.say("本文である。")
    text, report = body(made)
    assert "| 甲 |  |\n| --- | --- |\n\n![船](figures/fig-1.png){#fig-1}" in text
    assert "pictures in cells follow the table" in report and "a picture is cropped in Word" in report


def test_moved_words_stand_at_their_new_place_alone():
    moved = '<w:moveFrom w:id="1" w:author="x"><w:r><w:t>早い</w:t></w:r></w:moveFrom>'
    text, _ = paragraph(run("潮は") + moved + run("昼に") + f'<w:moveTo w:id="2" w:author="x">{run("早い")}</w:moveTo>' + run("。"))
    assert text == "潮は昼に早い。"


def test_blanks_beside_japanese_go_also_where_emphasis_stands_between():
    text, _ = paragraph(run("EU ") + run("の", "<w:b/>") + run(" US と") + run("の差", "<w:i/>") + run(" も"))
    assert text == "EU**の**USと*の差*も"


def test_a_forms_prompt_is_no_text_of_the_author():
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('ここに入力')}</w:sdtContent></w:sdt>"
    text, report = paragraph(run("本文である。") + prompt)
    assert text == "本文である。" and "“ここに入力”" in report


def test_notes_of_several_paragraphs_and_the_place_of_their_comments():
    made = begun()
    made.notes("footnote", {1: run("一つ目。") + f"</w:p><w:p>{run('二つ目 の EU の段落。')}"})
    made.add(run("本文") + note("footnote", 1) + run("。"))
    text, _ = body(made)
    assert text == "本文[^f1]。\n\n[^f1]: 一つ目。\n\n    二つ目のEUの段落。"


def test_findings_in_japanese(capsys, tmp_path):
    (tmp_path / "a.docx").write_bytes(office())
    assert main(["import", str(tmp_path / "a.docx"), "--to", str(tmp_path / "to"), "--lang", "ja"]) == 0
    assert "9段落目「漁師は暦を見る。」: コメント: 「暦の名を調べる」" in capsys.readouterr().err
    main(["proof", "--content", str(tmp_path / "to"), "--lang", "en"])


def test_words_in_a_field_that_never_ends_and_in_lettering_are_told():
    made = begun()
    made.say("本文である。")
    made.add('<w:r><w:pict><v:shape><v:textpath string="飾り文字"/></v:shape></w:pict></w:r>')
    made.add('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("閉じない命令"))
    made.say("その後の文である。")
    text, report = body(made)
    assert text == "本文である。"
    assert "閉じない命令その後の文である。" in report and "“飾り文字”" in report


def test_a_note_that_only_the_contents_cite_is_told():
    made = begun()
    made.notes("footnote", {1: run("目次の注。")})
    made.add(field(" TOC ", run("海の道") + note("footnote", 1)))
    made.say("本文である。")
    text, report = body(made)
    assert text == "本文である。" and "“目次の注。”" in report


def test_a_box_in_a_box_is_read_once():
    inner = box(f"<w:p>{run('内の箱。')}</w:p>")
    text, _ = paragraph(run("前の段落。") + box(f"<w:p>{run('外の箱。')}{inner}</w:p>"))
    assert text == "前の段落。\n\n外の箱。\n\n内の箱。"


def test_what_only_newer_programs_know_is_read():
    modern = box(f"<w:p>{run('箱の文。')}</w:p>")
    modern = re.sub("<mc:Fallback>.*</mc:Fallback>", "<mc:Fallback><w:pict/></mc:Fallback>", modern)
    assert paragraph(run("前の段落。") + modern)[0] == "前の段落。\n\n箱の文。"


def test_a_paragraph_that_begins_amid_a_sentence_is_asked_about_not_joined():
    made = begun()
    made.say("この調査によるもので")
    made.say("を示している。")
    files, findings = bring(made)
    assert "この調査によるもので\n\nを示している。" in files["00-part-2.md"]
    assert ["does the paragraph of line 3 go on here?" in finding.message for finding in findings] == [True]


def test_a_comment_without_a_place_is_told():
    made = begun()
    said = made.say("本文である。")
    made.made.add_comment(said.runs, text="全体への意見", author="x")
    for element in said._p.xpath(".//w:commentReference"):
        element.getparent().remove(element)
    _, findings = bring(made)
    assert [finding.message for finding in findings] == ["the whole document: a comment: “全体への意見”"]
    assert str(findings[0]).startswith("report.docx: warning")


def test_decomposed_and_private_characters_come_in_as_they_are_read():
    text, report = paragraph(run(unicodedata.normalize("NFD", "ガギ") + "と\U00100000と\ue000である。"))
    assert text == "ガギと\U00100000と\ue000である。"
    assert "NFC" not in report


def test_numbers_of_a_list_that_goes_on_behind_a_paragraph():
    made = begun()
    made.say("甲", "List Number")
    made.say("間の段落である。")
    made.say("乙", "List Number")
    assert body(made)[0] == "1. 甲\n\n間の段落である。\n\n2. 乙"


STYLES = st.sampled_from(
    ["Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", None, None, None, "List Bullet", "List Bullet 2",
     "List Number", "List Number 2", "Quote", "Caption"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["潮の道", "海は広い。波は高い。", "第1章　風の道", "はじめに", "・項目である", "◆ 節である", "図1　朝の港", "表2　船", "奥付",
     "を示している。", "¹ 調べの名。", "広さは五m²である¹", "https://example.org/a", "2026年3月", "- 箇条", "1. 番号", "目次", "港の写真（写真：某社）"]
)  # fmt: skip
BLOCKS = st.one_of(
    st.tuples(st.just("text"), WORDS, STYLES, st.booleans()),
    st.tuples(st.sampled_from(["table", "frame", "picture", "box", "broken", "blank", "note", "contents"]), WORDS, STYLES, st.booleans()),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=10))
def test_whatever_stands_in_whatever_order_nothing_is_lost(blocks):
    made = Manuscript()
    made.say("第9章　初めの部")
    numbers = [number for number, block in enumerate(blocks, 1) if block[0] == "note"]
    made.notes("footnote", {number: run(f"注の{number}番。") for number in numbers})
    relation = picture(made, png())
    for number, (kind, words, style, bold) in enumerate(blocks, 1):
        match kind:
            case "text":
                made.say(words, style, bold)
            case "table" | "frame":
                cells = made.made.add_table(1 if kind == "frame" else 2, 1 if kind == "frame" else 2)
                cells.cell(0, 0).text = words
            case "picture":
                made.add(drawing(relation, "灰色の四角") + (run(words) if bold else ""), style)
            case "box":
                made.add(run("箱の隣。") + box(f"<w:p>{run(words)}</w:p>"), style)
            case "broken":
                made.add(run(words) + "<w:r><w:br/></w:r>" + run("二行目"), style)
            case "blank":
                made.say("")
            case "note":
                made.add(run(words) + note("footnote", number), style)
            case "contents":
                made.add(field(" TOC ", run(words)))
    try:
        files = nothing_is_lost(made.data())
    except InputError as stopped:
        assert "no-parts" in str(stopped)
        return
    for name, text in files.items():
        if re.match(r"\d", name):
            _, findings = read_chapter(Source(name, text))
            assert {finding.rule for finding in findings} <= {"empty-chapter", "empty-section", "no-recommendation"}, text
