"""The search for the cheapest lines leaves out ways that cannot win, and finds the same lines as a search of all ways."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumihan.jlreq import breaking
from kumihan.jlreq.adjustment import set_line
from kumihan.jlreq.classes import CharClass, classify
from kumihan.jlreq.paragraph import Cluster, Paragraph, Style
from kumihan.weasy.hyphenation import parting_places
from kumihan.weasy.wrapping import price
from tests.torture import paragraphs

CHARACTERS = "文字組版あいうカキ、。「」（）・—ーっA1 "
texts = st.text(CHARACTERS, min_size=1, max_size=120)


def paragraph(text, justify, wrap="auto", phrases=False):
    western = (CharClass.WESTERN, CharClass.NUMERAL, CharClass.WORD_SPACE)
    clusters = (Cluster(each, classify(each), 5.5 if classify(each) in western else 10.0, 10.0) for each in text)
    made = Paragraph(tuple(clusters), Style(justify=justify, wrap=wrap, phrases=phrases))
    price(made, ())
    return made


@settings(max_examples=150, deadline=None)
@given(texts, st.floats(30, 260), st.floats(20, 260), st.booleans())
def test_the_same_lines_are_chosen(text, first, rest, justify):
    quick = breaking.break_lines(paragraph(text, justify), 0, first, rest)
    kept, breaking.line_by_line = breaking.line_by_line, lambda *_: inf
    try:
        assert breaking.break_lines(paragraph(text, justify), 0, first, rest) == quick
    finally:
        breaking.line_by_line = kept


@settings(max_examples=100, deadline=None)
@given(texts, st.floats(20, 260), st.booleans(), st.sampled_from(["auto", "balance", "pretty"]), st.booleans())
def test_the_same_lines_are_chosen_of_phrases(text, measure, justify, wrap, phrases):
    quick = breaking.break_lines(paragraph(text, justify, wrap, phrases), 0, measure, measure)
    kept, breaking.line_by_line = breaking.line_by_line, lambda *_: inf
    try:
        assert breaking.break_lines(paragraph(text, justify, wrap, phrases), 0, measure, measure) == quick
    finally:
        breaking.line_by_line = kept


def hard(text):
    """A paragraph of the hard text: letters half as wide as ideographs, words with the places where they may be parted."""
    places = parting_places(text, "ja", True, (5, 2, 2))
    made = []
    for index, each in enumerate(text):
        hyphen = {True: 3.5, False: 0.0}.get(places.get(index + 1))
        made.append(Cluster(each, classify(each), 5.5 if each.isascii() else 10.0, 10.0, hyphen=hyphen))
    return Paragraph(tuple(made), Style())


def unfilled(paragraph, line):
    """1 for a line that is left ragged, and as much for each em that is wanting; 0 for one that is flush."""
    return 1 + line.slack / 10 if set_line(paragraph, line).ragged else 0


@pytest.mark.parametrize("measure", [90, 120, 180])
def test_no_other_lines_leave_less_unfilled(measure):
    ragged = 0
    for text in paragraphs(25, seed=2):
        made = hard(text)
        lines = breaking.break_lines(made, 0, measure - 10, measure)
        count = len(made.clusters)
        # The least over all sets of line ends, by the end of the last line so far.
        least = {0: 0.0}
        for begin in range(count):
            for end in range(begin + 1, count + 1) if begin in least else ():
                line = breaking.fit(made, begin, end, measure if begin else measure - 10)
                if made.breaks[end] and line.cost < inf:
                    least[end] = min(least.get(end, inf), least[begin] + unfilled(made, line))
        assert sum(unfilled(made, line) for line in lines.values()) == pytest.approx(least[count], abs=0.05)
        ragged += sum(set_line(made, line).ragged for line in lines.values())
    assert ragged


def test_a_measure_that_holds_a_letter_but_not_its_hyphen_ends():
    letters = [Cluster(each, CharClass.WESTERN, 5.5, 10.0) for each in "inter"]
    letters[1] = replace(letters[1], hyphen=3.0)
    lines = breaking.break_lines(Paragraph(tuple(letters), Style()), 0, 5.0, 5.0)
    assert [(line.start, line.end) for line in lines.values()] == [(4, 5), (3, 4), (2, 3), (1, 2), (0, 1)]


def test_a_measure_that_holds_a_base_but_not_its_reading_ends():
    made = paragraph("漢漢漢", justify=True)
    made.head[1] = made.tail[2] = 4.0
    lines = breaking.break_lines(made, 0, 12.0, 12.0)
    assert [(line.start, line.end) for line in lines.values()] == [(2, 3), (1, 2), (0, 1)]


@pytest.mark.parametrize("gaps", range(1, 30))
def test_a_line_that_takes_all_there_is_is_full(gaps):
    """Sums of lengths are off by a little: letters a quarter em apart, or commas that stand solid, are so all the same."""
    em = 4 / 3 * 10
    wide, close = (
        Paragraph(tuple(Cluster(each, classify(each), em, em) for each in text), Style())
        for text in ("漢" * (gaps + 2), "漢、" * gaps + "漢漢")
    )
    apart = breaking.fit(wide, 0, gaps + 1, (gaps + 1) * em + gaps * 0.25 * em)
    assert apart.cost < breaking.RAGGED and not set_line(wide, apart).ragged
    solid = breaking.fit(close, 0, 2 * gaps + 1, (gaps + 1) * em + gaps * 0.5 * em)
    assert solid.cost < inf and sum(set_line(close, solid).advances) == pytest.approx((1.5 * gaps + 1) * em)
