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


def lowest_lines(document):
    return max(box.position_y + box.height for box in document if box.__class__.__name__ == "LineBox")


@pytest.mark.parametrize(
    ("before", "place"),
    [
        (450, (0, 220, 0)),  # in the upper half: the head of its column
        (60, (0, 0, 300)),  # but not where the text begins, under the title
        (250, (0, 0, 300)),  # in the lower half: the foot
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


@pytest.mark.parametrize(("before", "place"), [(60, (0, 0, 300)), (860, (1, 0, 0))])
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
    assert laid_out(f"<p>{WORDS[:60]}</p>{figure('one', style)}<p>{WORDS}</p>")[0] == {"one": (0, 0, 300)}


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
