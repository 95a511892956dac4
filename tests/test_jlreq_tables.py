"""JLREQ's tables as data: cells that a reader can look up, and what must hold between the tables."""

import pytest

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.tables.expansion import TABLE_6, expansion_step
from kumihan.jlreq.tables.grid import END, HEAD
from kumihan.jlreq.tables.reduction import REDUCTION, Owner
from kumihan.jlreq.tables.separation import LEVELS, may_separate, same_sign
from kumihan.jlreq.tables.spacing import TABLE_1, space_at_end, space_between

FROM_MEANING = {C.REFERENCE_MARK, C.ORNAMENTED, C.SIMPLE_RUBY, C.JUKUGO_RUBY, C.WARICHU_OPENING, C.WARICHU_CLOSING}


@pytest.mark.parametrize(
    ("before", "after", "eighths"),
    [
        (C.CLOSING_BRACKET, C.OPENING_BRACKET, (4, 0)),
        (C.CLOSING_BRACKET, C.CLOSING_BRACKET, (0, 0)),
        (C.CLOSING_BRACKET, C.IDEOGRAPHIC_SPACE, (0, 0)),
        (C.FULL_STOP, C.IDEOGRAPHIC_SPACE, (4, 0)),
        (C.IDEOGRAPHIC, C.OPENING_BRACKET, (0, 4)),
        (C.MIDDLE_DOT, C.MIDDLE_DOT, (2, 2)),
        (C.FULL_STOP, C.MIDDLE_DOT, (4, 2)),
        (C.IDEOGRAPHIC, C.WESTERN, (2, 0)),
        (C.NUMERAL, C.HIRAGANA, (0, 2)),
        (C.IDEOGRAPHIC, C.TATE_CHU_YOKO, (0, 0)),
    ],
)
def test_spaces_of_table_1(before, after, eighths):
    space = space_between(before, after)
    assert (space.before, space.after) == eighths


def test_ruby_reaches_over_kana_and_marks_but_not_over_kanji():
    over = {kind for kind in C if kind is not C.OBJECT and space_between(kind, C.SIMPLE_RUBY).over_character}
    assert {C.HIRAGANA, C.KATAKANA, C.OPENING_BRACKET, C.INSEPARABLE, C.IDEOGRAPHIC_SPACE} <= over
    assert not over & {C.IDEOGRAPHIC, C.WESTERN, C.CLOSING_BRACKET}
    assert space_between(C.COMMA, C.SIMPLE_RUBY).over_space


def test_every_space_is_a_quarter_or_a_half_of_an_em():
    assert {space_at_end(kind).before for kind in C} == {0, 2, 4}
    assert {kind for kind in C if space_at_end(kind).before == 4} == {C.CLOSING_BRACKET, C.FULL_STOP, C.COMMA}


def test_what_may_not_be_parted_is_not_drawn_apart():
    """JLREQ 3.8.4 e, over both tables. ￥ and №, 々, ー and small kana are Table 6's own exceptions; spaces have no ink."""
    loose = LEVELS["strict"]
    kinds = [kind for kind in C if kind not in (C.OBJECT, C.PREFIXED_ABBREVIATION)]
    for before in kinds:
        for after in kinds:
            if expansion_step(before, after, same=True) and before is not C.WORD_SPACE:
                assert may_separate(before, after, same=True, allowed=loose), (before, after)


def test_the_latin_gap_is_where_table_6_widens_it():
    """Second-step cells of Table 6 are quarter ems of Table 1."""
    for (before, after), cell in TABLE_6.items():
        if cell == "2":
            assert TABLE_1[before, after] in ("4a", "4b", "4A", "4B", "."), (before, after)


def test_nothing_begins_a_line_that_table_1_forbids():
    forbidden = {after for (before, after), cell in TABLE_1.items() if before == HEAD and cell == "x"}
    for kind in C:
        if kind.value in forbidden and kind not in FROM_MEANING:
            assert not may_separate(C.IDEOGRAPHIC, kind), kind
    ends = {before for (before, after), cell in TABLE_1.items() if after == END and cell == "x"}
    assert ends - {HEAD} == {"cl-01", "cl-12", "cl-28"}


@pytest.mark.parametrize(
    ("level", "kind", "allowed"),
    [
        ("very-strict", C.SMALL_KANA, False),
        ("strict", C.SMALL_KANA, True),
        ("strict", C.MIDDLE_DOT, False),
        ("loose", C.MIDDLE_DOT, True),
        ("loose", C.DIVIDING_PUNCTUATION, False),
        ("very-loose", C.DIVIDING_PUNCTUATION, True),
        ("very-loose", C.CLOSING_BRACKET, False),
    ],
)
def test_levels_of_kinsoku(level, kind, allowed):
    assert may_separate(C.IDEOGRAPHIC, kind, allowed=LEVELS[level]) is allowed


def test_inseparable_signs():
    assert same_sign("—", "—") and same_sign("〳", "〵") and not same_sign("—", "…")
    assert not may_separate(C.INSEPARABLE, C.INSEPARABLE, same=True)
    assert may_separate(C.INSEPARABLE, C.INSEPARABLE, same=False)


def test_order_of_reduction():
    """JLREQ 3.8.3: word spaces, the line's end, middle dots, brackets and commas, Latin; a full stop within never."""
    orders = {name: [owner for step in steps for owner in step.owners] for name, steps in REDUCTION.items()}
    assert orders["table-3"][:2] == [Owner.WORD_SPACE, Owner.LINE_END] and orders["table-3"][-1] is Owner.JAPANESE_LATIN
    assert Owner.LINE_END not in orders["table-4"]
    assert Owner.JAPANESE_LATIN not in orders["table-5"] and Owner.MIDDLE_DOT not in orders["table-5"]
    assert not any(Owner.FULL_STOP in order for order in orders.values())
