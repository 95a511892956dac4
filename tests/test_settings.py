"""What is plainly right is taken as pydantic takes it; all else is left to pydantic."""

import datetime
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kumihan.config import Config, Fitting, keys
from kumihan.markup.front_matter import FrontMatter
from kumihan.settings import NotPlain, Wrong, plain, take

HOME = Path(__file__).resolve().parents[1]
CONFIG = {"slug": "x", "title": "題", "date": datetime.date(2026, 1, 31)}
VALUES = (
    "", "x", "X-1", "題\n", "x\n", "A4", "parts", "C0095", "0095", "ja-JP", "2026-01-31", "true", "5", 0, 1, 2, 20, -1, 100, 2**60, 10**400,
    0.5, 3.0, 19.5, float("nan"), float("inf"), True, False, None, datetime.date(2026, 1, 31),
    datetime.datetime(2026, 1, 31), datetime.datetime(2026, 1, 31, 5), datetime.time(1), b"x", [], ["x"], [1], [0.9, 1.0], [0, 1], [1, 2, 3],
    ["summary", "theme"], [{"name": "名"}], [{"name": ""}], {}, {"a": "b"}, {"a": 1}, {1: "b"}, {"pages": 2}, {"paper": "B5", "size": 9},
    {"size": 9, "columns": 4}, {"lines": ["x"]}, {"english": {"parts": {"ch1": "One"}}}, {"unknown": 1}, {"name": "名"},
)  # fmt: skip


def answers(kind, values, monkeypatch):
    """What is made of the values by both ways, or what is wrong."""
    for perf in ("1", "0"):
        monkeypatch.setenv("KUMIHAN_PERF", perf)
        try:
            yield repr(take(kind, values))
        except Wrong as reason:
            yield str(reason)


@pytest.mark.parametrize(("kind", "base"), [(Config, CONFIG), (FrontMatter, {"title": "題"})])
def test_both_ways_take_the_same(kind, base, monkeypatch):
    taken = 0
    for key in [*kind.__dataclass_fields__, "unknown", "__pydantic_config__"]:
        for value in VALUES:
            values = {**base, key: value}
            here, pydantic = answers(kind, values, monkeypatch)
            assert here == pydantic, values
            try:
                plain(kind, values)
                taken += 1
            except NotPlain:
                pass
    assert taken > 50  # values of most keys are plainly right


def test_both_ways_take_the_same_of_many_keys_at_once(monkeypatch):
    chance = random.Random(7)
    for _ in range(300):
        keys_of_it = chance.sample([*Fitting.__dataclass_fields__], 3)
        values = {**CONFIG, "fitting": {key: chance.choice(VALUES) for key in keys_of_it}, "layout": {"size": chance.choice(VALUES)}}
        here, pydantic = answers(Config, values, monkeypatch)
        assert here == pydantic, values


def test_what_must_be_given_must_be_given():
    with pytest.raises(Wrong) as raised:
        take(Config, {"slug": "x"})
    assert [(issue["type"], issue["loc"]) for issue in raised.value.issues] == [("missing", ("title",)), ("missing", ("date",))]


def test_the_keys_of_a_table_are_known():
    assert keys(["layout"]) == ["paper", "size", "columns", "section_mark"]
    assert keys(["digest", "english"])[0] == "title"
    assert keys(["title"]) == keys(["layout", "size"]) == []


def test_values_that_are_plainly_right_need_no_pydantic():
    script = (
        "import datetime, sys\nfrom kumihan.settings import take\nfrom kumihan.config import Config\n"
        "take(Config, {'slug': 'x', 'title': 'x', 'date': datetime.date(2026, 1, 31), 'layout': {'size': 9}, 'terms': {'a': 'b'}})\n"
        "assert 'pydantic' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=HOME).returncode == 0
