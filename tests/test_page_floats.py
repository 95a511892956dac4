"""Figures float to the head or foot of a column or page while the text flows on; read from the laid-out boxes."""

import pytest
import weasyprint

import kumihan.weasy

LINE = 20.0
PAGE = 400.0
WORDS = "港の朝は早く、船は霧のなかを静かに進んでいく。" * 40
STYLE = """
@page { size: 420px 400px; margin: 0 }
html { font: 10px/20px "Noto Serif CJK JP" } body, p, figure { margin: 0 }
.columns { columns: 2; column-gap: 20px; column-fill: auto } p { orphans: 2; widows: 2 }
figure { float: snap-block; break-inside: avoid; padding-bottom: 7px } figure div { height: 93px }
"""

kumihan.weasy.enable()


def figure(name, style=""):
    return f'<figure id="{name}" style="{style}"><div></div></figure>'


def laid_out(body, style=""):
    """(page, left, top) of every figure in px, and the text of each page."""
    html = f'<html lang="ja"><style>{STYLE}{style}</style><div class="columns">{body}</div>'
    document = weasyprint.HTML(string=html).render()
    places, texts = {}, []
    for number, page in enumerate(document.pages):
        texts.append("")
        for box in page._page_box.descendants():
            if box.element_tag == "figure":
                assert box.element.get("id") not in places, "set twice"
                places[box.element.get("id")] = (number, round(box.position_x), round(box.position_y))
            if box.__class__.__name__ == "TextBox":
                texts[-1] += box.text
    return places, texts


def lines_of(html):
    """(page, left, top) of every line with its text, from the laid-out boxes."""
    document = weasyprint.HTML(string=f'<html lang="ja"><style>{STYLE}</style>{html}').render()
    return [
        (number, round(box.position_x), round(box.position_y, 2), "".join(each.text for each in box.descendants() if hasattr(each, "text")))
        for number, page in enumerate(document.pages)
        for box in page._page_box.descendants()
        if box.__class__.__name__ == "LineBox"
    ]  # fmt: skip


def lowest_lines(document):
    return max(box.position_y + box.height for box in document if box.__class__.__name__ == "LineBox")


@pytest.mark.parametrize(
    ("before", "place"),
    [
        (450, (0, 220, 0)),  # in the upper half: the head of its column
        (60, (0, 0, 307)),  # but not where the text begins, under the title
        (250, (0, 0, 307)),  # in the lower half: the foot
        (340, (0, 220, 0)),  # its anchor would be driven out: the head of the next column
        (740, (1, 0, 0)),  # the same in the last column: the head of the next page
    ],
)
def test_a_figure_goes_to_the_nearer_edge_or_waits_for_the_next_column(before, place):
    places, texts = laid_out(f"<p>{WORDS[:before]}</p>{figure('one')}<p>{WORDS}</p>")
    assert places == {"one": place}
    assert "".join(texts) == WORDS[:before] + WORDS  # nothing lost, nothing twice, in order


def test_text_fills_the_column_that_a_figure_left():
    """Nineteen lines leave room for one, not for a figure of five: the text goes on in it."""
    html = f'<style>{STYLE}</style><html lang="ja"><div class="columns"><p>{WORDS[:340]}</p>{figure("one")}<p>{WORDS}</p></div>'
    page = weasyprint.HTML(string=html).render().pages[0]._page_box
    first = [box for box in page.descendants() if box.__class__.__name__ == "LineBox" and box.position_x < 200]
    assert lowest_lines(first) == pytest.approx(PAGE)
    assert all(box.position_y % LINE == pytest.approx(0, abs=0.01) for box in first)


@pytest.mark.parametrize(("before", "place"), [(60, (0, 0, 307)), (860, (1, 0, 0))])
def test_a_figure_across_the_columns_stands_at_the_head_of_the_page_unless_the_text_begins_there(before, place):
    words = WORDS[:before]
    places, texts = laid_out(f"<p>{words}</p>{figure('one', 'float-reference: page')}<p>{WORDS}</p>")
    assert places == {"one": place}
    assert "".join(texts) == words + WORDS


def test_a_figure_told_to_stand_at_the_head_stands_under_the_title():
    places, _ = laid_out(f"<p>{WORDS[:60]}</p>{figure('one', 'float: block-start')}<p>{WORDS}</p>")
    assert places == {"one": (0, 0, 0)}


def test_a_figure_leaves_no_gap_between_the_text_and_itself():
    """What must stay whole takes the rest of the column with it: the figure goes to the head, where the foot stays free."""
    whole = f'<div style="break-inside: avoid">{"".join(f"<p>{WORDS[:100]}</p>" for _ in range(2))}</div>'
    texts = f"<p>{WORDS[:440]}</p><p>{WORDS[:160]}</p>"
    places, _ = laid_out(
        f"{texts}{figure('one')}{whole}<p>{WORDS[:60]}</p>", ".columns { columns: 3 } @page { width: 640px }"
    )
    assert places == {"one": (0, 220, 0)}


def test_a_page_wide_figure_goes_to_the_foot_where_it_is_asked_to():
    style = "float: block-end; float-reference: page"
    assert laid_out(f"<p>{WORDS[:60]}</p>{figure('one', style)}<p>{WORDS}</p>")[0] == {"one": (0, 0, 307)}


def test_figures_keep_their_order():
    body = "".join(f"<p>{WORDS[:150]}</p>{figure(name)}" for name in ("one", "two", "three", "four"))
    places, _ = laid_out(body)
    assert list(places) == ["one", "two", "three", "four"]
    ways = [places[name] for name in ("one", "two", "three", "four")]
    assert ways == sorted(ways)


def test_a_figure_behind_the_last_words_stays_with_them():
    """Seven columns' worth of figures and one line of text: none is lost, though no text is left to carry them."""
    names = [f"fig{number}" for number in range(12)]
    places, _ = laid_out("<p>港の朝は早い。</p>" + "".join(map(figure, names)))
    assert sorted(places) == sorted(names)


def test_a_note_is_at_the_foot_once_whatever_was_tried():
    note = '<span style="float: footnote">霧の多い港の注。</span>'
    body = f"<p>{WORDS[:60]}{note}{WORDS[:100]}</p>{figure('one')}<p>{WORDS[:120]}</p>{figure('two')}<p>{WORDS}</p>"
    _, texts = laid_out(body)
    assert "".join(texts).count("霧の多い港の注。") == 1
    assert "霧の多い港の注。" in texts[0]


def test_a_second_figure_of_a_column_goes_to_its_other_edge():
    places, _ = laid_out(f"<p>{WORDS[:340]}</p>{figure('one')}<p>{WORDS[:60]}</p>{figure('two')}<p>{WORDS}</p>")
    assert places == {"one": (0, 220, 0), "two": (0, 220, 307)}


def test_the_last_line_of_a_caption_at_the_foot_stands_on_the_last_line_of_the_columns():
    caption = '<figure style="font-size: 7px; line-height: 9px"><div></div>船の写真</figure>'
    html = f'<div class="columns"><p>{WORDS[:250]}</p>{caption}<p>{WORDS}</p></div>'
    page = weasyprint.HTML(string=f'<html lang="ja"><style>{STYLE}</style>{html}').render().pages[0]._page_box
    lines = [box for box in page.descendants() if box.__class__.__name__ == "LineBox"]
    baselines = {
        style: max(box.position_y + box.baseline for box in lines if box.style["font_size"] == style)
        for style in (7, 10)
    }
    assert baselines[7] == pytest.approx(baselines[10], abs=0.01)


@pytest.mark.parametrize("before", [
    f"<p>{WORDS[:380]}</p>",  # nineteen lines, and room for one: the section begins the second column
    f"<p>{WORDS[:360]}</p>{figure('one')}",  # the same below a figure that has waited for its head
])  # fmt: skip
def test_space_above_a_block_goes_at_the_head_of_a_column(before):
    section = f'<section style="margin-top: 40px; margin-break: discard; break-inside: avoid"><p>節{WORDS[:100]}</p></section>'
    found = next(
        line
        for line in lines_of(f'<div class="columns">{before}{section}<p>{WORDS}</p></div>')
        if line[3].startswith("節")
    )
    assert found[:3] == (0, 220, 100 if "figure" in before else 0)
    stays = section.replace("margin-break: discard", "margin-break: keep")
    found = next(
        line
        for line in lines_of(f'<div class="columns">{before}{stays}<p>{WORDS}</p></div>')
        if line[3].startswith("節")
    )
    assert found[:3] == (0, 220, 140 if "figure" in before else 40)


NOTE = '<span style="float: footnote">霧の多い港の注。</span>'


@pytest.mark.parametrize("words", [60, 200, 410, 610, 1000])
@pytest.mark.parametrize("with_figure", [False, True])
def test_columns_of_the_last_page_end_level(words, with_figure):
    """Within one line where nothing must stay whole; the text with its note is all there, in order, once."""
    more = figure("one", "float: block-start") if with_figure else ""
    style = "<style>.columns { column-fill: balance !important } ::footnote-call { line-height: 0 }</style>"
    text = (WORDS * 2)[:words]
    found = lines_of(
        f'{style}<div class="columns"><p style="orphans: 1; widows: 1">{text[:30]}{NOTE}{text[30:]}</p>{more}</div>'
    )
    body = [line for line in found if line[1] in (0, 220) and "注" not in line[3]]
    assert "".join(line[3] for line in body).replace("1", "") == text  # without the note's mark
    assert sum("霧の多い港の注" in line[3] for line in found) == 1
    last = [line for line in body if line[0] == body[-1][0]]
    ends = [max((line[2] for line in last if line[1] == left), default=-LINE) for left in (0, 220)]
    assert with_figure or ends[1] <= ends[0] <= ends[1] + LINE


def test_a_box_with_a_ground_is_not_cut_for_the_sake_of_a_few_lines():
    style = "<style>.columns { column-fill: balance !important } .box { box-decoration-break: clone; background: #eee }</style>"

    def lines_in_box(before, inside):
        box = f'<div class="box"><p>箱{WORDS[: inside * 20 - 1]}</p></div>'
        found = lines_of(f'{style}<div class="columns"><p>{WORDS[: before * 20]}</p>{box}</div>')
        at = next(index for index, line in enumerate(found) if line[3].startswith("箱"))
        return found[at][1], {line[1] for line in found[at:]}

    assert lines_in_box(6, 10) == (220, {220})  # two lines more than level
    assert lines_in_box(2, 18) == (0, {0, 220})  # it would be eight


def test_columns_that_have_no_room_at_the_foot_begin_on_the_next_page():
    places, texts = laid_out(f'</div><p>{WORDS[:830]}</p><div class="columns"><p>{WORDS}</p>{figure("one")}')
    assert (texts[0], "".join(texts[1:])) == (WORDS[:830], WORDS)
    assert places["one"][0] > 0
