"""The conformance cases, where they are: as they stand, with other characters of their classes, in other units."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kumihan.jlreq.exact.response import respond

SUITE = Path(__file__).parents[2] / "shared/jlreq-conformance/suite.ndjson"
absent = pytest.mark.skipif(not SUITE.is_file(), reason="the cases are not here: ../shared/jlreq-conformance")
CASES = [json.loads(line) for line in SUITE.read_text(encoding="utf-8").splitlines()] if SUITE.is_file() else []
# Other characters of the same classes and the same length in UTF-8.
KANJI = "東西南北春夏秋冬山川花鳥風月"
SWAPS = {
    "「": "『",
    "）": "】",
    "（": "〔",
    "。": "．",
    "、": "，",
    "あ": "ゆ",
    "ア": "ケ",
    "ぁ": "ょ",
    "？": "！",
    "x": "p",
    "y": "q",
}
LENGTHS = re.compile(r"advance|inline|block|line_extent|first_line_indent|position|line_gap|\w+_origin|\w+_extent")
each_case = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])


@absent
@each_case
def test_the_cases(case):
    assert respond(case["request"]) == case["expected"]


def swapped(text):
    """The text with other kanji, kana and marks of the same classes and lengths; digits that mean numbers stay."""
    numbers = "一二五"
    return "".join(
        KANJI[ord(character) % len(KANJI)]
        if "一" <= character <= "龥" and character not in numbers
        else SWAPS.get(character, character)
        for character in text
    )


@absent
@each_case
def test_only_the_classes_matter(case):
    request = json.loads(json.dumps(case["request"]))
    request["source"] = swapped(request["source"])
    for construct in request.get("constructs", ()):
        if "annotation" in construct:
            construct["annotation"]["source"] = swapped(construct["annotation"]["source"])
    assert respond(request) == case["expected"]


def scaled(value, factor, key=""):
    """A decoded JSON value with every length `factor` times as long; offsets, ranges and counts as they are."""
    if isinstance(value, dict):
        return {name: scaled(each, factor, name) for name, each in value.items()}
    if isinstance(value, list):
        return [scaled(each, factor, key) for each in value]
    return value * factor if isinstance(value, int) and LENGTHS.fullmatch(key) else value


def lengths(value, key=""):
    if isinstance(value, dict):
        return [length for name, each in sorted(value.items()) for length in lengths(each, name)]
    if isinstance(value, list):
        return [length for each in value for length in lengths(each, key)]
    return [(key, value)]


@absent
@each_case
@pytest.mark.parametrize("factor", [2, 7])
def test_the_unit_does_not_matter(case, factor):
    """Within the rounding of the smaller unit: each length is rounded once, and a place adds up a few."""
    found, expected = respond(scaled(case["request"], factor)), scaled(case["expected"], factor)
    for (key, length), (other, wanted) in zip(lengths(found), lengths(expected), strict=True):
        assert key == other
        if isinstance(length, int):
            assert abs(length - wanted) <= factor, key
        else:
            assert length == wanted


def program(text):
    return subprocess.run([sys.executable, "-m", "kumihan.jlreq"], input=text, capture_output=True, text=True)


@absent
def test_the_program_answers_line_by_line():
    asked = [json.dumps({key: case[key] for key in ("protocol", "spec", "id", "request")}) for case in CASES]
    done = program("\n".join(asked))
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and len(answered) == len(CASES) == 89
    for case, answer in zip(CASES, answered, strict=True):
        assert answer.pop("response") == case["expected"]
        assert answer == {key: case[key] for key in ("protocol", "spec", "id")}


MINIMAL = {
    "source": "字",
    "size": {"inline": 9, "block": 9},
    "line_extent": 9,
    "clusters": [{"range": [0, 3], "advance": 9}],
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"line_extent": 1.5}, "line_extent is not a whole number"),
        ({"alignment": "middle"}, "alignment is not one of start, center, end, justify"),
        ({"style": "jlreq-1999"}, "style: there is no profile jlreq-1999; there are jlreq-2020, newspaper-2020"),
        ({"style": {"ruby.size": "half"}}, "style: there is no setting ruby.size"),
        ({"clusters": [{"range": [0], "advance": 9}]}, "range is not a pair of byte offsets"),
        ({"clusters": [{"range": [0, 2], "advance": 9}]}, "the range 0–2 parts a character"),
        ({"clusters": []}, "clusters do not cover the source in order"),
        ({"breaks": [3]}, "a value is of the wrong kind: 'int' object has no attribute 'get'"),
        ({"size": 9}, "size is not an object with inline and block"),
    ],
)
def test_a_bad_request_is_told_with_its_line(change, message):
    done = program(json.dumps({"id": "a", "request": MINIMAL}) + "\n" + json.dumps({"request": MINIMAL | change}))
    assert done.returncode == 2 and len(done.stdout.splitlines()) == 1
    assert done.stderr == f"kumihan.jlreq: line 2: {message}\n"


@pytest.mark.parametrize(
    ("text", "message"), [("{", "line 1: this is no JSON: "), ("[]", "line 1: there is no request")]
)
def test_what_is_no_request_is_told(text, message):
    done = program(text)
    assert done.returncode == 2 and done.stderr.startswith(f"kumihan.jlreq: {message}")
