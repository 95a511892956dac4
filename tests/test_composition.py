"""The binding: composed paragraphs in real pages, with their text, links and tags unharmed."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import weasyprint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kumihan.weasy
from kumihan.weasy import lines

kumihan.weasy.enable()

PAGE = """<!DOCTYPE html><html lang="ja"><style>
@page {{ size: 300pt 400pt; margin: 20pt }}
body {{ margin: 0; font: 10pt/17pt "Noto Serif CJK JP"; text-align: justify; width: {measure}em; {css} }}
p {{ margin: 0 }} rt {{ font-size: .5em }} .note {{ float: footnote }}
</style><body>{body}</body></html>"""
EM = 10.0
HOME = Path(__file__).resolve().parents[1]
PROSE = "日本語の組版は、行の長さを文字の大きさの整数倍にして、「すべての行」をそろえる（これを原則とする）。GDPは2025年に3.4%増えた。"


def document(body, measure=20, css=""):
    return weasyprint.HTML(string=PAGE.format(body=body, measure=measure, css=css)).render()


def line_boxes(made):
    def walk(box):
        if type(box).__name__ == "LineBox":
            yield box
        for child in getattr(box, "children", ()):
            yield from walk(child)

    return [line for page in made.pages for line in walk(page._page_box)]


def text_of(made):
    pdf = pypdfium2.PdfDocument(io.BytesIO(made.write_pdf()))
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in pdf))


def test_full_lines_are_flush():
    found = line_boxes(document(f"<p>{PROSE * 3}</p>"))
    assert len(found) > 6
    for line in found[:-1]:
        assert line.width * 0.75 == pytest.approx(20 * EM, abs=0.003 * EM)


def test_glyphs_reach_the_right_edge_in_the_pdf():
    made = document(f"<p>{'漢字と仮名の文章、' * 20}</p>")
    page = pypdfium2.PdfDocument(io.BytesIO(made.write_pdf()))[0].get_textpage()
    rights = {}
    for index in range(page.count_chars()):
        # The box of a comma is a whole em, half of it blank, and a line end that the reader adds has none of its own.
        if page.get_text_range(index, 1) not in "、\r\n":
            _, bottom, right, _ = page.get_charbox(index, loose=True)
            rights[round(bottom)] = max(rights.get(round(bottom), 0), right)
    edges = [rights[bottom] for bottom in sorted(rights)][1:]  # without the last line
    flush = [edge for edge in edges if edge > 219]
    assert len(flush) > 4
    assert all(abs(edge - 220) < 0.003 * EM for edge in flush), edges


def test_words_of_another_font_or_size_move_no_line_off_the_pitch():
    words = (
        "<b style='font-family: Noto Sans CJK JP'>太い字</b>",
        "<code style='font-size: .92em; font-family: Noto Sans Mono CJK JP'>code</code>",
        "<span style='font-size: 13pt'>大きい</span>",
    )
    found = line_boxes(document("".join(f"<p>{PROSE}{word}と{PROSE}</p>" for word in words)))
    assert len(found) > 9
    for number, line in enumerate(found):
        assert line.position_y - found[0].position_y == pytest.approx(number * 17 / 0.75, abs=1e-6)
        texts = [box for box in line.descendants() if hasattr(box, "composed")]
        assert {round(box.position_y + box.baseline - line.position_y, 6) for box in texts} == {round(line.baseline, 6)}


@pytest.mark.parametrize(
    "body",
    [
        f"<p>前の文章<b>太い字、「括弧」</b>と<a href='https://example.org/'>つなぎの{PROSE}</a>と続く。</p>",
        f"<p>上付き<sup>注1</sup>と下付き<sub>2</sub>、<small>小さな字の{PROSE}</small>。</p>",
        f"<p>注のある文<span class='note'>注の本文、{PROSE}</span>が続き、{PROSE}</p>",
        f"<ul><li>{PROSE}</li><li>短い</li></ul><h2>見出しの長い長い文字列は折り返す、はずである。</h2>",
        f"<p>一行目<br>二行目は{PROSE}<br></p><p style='text-align:center'>中央の{PROSE}</p>",
        f"<div style='columns: 2'>{PROSE * 2}</div>",
        f"<p><img style='width:1em;height:1em' alt='x' src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>'>絵のある{PROSE}</p>",
        f"<div style='float:left;width:5em'>浮いた箱</div><p>{PROSE}</p>",
        f"<p><u>{PROSE}</u></p><p>שלום {PROSE}</p><pre>日本語の\n行</pre>",
    ],
)
def test_no_text_is_lost_and_its_order_stays(body):
    stock, composed = {}, {}
    for enabled, kept in ((False, stock), (True, composed)):
        made_by = lines.composable
        if not enabled:
            lines.composable = lambda *_: False
        try:
            kept["text"] = text_of(document(body, measure=14))
        finally:
            lines.composable = made_by
    assert sorted(composed["text"]) == sorted(stock["text"])
    if "columns" not in body and "note" not in body:
        assert composed["text"] == stock["text"]


def test_links_stay_on_their_words():
    pdf = document(
        "<p>" + "前の文章が続く。" * 3 + "<a href='https://example.org/'>つなぎの文字列はとても長い</a>。</p>", 12
    ).write_pdf()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        rects = [[float(number) for number in note.Rect] for note in opened.pages[0].Annots]
    assert len(rects) == 2 and all(19 < rect[0] < rect[2] < 141 for rect in rects)


def test_properties_switch_the_gap_and_the_trimming():
    body = "<p>漢A漢」「漢</p>"
    width = {
        css: line_boxes(document(body, css=css))[0].width * 0.75 / EM
        for css in ("", "text-autospace: no-autospace", "text-spacing-trim: space-all")
    }
    assert width[""] - width["text-autospace: no-autospace"] == pytest.approx(0.5, abs=0.01)
    assert width["text-spacing-trim: space-all"] - width[""] == pytest.approx(0.5, abs=0.01)


def test_blocks_take_whole_lines():
    made = document(f"<div style='block-step-size: 17pt; font-size: 7pt; line-height: 9pt'>{PROSE}</div><p>{PROSE}</p>")
    tops = [line.position_y * 0.75 - 20 for line in line_boxes(made) if line.style["font_size"] > 12]
    assert tops and all(min(top % 17, 17 - top % 17) < 0.02 for top in tops)


INLINE = st.recursive(
    st.text("日本語かな、。「」（）・A1 b%――……年", min_size=1, max_size=20),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["b", "a", "sup", "small", "span"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(INLINE, min_size=1, max_size=4), st.integers(5, 24))
def test_random_paragraphs_keep_their_text(parts, measure):
    body = f"<p>{''.join(parts)}</p>"
    made = document(body, measure)
    wanted = re.sub(r"\s", "", re.sub(r"<[^>]+>", "", body))
    assert sorted(text_of(made)) == sorted(wanted)
    for line in line_boxes(made):
        assert line.width * 0.75 <= measure * EM + 0.01 or len(line.children) == 1


def test_emphasis_marks_are_shapes_and_leave_the_text_alone():
    plain, marked = (
        pikepdf.open(io.BytesIO(document(f"<p>前の<em style='{style}'>圏点、強調A</em>の後</p>").write_pdf()))
        for style in ("", "text-emphasis: filled dot")
    )
    fills = [
        sum(str(instruction.operator) == "f*" for instruction in pikepdf.parse_content_stream(pdf.pages[0]))
        for pdf in (plain, marked)
    ]
    assert fills == [0, 5]  # the comma takes no mark


def test_unknown_values_are_refused_as_usual(caplog):
    document("<p style='text-emphasis-style: \"x\"; line-break: often; ruby-position: beside'>文</p>")
    refused = [record.getMessage() for record in caplog.records if "Ignored" in record.getMessage()]
    assert len(refused) == 3


def test_a_link_ends_with_its_ink():
    made = document("<p>前の<a href='https://example.org/'>漢字</a>ABCの後</p>")
    (link,) = [child for line in line_boxes(made) for child in line.children if child.element_tag == "a"]
    assert link.width * 0.75 == pytest.approx(2 * EM)


def test_edges_of_inline_boxes_are_part_of_the_line():
    found = line_boxes(
        document(f"<p>前の<span style='padding: 0 6pt; border: 1pt solid'>{PROSE}</span>{PROSE * 2}</p>")
    )
    assert len(found) > 3
    for line in found[:-1]:
        assert line.width * 0.75 == pytest.approx(20 * EM, abs=0.003 * EM)


def test_a_box_shrinks_to_what_is_set():
    made = document("<p><span style='display: inline-block; background: #eee'>漢字ABC漢字「括弧」</span></p>")
    (line, inner) = line_boxes(made)
    assert line.children[0].width * 0.75 == pytest.approx(inner.width * 0.75, abs=0.01)


def test_readings_take_no_room_and_follow_their_bases():
    made = document(
        "<p>前の<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>と<ruby>紫陽花<rt>あじさい</rt></ruby>の花</p>"
    )
    assert text_of(made) == "前の東とう京きょうと紫陽花あじさいの花"
    (line,) = line_boxes(made)
    assert line.width * 0.75 == pytest.approx(10 * EM, abs=0.01)
    assert line.height * 0.75 == pytest.approx(17)


def test_a_reading_opens_its_base_where_it_may_not_reach_over_the_neighbours():
    wide, narrow = (
        line_boxes(document(f"<p>{around[0]}<ruby>志<rt>こころざし</rt></ruby>{around[1]}</p>"))[0].width * 0.75
        for around in ("漢字", "のを")
    )
    assert wide == pytest.approx(4.5 * EM, abs=0.01)  # five ruby characters of half an em
    assert narrow == pytest.approx(3.5 * EM, abs=0.01)  # half an em of them over each kana


def test_a_reading_that_may_not_overhang_opens_its_base_everywhere():
    made = document("<p>の<ruby>志<rt>こころざし</rt></ruby>を</p>", css="ruby-overhang: none")
    assert line_boxes(made)[0].width * 0.75 == pytest.approx(4.5 * EM, abs=0.01)


def test_a_word_with_one_reading_is_never_parted():
    made = document(f"<p>{'漢' * 18}<ruby>紫陽花<rt>あじさい</rt></ruby>{'漢' * 30}</p>")
    lines = ["".join(box.text for box in line.descendants() if hasattr(box, "text")) for line in line_boxes(made)]
    assert sum("紫陽花" in line for line in lines) == 1


def test_a_paragraph_that_is_not_composed_is_told(caplog):
    document("<p>前の文<span style='display: inline-flex'>並ぶ箱</span>後の文</p>")
    said = [record.getMessage() for record in caplog.records]
    assert said == ["Japanese paragraph set without composition (a flexible box or grid in the line): 前の文並ぶ箱後の文"]


def texts_of(made):
    return ["".join(box.text for box in line.descendants() if hasattr(box, "text")) for line in line_boxes(made)]


def test_a_latin_word_beside_japanese_is_hyphenated_and_one_with_a_hyphen_is_parted_there():
    lines_found = texts_of(document("<p>国際的なresponsibilityという語とe-mailという語</p>", 9, "hyphens: auto"))
    assert any(re.search("[a-z]-$", line) for line in lines_found), lines_found
    assert not any("--" in line for line in lines_found)
    assert "".join(line.removesuffix("-") if line.endswith("-") else line for line in lines_found).startswith(
        "国際的なresponsibility"
    )


def test_a_word_parted_after_its_own_hyphen_ends_with_the_hyphen():
    """The font moves the hyphen of Anti-Coercion .01 em away from its C, which stands on the next line."""
    line = line_boxes(document("<p>漢字の文章、漢字の文章、漢字の文章、（Anti-Coercion Instrument）という。</p>", 22))[
        0
    ]
    (hyphen,) = (box for box in line_boxes(document("<p>-</p>"))[0].descendants() if hasattr(box, "composed"))
    (text,) = (box for box in line.descendants() if hasattr(box, "composed"))
    assert text.text.endswith("（Anti-")
    origin = text.position_x + text.composed.shift + sum(text.composed.advances[:-1])
    right = origin + hyphen.composed.clusters[0].advance
    assert (right * 0.75 - 20) / EM == pytest.approx(22, abs=0.001)


def widths_of(made):
    """The widths of the clusters of a first line in em."""
    texts = (box.composed for box in line_boxes(made)[0].descendants() if hasattr(box, "composed"))
    return {each.text: round(each.advance * 0.75 / EM, 6) for text in texts for each in text.clusters}


def test_no_letter_draws_dashes_and_dots_nearer():
    """The font kerns them; at a line's end the letter before …… would stand .04 em over the edge."""
    widths = widths_of(document("<p>漢——OECD……漢—NIH</p>"))
    for alone in ("——", "……", "—", "OECD", "NIH"):
        assert widths_of(document(f"<p>{alone}</p>")).items() <= widths.items()


def test_moves_beside_a_glyph_that_is_moved_are_numbers_of_their_own():
    """As a font moves a mark to its letter (here every glyph, by a pixel)."""
    made = document(f"<p>{PROSE}</p>")
    for box in (box for line in line_boxes(made) for box in line.descendants() if hasattr(box, "composed")):
        clusters = [
            replace(each, glyphs=tuple(replace(glyph, offset=1.0) for glyph in each.glyphs))
            for each in box.composed.clusters
        ]
        box.composed = replace(box.composed, clusters=tuple(clusters))
    arrays = re.findall(rb"\[([^][]*)\] ?TJ", made.write_pdf(uncompressed_pdf=True))
    numbers = [number for array in arrays for number in re.sub(rb"<[^>]*>", b" ", array).split()]
    assert len(numbers) > 24 and all(re.fullmatch(rb"-?\d+", number) for number in numbers)


def test_the_blank_after_an_exclamation_mark_takes_no_room_at_a_line_end():
    made = document(f"<p>{'漢' * 9}！　{'漢' * 12}</p>", 10)
    first = line_boxes(made)[0]
    assert first.width * 0.75 == pytest.approx(10 * EM, abs=0.01)
    assert texts_of(made)[1].startswith("漢")


def test_a_line_that_cannot_be_filled_is_told(caplog):
    document("<p>漢字ABCDEFGHIJK漢字漢字漢字漢字</p>", 9)
    said = [record.getMessage() for record in caplog.records]
    assert "Japanese line left ragged: 漢字" in said


@pytest.mark.parametrize(
    "body",
    [
        "<p><u><a href='#x'>前の<ruby>漢字<rt>かんじ</rt></ruby>の後</a></u></p>",
        "<p style=\"hyphens: auto; hyphenate-character: ''\">日本語のinternationalization組版</p>",
        "<table><tr><td><br></td><td>組版</td></tr></table>",
        "<div style='display: flex'><p>漢字の文</p><p>かなの文、続き</p></div>",
        "<div style='display: grid; grid-template-columns: 1fr 1fr'><p>漢字の文</p><p>かなの文、続き</p></div>",
        "<p><style>b::after { content: leader('.') 'p.3' }</style><b>見出しの語</b></p>",
    ],
)
def test_what_once_broke_is_set_and_keeps_its_text(body):
    wanted = re.sub(r"\s|<style>.*?</style>|<[^>]+>", "", body)
    found = text_of(document(body, 8)).replace("\ufffe", "").replace("\u00ad", "")
    assert all(found.count(character) >= wanted.count(character) for character in set(wanted)), found


@pytest.mark.parametrize("before", range(15, 22))
def test_a_raised_mark_stays_with_its_word(before):
    made = document(f"<p>{'漢' * before}<sup style='vertical-align: super; font-size: .6em'>注1</sup>。{'字' * 30}</p>")
    for line in line_boxes(made)[1:]:
        words = "".join(box.text for box in line.descendants() if hasattr(box, "text"))
        assert words[0] in "漢字", words


def test_a_label_of_an_item_may_have_a_text_of_its_own():
    made = document("<ul><li>項目の文</ul><li>もう一つ", css="} li::marker { content: '甲'")
    labels = [box for page in made.pages for box in page._page_box.descendants(placeholders=True) if hasattr(box, "text")]
    assert [box.text for box in labels if box.element_tag == "li::marker"] == ["甲", "甲"]
