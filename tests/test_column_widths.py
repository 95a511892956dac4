"""The widths of a table's columns: the fewest lines, no phrase parted where there is room, WeasyPrint's own elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes

from kumihan.weasy.column_widths import TOO_LITTLE, column_widths, lines_of
from tests.test_composition import document

CELLS = "td { word-break: auto-phrase; text-align: left; padding: 0 } table { border-collapse: collapse; width: 100%%; } td { %s }"


def rows_of(texts, measure, css=""):
    """The lines of every cell."""
    body = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in texts)
    made = document(f"<style>{CELLS % css}</style><table>{body}</table>", measure)
    cells = [box for box in made.pages[0]._page_box.descendants() if isinstance(box, boxes.TableCellBox)]
    found = [
        ["".join(each.text for each in line.descendants() if hasattr(each, "text")) for line in cell.children]
        for cell in cells
    ]
    return [found[at : at + len(texts[0])] for at in range(0, len(found), len(texts[0]))]


PORTS = (("港の名", "船の着くところ"), ("南の港", "石造りの古い桟橋"), ("北の新しい港", "岸壁"))


def test_rows_take_the_fewest_lines():
    assert [max(map(len, row)) for row in rows_of(PORTS, 14)] == [1, 1, 1]
    assert [max(map(len, row)) for row in rows_of(PORTS, 12)] == [1, 1, 2]
    # What WeasyPrint's own rule makes of it.
    assert [max(map(len, row)) for row in rows_of(PORTS, 12, "word-break: normal")] == [2, 2, 2]


def test_no_phrase_is_parted_where_there_is_room():
    texts = (("春の市", "山の斜面で摘んだ茶の新芽を売る人の列"), ("灯台守の日記", "霧"))
    (first, second), (third, _) = rows_of(texts, 13)
    assert first == ["春の市"]
    assert "".join(second) == texts[0][1]
    assert third in (["灯台守の日記"], ["灯台守の", "日記"])


def test_columns_too_narrow_for_phrases_still_hold_their_words():
    texts = (("国際交通計画策定委員会", "地域公共交通活性化協議会"),)
    ((first, second),) = rows_of(texts, 8)
    assert "".join(first), "".join(second) == texts[0]
    assert max(map(len, (*first, *second))) <= 5


def test_a_column_with_a_width_of_its_own_keeps_it():
    made = document(
        f"<style>{CELLS % ''} td:first-child {{ width: 3em }}</style><table><tr><td>短い</td><td>{'長い文が続く' * 5}</td></tr></table>",
        20,
    )
    first = next(box for box in made.pages[0]._page_box.descendants() if isinstance(box, boxes.TableCellBox))
    assert first.width * 0.75 == pytest.approx(30)


steps = st.lists(st.floats(1, 100), min_size=1, max_size=4).map(lambda each: tuple(sorted(each, reverse=True)))


@given(st.lists(st.tuples(steps, steps, steps), min_size=1, max_size=5), st.floats(10, 300))
def test_the_sum_stays_and_no_column_is_narrower_than_its_least(rows, total):
    least = [1.0] * 3
    most = [max(row[at][0] for row in rows) for at in range(3)]
    widths = column_widths(rows, least, most, total)
    assert sum(widths) == pytest.approx(total)
    assert all(width >= 1 - TOO_LITTLE for width in widths)
    phrases = [max(row[at][-1] for row in rows) for at in range(3)]
    if sum(phrases) <= total:
        assert all(width >= phrase - TOO_LITTLE for width, phrase in zip(widths, phrases, strict=True))
        assert sum(lines_of(row, widths) for row in rows) <= sum(lines_of(row, phrases) for row in rows)
