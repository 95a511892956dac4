"""行組版: classes, spacing, kinsoku and lines, without a typesetter."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumihan.jlreq.adjustment import set_line
from kumihan.jlreq.breaking import WIDEST, break_lines
from kumihan.jlreq.classes import CharClass, classify
from kumihan.jlreq.paragraph import Cluster, Paragraph, Style
from kumihan.jlreq.spacing import QUARTER_EM, gap

HERE = Path(__file__).parent
LATIN = 0.5


def clusters(text):
    return tuple(
        Cluster(c, classify(c), LATIN if classify(c).value in ("cl-24", "cl-26", "cl-27") else 1.0, 1.0) for c in text
    )


def compose(text, measure, style=Style()):
    """(text, width, ragged) of each line."""
    paragraph = Paragraph(clusters(text), style)
    lines = break_lines(paragraph, 0, measure, measure)
    out, start = [], 0
    while start < len(text):
        line = set_line(paragraph, lines[start])
        out.append((text[line.start : line.last + 1], round(sum(line.advances), 4), line.ragged))
        start = line.end
    return out


def texts(text, measure, **style):
    return [line for line, _, _ in compose(text, measure, Style(**style))]


@pytest.mark.parametrize(
    ("character", "number"),
    [("「", "cl-01"), ("）", "cl-02"), ("・", "cl-05"), ("。", "cl-06"), ("、", "cl-07"), ("―", "cl-08"), ("々", "cl-09"),
     ("ー", "cl-10"), ("ッ", "cl-11"), ("あ", "cl-15"), ("ア", "cl-16"), ("漢", "cl-19"), ("5", "cl-24"), ("A", "cl-27")],
)  # fmt: skip
def test_classes(character, number):
    assert classify(character).value == number


@pytest.mark.parametrize(
    ("pair", "width"),
    [("」「", 1.5), ("」、", 1.0), ("。」", 1.0), ("（「", 1.0), ("。「", 1.5), ("」・", 1.25), ("漢A", 1.75), ("5年", 1.75), ("漢（", 2.0)],
)  # fmt: skip
def test_width_of_a_pair_within_a_line(pair, width):
    """From the ink of the first to the ink's end of the second: JLREQ 3.1.4 for marks, 3.2.6 for Latin."""
    paragraph = Paragraph(clusters(pair), Style())
    assert paragraph.width[1] + paragraph.body[1] == pytest.approx(width)


def test_kinsoku_at_line_start_and_end():
    for line in texts("これは「試験」、そして（検査）。あっ、という間に行ー末ッまで々続く。" * 4, 7)[1:]:
        assert line[0] not in "」）、。ー々ッっ" and line[-1] not in "「（"


def test_inseparable_and_words_stay_whole():
    lines = texts("漢字――と……と1,234円とEnglish wordsと25%とが続く文章である。" * 3, 9)
    joined = "\n".join(lines)
    for whole in ("――", "……", "1,234円", "English", "words", "25%"):
        assert joined.count(whole) == 3, whole


def test_full_lines_are_flush_and_only_the_last_is_not():
    lines = compose(
        "日本語の組版は、行の長さを文字の大きさの整数倍にして、すべての行をそろえることを原則とする。" * 3, 20
    )
    assert all(width == 20 and not ragged for _, width, ragged in lines[:-1])
    assert lines[-1][1] <= 20


def test_opening_bracket_is_flush_at_the_start_and_closing_half_at_the_end():
    paragraph = Paragraph(clusters("「あいうえ」かきくけこ"), Style())
    line = set_line(paragraph, break_lines(paragraph, 0, 5, 5)[0])
    assert line.shift == -0.5 and round(sum(line.advances), 6) == 5


def test_without_justification_the_gaps_are_natural():
    lines = compose("日本語の文章である。それは続く。", 6, Style(justify=False))
    assert all(width <= 6 for _, width, _ in lines) and not any(ragged for _, _, ragged in lines)


def test_a_colon_keeps_its_blanks_where_brackets_and_commas_can_give():
    """As in a book (Table 5): a colon that gave up its blanks was a full-width mark of half the width."""
    text = "秩序：国境を守り、人を守る。"  # 14 em and no more than 13.5 are there
    paragraph = Paragraph(clusters(text), Style())
    line = set_line(paragraph, break_lines(paragraph, 0, 13.25, 13.25)[0])
    assert line.end == len(text) and round(sum(line.advances), 6) <= 13.25
    origins = [sum(line.advances[:index]) for index in range(len(text))]
    assert origins[3] - origins[1] == pytest.approx(2.0)  # 序：国, each at its full width
    assert gap(CharClass.IDEOGRAPHIC, CharClass.MIDDLE_DOT, 0.25, True).tight == QUARTER_EM


def test_a_word_longer_than_the_line_is_parted_after_a_sign():
    assert texts("見よhttps://example.org/abcdefgh/ijkl", 9)[1].endswith(("/", "."))


def test_two_letters_are_never_pulled_apart_beyond_a_quarter():
    for line, width, ragged in compose("超ABCDEFGHIJKLMNOPQRSTUVWXYZ超", 10):
        assert ragged or width <= 10, line
    assert gap(CharClass.IDEOGRAPHIC, CharClass.IDEOGRAPHIC, 0.25, True).stretch == QUARTER_EM == WIDEST


MIXED = st.text("日本語かなカナ、。「」（）・ー…―っA1 b%年々！", min_size=1, max_size=80)


@settings(max_examples=300, deadline=None)
@given(MIXED, st.integers(4, 40))
def test_nothing_is_lost_and_no_line_is_too_long(text, measure):
    paragraph = Paragraph(clusters(text), Style())
    lines = break_lines(paragraph, 0, measure, measure)
    start = 0
    while start < len(text):
        line = set_line(paragraph, lines[start])
        assert line.start == start < line.end and len(line.advances) == line.last - line.start + 1
        assert sum(line.advances) <= measure + 1e-6
        assert text[line.last + 1 : line.end].strip() == ""
        start = line.end
    again = Paragraph(clusters(text), Style())
    assert break_lines(again, 0, measure, measure) == lines


CASE = re.compile(r"^## (.+)\n\nMeasure (\d+)(.*)\n\n> (.+)\n\n((?:- .+\n)+)", re.M)
FIXTURES = [case for path in sorted(HERE.glob("jlreq/*.md")) for case in CASE.findall(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("title", "measure", "settings", "text", "lines"), FIXTURES, ids=[case[0] for case in FIXTURES]
)
def test_lines_of_the_fixtures(title, measure, settings, text, lines):
    style = dict(word.split() for word in settings.split(",") if word.strip())
    if "justify" in style:
        style["justify"] = style["justify"] == "true"
    assert texts(text, int(measure), **style) == [line.removeprefix("- ") for line in lines.splitlines()]


def test_what_hangs_is_outside_the_measure():
    lines = compose("文字文字文字。文字文字文字、終わり", 6, Style(hang="force-end"))
    assert [width for _, width, _ in lines[:2]] == [6.5, 6.5]


def test_a_word_is_parted_at_its_hyphen_only_when_the_line_would_be_too_wide_apart():
    text = "漢字漢字漢international"
    parted = [replace(each, hyphen=0.3) if index == 9 else each for index, each in enumerate(clusters(text))]
    paragraph = Paragraph(tuple(parted), Style())

    def ends(measure):
        lines = [set_line(paragraph, each) for each in break_lines(paragraph, 0, measure, measure).values()]
        return sorted((line.end, line.hyphen) for line in lines)

    assert ends(8) == [(10, True), (18, False)]
    assert ends(13) == [(18, False)]
