"""What stands beside and between the words of a composed line: reference marks, quotes, readings, dots."""

import re
from itertools import pairwise

import pytest

from tests.test_composition import EM, document, line_boxes

PX = 0.75 / EM  # a CSS pixel in em of the tests' type
SUPER = "<sup style='font-size: .6em; vertical-align: super'>"
DOT = r"(?m)^[\d.-]+ ([\d.-]+) m$"  # where a path begins: the middle of a dot's right side


def inks(made, number=0):
    """(text, left, right) of every cluster of a line in em from the measure's edge; readings apart."""
    words, readings = [], []
    for box in line_boxes(made)[number].descendants():
        if "composed" in box.__dict__:
            pen = box.position_x + box.composed.shift - 20 / 0.75
            for cluster, advance in zip(box.composed.clusters, box.composed.advances, strict=True):
                ink = (cluster.text, pen * PX, (pen + cluster.advance) * PX)
                (readings if box.composed.rise else words).append(ink)
                pen += advance
    return words, readings


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("語|1</sup>の", 0.0, 0.0),
        ("。|1</sup>の", -0.5, 0.0),  # the blank of the full stop goes to the mark
        ("OECD|1</sup>の", 0.0, 0.15),  # an exponent belongs to its word: a quarter of its own em
    ],
)
def test_a_reference_mark_is_set_solid(text, before, after):
    """JLREQ Table 1, cl-20."""
    words, _ = inks(document(f"<p>{text.replace('|', SUPER)}</p>"))
    (_, _, edge), (_, left, right), (_, begin, _) = words[-3:]
    assert (left - edge, begin - right) == (pytest.approx(before, abs=0.01), pytest.approx(after, abs=0.01))


def test_no_line_ends_within_a_mark_and_its_latin_word():
    for count in range(15, 22):
        made = document(f"<p>{'漢' * count}{SUPER}14</sup>C年代という語、{'漢' * 30}</p>")
        starts = [
            "".join(box.text for box in line.descendants() if hasattr(box, "text"))[0] for line in line_boxes(made)
        ]
        assert not set(starts) & set("14C"), starts


@pytest.mark.parametrize("text", ["“quoted”字", "字“quoted”", "‘a’、", "字’字"])
def test_quotes_of_latin_width_stand_by_their_words(text):
    """They are no letters: text-autospace does not name them (CSS Text 4, 9.3)."""
    words, _ = inks(document(f"<p>{text}</p>"))
    for (_, _, edge), (_, left, _) in pairwise(words):
        assert left - edge == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize(("text", "width"), [("と|文", 3.0), ("文|と", 3.0), ("と|と", 2.5), ("文|文", 3.5)])
def test_a_base_stands_below_the_middle_of_its_reading(text, width):
    """Also where the reading may reach over one neighbour only (JLREQ 3.3.5, 3.3.8)."""
    words, readings = inks(document(f"<p>{text.replace('|', '<ruby>詔<rt>みことのり</rt></ruby>')}</p>"))
    (_, _, _), (_, left, right), (_, after, _) = words
    assert (left + right) / 2 == pytest.approx((readings[0][1] + readings[-1][2]) / 2, abs=0.01)
    assert after == pytest.approx(width, abs=0.01)


def test_dots_stand_outside_a_reading():
    """CSS Text Decoration 3, 3.4: beyond the ruby on their side."""

    def height(text):
        pdf = document(f"<p>{text}</p>", css="text-emphasis: filled dot").write_pdf(uncompressed_pdf=True)
        (top,) = re.findall(DOT, pdf.decode("latin-1"))
        return float(top) * PX

    plain = height("東")
    assert plain - height("<ruby>東<rt>ひ</rt></ruby>") == pytest.approx(0.5, abs=0.01)
    assert plain == height("<ruby style='ruby-position: under'>東<rt>ひ</rt></ruby>")


@pytest.mark.parametrize(
    "ruby",
    [
        "<ruby>詔<rt>みことのり</rt></ruby>",
        "<ruby>型録<rt>カタログレゾネ</rt></ruby>",
        "<ruby>峻<rt>しゅん</rt>厳<rt>げん</rt></ruby>",
        "<ruby>凝<rt>ぎょう</rt>視<rt>し</rt></ruby>",
    ],
)
@pytest.mark.parametrize(("before", "after"), [("の", "文"), ("の", "を"), ("文", "を"), ("、", "「")])
def test_a_reading_keeps_to_its_line(ruby, before, after):
    """A line's edge is a neighbour that nothing reaches over: the base moves in, its reading stands flush (JLREQ 3.3.8)."""
    edges = set()
    for count in range(5, 10):
        made = document(f"<p>{'漢' * count}{before}{ruby}{after}{'語' * 12}</p>", measure=10)
        for number in range(len(line_boxes(made))):
            words, readings = inks(made, number)
            for text, left, right in readings:
                assert left > -0.001 and right < 10.001, (count, text, left, right)
            for kanji, left, right in words:
                if kanji in "漢文語":
                    covered = [min(right, end) - max(left, begin) for _, begin, end in readings]
                    assert max(covered, default=0) < 0.001, (count, kanji, readings)
            edges |= {round(left, 2) for _, left, _ in readings} | {round(right, 2) for *_, right in readings}
    assert edges & {0.0, 10.0}
