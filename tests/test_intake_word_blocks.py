"""入稿 of Word documents: headings, lists, tables, pictures and captions, by their styles and without."""

import re

import pytest

from kumihan.intake.manuscript import import_manuscript
from kumihan.markup.writer import write_chapter
from tests.test_intake import SMALL
from tests.word_files import Manuscript, drawing, field, png, run
from tests.word_office import add_numbering, begun, body, bring, picture


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


def test_a_text_before_the_first_heading_is_no_subtitle():
    made = Manuscript()
    made.say("海の年報", "Title")
    made.say("この年報は、海を見てきた人の話である。")
    made.say("潮の道", "Heading 1")
    made.say("本文である。")
    files, findings = bring(made)
    assert "この年報は、海を見てきた人の話である。" in files["00-part-2.md"] and "subtitle" not in files["book.toml"]
    assert "became a part of its own" in findings[0].message


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


def test_numbers_of_a_list_that_goes_on_behind_a_paragraph():
    made = begun()
    made.say("甲", "List Number")
    made.say("間の段落である。")
    made.say("乙", "List Number")
    assert body(made)[0] == "1. 甲\n\n間の段落である。\n\n2. 乙"
