"""What floats within a line: beside it where there is room, else below; whole and once, wherever pages end."""

import io

import pikepdf
import pytest
import weasyprint

import kumihan.weasy
from kumihan.weasy import tags

kumihan.weasy.enable()

EM = 4 / 3 * 10
PAGE = """<html lang="ja"><style>@page {{ size: 200pt {height}pt; margin: 20pt }} body {{ margin: 0;
font: 10pt/17pt "Noto Serif CJK JP"; text-align: justify }} p {{ margin: 0; orphans: 1; widows: 1 }}
i {{ float: {side}; width: 3em }} {more}</style><body>{body}"""
TEXT = "行のなかに浮かぶ傍注は、行の右か左に立つ。"


def render(body, lines=9, side="left", more=""):
    made = weasyprint.HTML(string=PAGE.format(body=body, height=40 + 17 * lines, side=side, more=more)).render()
    return [list(page._page_box.descendants()) for page in made.pages]


def letters(boxes):
    found = ""
    for box in boxes:
        if hasattr(box, "text"):
            mark = box.__dict__.get("composed")
            found += "".join(cluster.text for cluster in mark.clusters) if mark else box.text
    return "".join(found.split())


def lines_of(boxes, tag="p"):
    return [box for box in boxes if type(box).__name__ == "LineBox" and box.element_tag == tag]


def floats_of(boxes):
    return [box for box in boxes if box.element_tag == "i" and box.is_floated() and box.width]


@pytest.mark.parametrize(("side", "left"), [("left", 3), ("right", 0)])
def test_a_float_early_in_a_line_stands_beside_it_and_the_line_is_composed(side, left):
    (boxes,) = render(f"<p>行の<i>傍注</i>{TEXT * 3}</p>", side=side)
    first, *_ = lines_of(boxes)
    (aside,) = floats_of(boxes)
    assert aside.position_y == first.position_y
    assert first.__dict__["composed_line"]
    words = next(box for box in first.descendants() if hasattr(box, "composed"))
    assert words.position_x == pytest.approx(20 * 4 / 3 + left * EM, abs=0.01)
    assert letters(boxes).startswith("行の傍注行のなかに")


def test_a_float_late_in_a_line_stands_below_it():
    (boxes,) = render(f"<p>{TEXT[:14]}<i>傍注</i>{TEXT * 2}</p>")
    _, second, *_ = lines_of(boxes)
    (aside,) = floats_of(boxes)
    assert aside.position_y == pytest.approx(second.position_y)


@pytest.mark.parametrize("lines", range(1, 9))
@pytest.mark.parametrize("at", [0, 7, 20, 30, 40, 41, 42])
def test_text_around_a_float_is_whole_and_printed_once_wherever_a_page_ends(lines, at):
    text = TEXT * 2
    pages = render(f"<p>{text[:at]}<i>傍注の文はここに三行</i>{text[at:]}</p>", lines)
    found = "".join(map(letters, pages))
    assert sorted(found) == sorted(text + "傍注の文はここに三行")
    flow = "".join(letters([box for line in lines_of(boxes) for box in line.descendants()
                            if box.element_tag == "p"]) for boxes in pages)  # fmt: skip
    assert flow == text


def test_a_float_that_has_no_room_at_the_foot_waits_for_the_next_page_also_at_the_end():
    first, second = render(f"<p>{TEXT * 2}<i>傍注の文</i></p>", 3)
    assert not floats_of(first)
    assert letters(floats_of(second)[0].descendants()) == "傍注の文"


def test_no_later_float_stands_before_one_that_waits():
    pages = render(f"<p>{TEXT}<i>一の傍注は五行にわたる文</i></p><i>二</i><p>{TEXT}</p>", 5)
    order = [letters(box.descendants()) for boxes in pages for box in floats_of(boxes)]
    assert order == ["一の傍注は五行にわたる文", "二"]


def test_floats_beside_columns_with_notes_are_printed_once():
    note = "<span class=note>注の文</span>"
    body = f"<div class=c><p>{TEXT}{note}</p></div><p>{TEXT}<i>傍注の文</i>{note}<i>次の文</i>{note}</p>" * 2
    pages = render(body, 6, more=".c { columns: 2 } .note { float: footnote }")
    found = "".join(map(letters, pages))
    assert (found.count("傍注の文"), found.count("次の文"), found.count("注の文")) == (2, 2, 8)


def test_a_page_full_of_floats_goes_on_within_a_paragraph():
    pages = render(f"<p>{TEXT * 2}<i>長い傍注の文が頁の高さにおよぶときの文</i>{TEXT * 2}</p>", 5,
                   more="p { orphans: 3; widows: 3 }")  # fmt: skip
    assert sorted("".join(map(letters, pages))) == sorted(TEXT * 4 + "長い傍注の文が頁の高さにおよぶときの文")


def test_a_float_that_waits_is_tagged_in_its_paragraph_and_words_in_no_element_are_tagged(monkeypatch):
    monkeypatch.setattr("weasyprint.pdf.add_tags", tags.add_tags)
    body = f"本文の語<p>{TEXT * 2}<i>傍注の文</i></p>"
    made = weasyprint.HTML(string=PAGE.format(body=body, height=40 + 17 * 4, side="left", more="")).render()
    assert len(made.pages) == 2
    with pikepdf.open(io.BytesIO(made.write_pdf(pdf_tags=True))) as pdf:
        _, paragraph = pdf.Root.StructTreeRoot.K[0].K
        assert paragraph.S == "/P"
        assert {kid.Pg.objgen for kid in paragraph.K if isinstance(kid, pikepdf.Dictionary)} == {pdf.pages[1].objgen}


def test_a_first_letter_that_floats_keeps_the_lines_composed():
    (boxes,) = render(f"<p>{TEXT * 2}</p>", more="p::first-letter { float: left; font-size: 34pt; line-height: 34pt }")
    assert all(line.__dict__.get("composed_line") for line in lines_of(boxes))
    assert letters(boxes) == TEXT * 2
