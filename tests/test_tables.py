"""Tables on the pages: a wide one across the columns, a long one on from column to column with its head; read from boxes."""

import pytest

from kumihan.fitting.parts import Fitted
from kumihan.stages import editions
from kumihan.stages.manuscript import read
from kumihan.weasy.typeset import typeset

BOOK = 'slug = "t"\ntitle = "表の本"\ndate = 2026-01-31\n[layout]\nsize = 10.5\n'
SENTENCE = "港の朝は早く、船は霧のなかを静かに進んでいく。"
PX = 96 / 72
PITCH = 17 * PX


def table(columns, rows):
    head = "".join(f"| 見出し{number} " for number in range(columns))
    body = ["".join(f"| 値{row}の{number} " for number in range(columns)) + "|" for row in range(rows)]
    return "\n".join([f"{head}|", "|---" * columns + "|", *body])


@pytest.fixture
def parts_of(tmp_path, monkeypatch):
    """Sets a part and gives its pages' boxes."""

    monkeypatch.setenv("KUMIHAN_PERF", "0")  # which keeps the boxes

    def made(text):
        (tmp_path / "book.toml").write_text(BOOK, encoding="utf-8")
        (tmp_path / "01-x.md").write_text(f"---\ntitle: 題\nid: ch1\n---\n\n{text}\n", encoding="utf-8")
        manuscript = read(tmp_path)
        pages, found = typeset(editions.galley(manuscript, "print", Fitted()), manuscript.read)
        assert found == ()
        sheets = zip(pages.document.pages, pages.sheets, strict=True)
        return [page._page_box for page, sheet in sheets if sheet.part == "ch1"]

    return made


def cells(page, tag):
    """(text, left, top) of a page's cells, px from its area."""
    return [
        ("".join(each.text for each in box.descendants() if hasattr(each, "text")), box.position_x - page.content_box_x(), box.position_y - page.content_box_y())
        for box in page.descendants()
        if box.element_tag == tag and box.__class__.__name__ == "TableCellBox"
    ]  # fmt: skip


def lines_off_the_grid(page):
    """How far each line of a paragraph is off the grid of its page, px."""
    top = page.content_box_y()
    tops = [
        line.position_y - top
        for box in page.descendants()
        if box.element_tag == "p" and box.__class__.__name__ == "BlockBox"
        for line in box.children
    ]
    return [abs(y / PITCH - round(y / PITCH)) * PITCH for y in tops]


def test_a_wide_table_stands_across_the_columns_at_the_foot_under_a_title(parts_of):
    (page,) = parts_of(f"{SENTENCE * 8}\n\n{table(6, 5)}\n\n{SENTENCE * 40}")
    found = cells(page, "td")
    assert len(found) == 30
    column = page.width / 2
    assert min(left for _, left, _ in found) < 4 and max(left for _, left, _ in found) > column
    assert min(top for *_, top in found) > page.height * 0.7
    assert max(lines_off_the_grid(page)) < 0.02
    (narrow,) = parts_of(f"{SENTENCE * 8}\n\n{table(4, 5)}\n\n{SENTENCE * 40}")
    assert max(left for _, left, _ in cells(narrow, "td")) < column


def test_a_long_table_goes_on_in_the_next_column_and_page_under_its_head(parts_of):
    pages = parts_of(f"{SENTENCE * 8}\n\n{table(3, 130)}\n\n{SENTENCE * 6}")
    rows = [text for page in pages for text, *_ in cells(page, "td")]
    assert rows == [f"値{row}の{number}" for row in range(130) for number in range(3)]  # every row once, in order
    places = {(number, left > page.width / 2) for number, page in enumerate(pages) for _, left, _ in cells(page, "td")}
    assert len(places) >= 4
    tops = set()
    for number, right in places:
        page = pages[number]
        heads = [top for text, left, top in cells(page, "th") if text == "見出し0" and (left > page.width / 2) == right]
        first = min(top for _, left, top in cells(page, "td") if (left > page.width / 2) == right)
        assert len(heads) == 1 and heads[0] < first
        if number:
            tops.add(round(heads[0], 2))
    assert len(tops) == 1  # every piece that goes on begins at the same height, the last one too
    assert max(lines_off_the_grid(pages[-1])) < 0.02


def test_a_short_table_is_not_cut(parts_of):
    for before in range(26, 34):
        pages = parts_of("\n\n".join([SENTENCE] * before) + f"\n\n{table(3, 10)}\n\n{SENTENCE * 6}")
        lefts = {
            round(left / (page.width / 2 + 1))
            for page in pages
            for text, left, _ in cells(page, "td")
            if text.endswith("の0")
        }
        assert len(lefts) == 1


def test_quotations_and_code_keep_the_grid(parts_of):
    (page,) = parts_of(f"{SENTENCE * 3}\n\n> {SENTENCE * 2}\n\n{SENTENCE * 2}\n\n    一行\n    二行\n\n{SENTENCE * 3}")
    off = lines_off_the_grid(page)
    assert len(off) > 8 and max(off) < 0.02


def test_no_row_of_a_cut_table_stands_alone(parts_of):
    for rows in range(16, 24):
        counts = {}
        for number, page in enumerate(parts_of(f"{SENTENCE * 20}\n\n{table(2, rows)}")):
            for text, left, _ in cells(page, "td"):
                if text.endswith("の0"):
                    place = number, left > page.width / 2
                    counts[place] = counts.get(place, 0) + 1
        assert sum(counts.values()) == rows and min(counts.values()) > 1


def lines_of(page):
    """The text of every line of the page's columns."""
    lines = (box for box in page.descendants() if box.__class__.__name__ == "LineBox")
    return ["".join(each.text for each in line.descendants() if hasattr(each, "text")) for line in lines]


def test_the_mark_of_an_item_stands_before_its_words_whatever_the_item_holds(parts_of):
    (page,) = parts_of("- 一つ目\n\n  - その中\n\n    1. 番号\n\n- 二つ目\n\n  続きの段落。\n\n1. 甲\n\n   - 乙\n")
    lines = [line for line in lines_of(page) if line.strip()]
    # The number of an item hangs outside its lines.
    assert lines[lines.index("・一つ目") :][:7] == ["・一つ目", "・その中", "番号", "・二つ目", "続きの段落。", "甲", "・乙"]
