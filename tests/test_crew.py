"""Sections that other processes set come out as those of one process, to the last byte, whatever executor brings them."""

from concurrent.futures import Executor, Future, ProcessPoolExecutor

import pytest

from kumihan import kept
from kumihan.galley import CUT, Galley
from kumihan.weasy import crew, forecast, sections
from kumihan.weasy.standing import Crew, Standing
from kumihan.weasy.typeset import typeset

STYLE = """
@page { size: 60mm 40mm; margin: 8mm; @top-left { content: string(head) } @bottom-right { content: counter(page) } }
body { margin: 0; font: 10pt/14pt "Noto Serif CJK JP" } nav, section { break-before: page }
nav a { display: block } nav a::after { content: target-counter(attr(href), page) }
h1 { string-set: head content(text); font-size: 12pt; margin: 0; bookmark-level: 1 }
.note { float: footnote } .to::after { content: "p." target-counter(attr(href), page) }
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="30" height="9" opacity=".5"/></svg>'
LEAST = 8
COUNT = 2 * LEAST


def galley(longer=None):
    """A document of many parts; `longer` is one that takes more pages."""
    names = range(COUNT)
    index = "<nav>" + "".join(f'<a href="#s{n}">第{n}部</a>' for n in names) + "</nav>"
    parts = [
        f'<section id="s{n}"><h1>第{n}部</h1><p>{"本文が続く。" * (90 if n == longer else 20 + n % 7)}'
        f'<span class="note">脚注{n}。</span><a class="to" href="#s{(n + 1) % COUNT}">見よ</a><img src="a.svg"></p></section>'
        for n in names
    ]
    html = (
        '<html lang="ja"><head><title>長い本</title></head><body>'
        + CUT
        + CUT.join([index, *parts])
        + CUT
        + "</body></html>"
    )
    return Galley(html, (("test.css", STYLE),))


def read(name):
    return SVG if name == "a.svg" else None


def result(made, standing=None):
    pages, found = typeset(made, read, True, standing)
    return pages.pdf()[0], pages.folios, pages.anchors, pages.sheets, pages.fragments, found


class AtOnce(Executor):
    """An executor that is no pool: it does what it is given at once, and tells what came of it."""

    def __init__(self):
        self.answers = []

    def submit(self, function, /, *arguments, **options):
        self.answers.append(function(*arguments, **options))
        done = Future()
        done.set_result(self.answers[-1])
        return done


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(crew, "LEAST", LEAST)


def test_a_pool_sets_half_of_a_long_document(monkeypatch):
    alone = result(galley())
    laid = []
    stock = sections.lay_out
    monkeypatch.setattr(
        sections, "lay_out", lambda html, *rest, **more: laid.append(html) or stock(html, *rest, **more)
    )
    with ProcessPoolExecutor(1) as pool:
        first = result(galley(), Standing(Crew(pool, 1)))
        before = len(laid)  # where sections begin is not known yet
        laid.clear()
        assert result(galley(), Standing(Crew(pool, 1))) == first == alone
    assert len(laid) < before * 0.7


def test_a_wrong_forecast_costs_time_only():
    worker = AtOnce()
    result(galley(), Standing(Crew(worker, 1)))
    assert not worker.answers
    assert result(galley(longer=3), Standing(Crew(worker, 1))) == result(galley(longer=3))
    (answer,) = worker.answers
    assert len(answer.kept) > COUNT / 3 and None not in answer.kept[:-1]


def test_what_is_forecast_is_what_was():
    worker = AtOnce()
    result(galley(), Standing(Crew(worker, 2)))
    (file,) = kept.folder().glob("starts/*")
    starts = forecast.recall(file.name)
    assert len(starts) == COUNT + 1
    forecast.keep("again", starts)
    assert forecast.recall("again") == starts
    file.write_bytes(file.read_bytes()[:-1])
    assert forecast.recall(file.name) == {}


def test_a_short_document_is_set_here():
    worker, short = AtOnce(), galley()
    few = Galley(CUT.join(short.html.split(CUT)[:6]) + CUT + "</body></html>", short.stylesheets)
    for _ in range(2):
        result(few, Standing(Crew(worker, 1)))
    assert not worker.answers


def test_shares_are_of_about_the_same_weight():
    assert crew.shares([1] * 9, 3) == [(0, 3), (3, 6), (6, 9)]
    assert crew.shares([6, 1, 1, 1, 1, 1, 1], 2) == [(0, 1), (1, 7)]


def test_a_dask_cluster_on_this_machine_does_as_well():
    distributed = pytest.importorskip("distributed", reason="dask's distributed is an optional extra: kumihan[dask]")
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):
        result(galley(), Standing(Crew(executor, 1)))
        assert result(galley(), Standing(Crew(executor, 1))) == result(galley())
