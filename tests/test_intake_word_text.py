"""入稿 of Word documents: faces, ruby, links, notes, fields, changes and comments within paragraphs."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumihan.markup.reader import read_chapter
from kumihan.model import plain
from kumihan.source import Source
from tests.word_files import Manuscript, box, field, note, ruby, run
from tests.word_office import begun, body, bring, paragraph


def test_faces_become_the_marks_of_the_dialect():
    content = (
        run("ここは") + run("太", "<w:b/>") + run("字", '<w:b w:val="1"/>') + run("、") + run("斜体", "<w:i/>") + run("、")
        + run("圏点", '<w:em w:val="dot"/>') + run("、") + run("12", '<w:eastAsianLayout w:vert="1"/>') + run("月、CO")
        + run("2", '<w:vertAlign w:val="subscript"/>') + run("、m") + run("2", '<w:vertAlign w:val="superscript"/>')
        + run("、") + ruby("紫陽花", "あじさい") + run("の花。")
    )  # fmt: skip
    text, report = paragraph(content)
    assert text == "ここは**太字**、*斜体*、《《圏点》》、^12^月、CO₂、m²、{紫陽花|あじさい}の花。"
    assert "To be decided by the editor (1)" in report  # the day of issue


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
