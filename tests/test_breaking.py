"""The search for the cheapest lines leaves out ways that cannot win, and finds the same lines as a search of all ways."""

from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from kumihan.jlreq import breaking
from kumihan.jlreq.classes import CharClass, classify
from kumihan.jlreq.paragraph import Cluster, Paragraph, Style

CHARACTERS = "文字組版あいうカキ、。「」（）・—ーっA1 "
texts = st.text(CHARACTERS, min_size=1, max_size=120)


def paragraph(text, justify):
    western = (CharClass.WESTERN, CharClass.NUMERAL, CharClass.WORD_SPACE)
    clusters = (Cluster(each, classify(each), 5.5 if classify(each) in western else 10.0, 10.0) for each in text)
    return Paragraph(tuple(clusters), Style(justify=justify))


@settings(max_examples=150, deadline=None)
@given(texts, st.floats(30, 260), st.floats(20, 260), st.booleans())
def test_the_same_lines_are_chosen(text, first, rest, justify):
    quick = breaking.break_lines(paragraph(text, justify), 0, first, rest)
    kept, breaking.line_by_line = breaking.line_by_line, lambda *_: inf
    try:
        assert breaking.break_lines(paragraph(text, justify), 0, first, rest) == quick
    finally:
        breaking.line_by_line = kept
