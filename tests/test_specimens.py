"""The specimen pages of line composition (docs/specimens) are set by the rules that they show; how they look, test_visual asks."""

import logging
import re
from itertools import pairwise
from pathlib import Path

import pytest
import weasyprint

import kumihan.weasy
from tests.test_composition import line_boxes

PAGES = sorted((Path(__file__).parents[1] / "docs/specimens").glob("*.html"))
NEVER_FIRST, NEVER_LAST = "、。，．」』）】〕？！：；・ーっゃゅょ々％", "「『（【〔“‘"
# Points in a CSS pixel, and the pages' line pitch in points.
PX, PITCH = 0.75, 20


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def page(request):
    """A page's paragraphs as lists of lines, and what the typesetter said of them."""
    kumihan.weasy.enable()
    told = []

    class Listener(logging.Handler):
        def emit(self, record):
            told.append(record.getMessage())

    listener = Listener()
    logging.getLogger("weasyprint").addHandler(listener)
    try:
        made = weasyprint.HTML(request.param).render()
    finally:
        logging.getLogger("weasyprint").removeHandler(listener)
    paragraphs = {}
    for line in line_boxes(made):
        paragraphs.setdefault(id(line.element), []).append(line)
    return list(paragraphs.values()), told


def words(line):
    return "".join(box.text for box in line.descendants() if hasattr(box, "text") and not annotation(box)).strip()


def bare(text):
    """A line's words without spaces and the hyphen at its end."""
    return re.sub(r"\s|-$", "", text)


def annotation(box):
    return "composed" in box.__dict__ and box.composed.rise


def test_every_paragraph_is_composed_and_every_value_known(page):
    _, told = page
    assert all(message.startswith("Japanese line left ragged: ") for message in told), told


def test_no_line_begins_or_ends_with_what_may_not(page):
    for lines in page[0]:
        for line in lines[1:]:
            assert words(line)[0] not in NEVER_FIRST, words(line)
        for line in lines[:-1]:
            assert words(line)[-1] not in NEVER_LAST, words(line)


def test_a_full_line_is_flush_or_told(page):
    paragraphs, told = page
    ragged = {bare(message.split(": ", 1)[1]) for message in told}
    for lines in paragraphs:
        if len(lines) < 3 or lines[0].element.tag != "p":
            continue
        for line in lines[:-1]:
            if bare(words(line)) not in ragged:
                assert line.width == pytest.approx(max(each.width for each in lines), abs=0.01), words(line)


def test_lines_stand_a_pitch_apart_whatever_is_in_them(page):
    for lines in page[0]:
        tops = [
            (line.position_y + line.baseline) * PX for line in lines if line.style["line_height"].value * PX == PITCH
        ]
        for before, after in pairwise(tops):
            assert after - before == pytest.approx(PITCH, abs=0.01)
