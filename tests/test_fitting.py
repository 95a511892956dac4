"""Copyfitting: each part on its pages by small moves within limits, its neighbours and its text untouched."""

import json
import re
import shutil
from pathlib import Path

import pytest

from kumihan.cli import main
from kumihan.config import Fitting
from kumihan.fitting import parts
from kumihan.fitting.levers import Load, Setting, closing, moved, opening
from kumihan.fitting.parts import copyfit
from kumihan.fitting.search import Trial, fit
from kumihan.stages import editions
from kumihan.stages.manuscript import read
from kumihan.type_area import PAPERS
from kumihan.weasy.typeset import typeset

HOME = Path(__file__).resolve().parents[1]
BOOK = 'slug = "fit"\ntitle = "字数調整の本"\ndate = 2026-01-31\n'
SENTENCE = "組版の職人は、あふれた行を数えてから、図と余白を少しずつ詰めて一頁に収める。"
# Two make a paragraph of 4 lines. A page holds 2 × 42 lines, of which the opening takes 12: 17 paragraphs and a heading.


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def publication(tmp_path):
    """Makes a publication of parts with so many paragraphs each, for one page each."""

    def made(*parts, fitting="pages = 1\n", front=""):
        root = tmp_path / "content"
        root.mkdir(exist_ok=True)
        (root / "book.toml").write_text(f"{BOOK}[fitting]\n{fitting}", encoding="utf-8")
        for number, count in enumerate(parts, 1):
            text = "\n\n".join([SENTENCE * 2] * count)
            head = f"---\ntitle: 題{number}\nlabel: 第{number}章\nid: ch{number}\n{front}---\n\n"
            (root / f"0{number}-x.md").write_text(f"{head}## 節の題\n\n{text}\n", encoding="utf-8")
        return root

    return made


def build(root, *arguments):
    return main(["print", "--content", str(root), "--output", str(root.parent / "output"), "--lang", "en", *arguments])


def report(root):
    text = (root.parent / "output/build-report.json").read_text(encoding="utf-8")
    return {part["id"]: part for part in json.loads(text)["chapters"]}


def galley(root, to):
    assert main(["galley", "--content", str(root), "--to", str(to)]) == 0
    return (to / "print.html").read_text(encoding="utf-8")


def lines_on(page):
    """The tops in px of the body's lines, from the page's area."""

    def walk(box, inside=False):
        inside = inside or box.element_tag == "p"
        if type(box).__name__ == "LineBox" and inside:
            yield box.position_y
        for child in getattr(box, "children", ()):
            yield from walk(child, inside)

    top = page._page_box.content_box_y()
    return [y - top for y in walk(page._page_box.children[0])]


def test_an_overlong_part_comes_back_and_its_neighbour_stays(publication, tmp_path, capsys):
    root = publication(16, 19)
    assert build(root) == 0, capsys.readouterr().err
    parts = report(root)
    assert parts["ch1"]["fitting"]["levers"] == {}
    fitting = parts["ch2"]["fitting"]
    assert (fitting["pages_before"], fitting["pages_after"]) == (2, 1)
    assert fitting["levers"]
    html = galley(root, tmp_path / "g")
    assert '<section class="chapter" id="ch1">' in html
    assert re.search(r'<section class="chapter" id="ch2" style="--[^"]+">', html)


def test_a_short_last_page_is_opened_in_order(publication):
    root = publication(11)
    assert build(root) == 0
    fitting = report(root)["ch1"]["fitting"]
    assert fitting["fill_before"] < 0.7 <= fitting["fill_after"]
    assert "opening" in fitting["levers"] and "size" not in fitting["levers"]


def test_a_part_too_short_to_open_keeps_its_type_and_is_told(publication, capsys):
    root = publication(4)
    assert build(root) == 0
    told = capsys.readouterr().err
    assert re.search(
        r"01-x.md:1: warning \[copyfit-short\] 第1章 fills only \d+ % of its last page; \d+ lines are", told
    )
    assert not {"pitch", "size"} & set(report(root)["ch1"]["fitting"]["levers"])


def test_an_impossible_part_stops_the_build_and_says_what_would_do(publication, capsys):
    root = publication(28)
    assert build(root) == 1
    told = capsys.readouterr().err
    fact = r"01-x.md:1: error \[copyfit-over\] 第1章 does not fit on 1 pages: (\d+) lines are over, with every lever"
    lines = int(re.search(fact, told)[1])
    characters = int(re.search(r"hint: cut about (\d+) characters; or let the line pitch close to 0\.\d+", told)[1])
    assert 0 < lines < 40 and characters == 23 * lines
    assert not (root.parent / "output").exists()
    assert build(root, "--loose") == 0
    # The cut that the message asks for is enough.
    cut = (root / "01-x.md").read_text(encoding="utf-8").rstrip("\n")[:-characters]
    (root / "01-x.md").write_text(cut + "\n", encoding="utf-8")
    assert build(root) == 0


def test_on_a_paper_without_spreads_the_way_out_is_no_number_of_pages(publication, capsys):
    root = publication(28, fitting='pages = 1\n[layout]\npaper = "A5"\n')
    assert build(root) == 1
    assert (
        "hint: on A5 a part begins on any page: write pages = 0 under [fitting] in book.toml" in capsys.readouterr().err
    )
    assert build(publication(28, fitting='pages = 0\n[layout]\npaper = "A5"\n')) == 0
    assert build(publication(28, fitting='pages = 0\n[layout]\npaper = "A5"\n', front="pages: 1\n")) == 1
    assert "hint: cut about" in capsys.readouterr().err


def test_limits_and_front_matter_are_the_designers(publication):
    held = "pages = 1\nfigure = [1, 1]\nopening = [6, 6]\nheading = [1, 1]\nroom = [0, 0]\npitch = [1, 1]\nsize = [1, 1]\ntracking = [0, 0]\n"
    assert build(publication(19, fitting=held)) == 1
    root = publication(19, fitting=held, front="pages: 0\n")
    assert build(root) == 0
    assert report(root)["ch1"]["fitting"] is None
    assert build(publication(19, fitting=held, front="pages: 2\nx: 1\n")) == 1


def test_the_same_bytes_with_and_without_the_cache(publication, tmp_path):
    root = publication(16, 19, 11)
    files = []
    for _ in range(2):
        assert build(root) == 0
        files.append((root.parent / "output/fit-print.pdf").read_bytes())
    assert len(list((tmp_path / "cache/kumihan/fitting").iterdir())) == 3
    for kept in (tmp_path / "cache/kumihan/fitting").iterdir():
        kept.write_text("{", encoding="utf-8")
    assert build(root) == 0
    files.append((root.parent / "output/fit-print.pdf").read_bytes())
    assert files[0] == files[1] == files[2]


def test_what_was_decided_holds_for_the_same_type_only(publication, tmp_path, monkeypatch):
    """Another revision of a font, or another font file of the publication's own, may take other lines."""
    root, cache = publication(16), tmp_path / "cache/kumihan/fitting"
    (root / "styles").mkdir()
    (root / "styles/print.css").write_text('@font-face { font-family: "港"; src: url(fonts/minato.otf) }', "utf-8")
    (root / "fonts").mkdir()
    kept = []

    def fitted():
        manuscript = read(root)
        copyfit(manuscript.book, editions.shop(manuscript))
        kept.append(len(list(cache.iterdir())))

    for data in (b"one", b"one", b"two"):
        (root / "fonts/minato.otf").write_bytes(data)
        fitted()
    asked = []
    monkeypatch.setattr(parts, "font_heads", lambda families: asked.extend(families) or b"another revision")
    fitted()
    assert kept == [1, 1, 2, 3]
    assert asked[:3] == ["Noto Serif CJK JP", "Noto Sans CJK JP", "Noto Sans Mono CJK JP"]


@pytest.mark.parametrize("size", [10.5, 11])
def test_parts_are_set_less_than_three_times(tmp_path, size):
    root = tmp_path / "content"
    shutil.copytree(HOME / "content", root)
    text = (root / "book.toml").read_text(encoding="utf-8")
    (root / "book.toml").write_text(f"{text}\n[layout]\nsize = {size}\n", encoding="utf-8")
    manuscript = read(root)
    fits = copyfit(manuscript.book, editions.shop(manuscript)).fits.values()
    assert len(fits) == 9 and sum(fit.trials for fit in fits) < 3 * len(fits)


def test_every_line_stands_on_its_spreads_own_grid(publication, monkeypatch):
    fitting = "pages = 2\nfigure = [1, 1]\nopening = [6, 6]\nheading = [1, 1]\n"
    root = publication(39, fitting=fitting)
    manuscript = read(root)
    fitted = copyfit(manuscript.book, editions.shop(manuscript))
    area = fitted.fits["ch1"].setting.area
    assert (area.lines, area.height) == (43, 714)
    monkeypatch.setenv("KUMIHAN_PERF", "0")  # which keeps the boxes
    pages, _ = typeset(editions.galley(manuscript, "print", fitted), manuscript.read)
    spread = [page for page, sheet in zip(pages.document.pages, pages.sheets, strict=True) if sheet.part == "ch1"]
    assert len(spread) == 2
    pitch = area.pitch / 0.75
    for page in spread:
        tops = lines_on(page)
        assert len(tops) > 60
        assert all(abs(top / pitch - round(top / pitch)) < 0.01 for top in tops)
        assert max(tops) < area.height / 0.75


def test_steps_go_from_figures_to_tracking_and_leave_the_type_area():
    base = Setting(PAPERS["A4"].type_area(10.5, 2))
    steps = closing(base, Fitting(), Load(figures=2, headings=4))
    first = {}
    for number, step in enumerate(steps):
        for name in moved(base, step):
            first.setdefault(name, number)
    assert sorted(first, key=first.get) == ["figure", "opening", "pitch", "size", "tracking"]
    for step in (*steps, *opening(base, Fitting(), Load(2, 4))):
        assert step.area.width == pytest.approx(base.area.width) and step.area.height == base.area.height
        assert step.area.pitch * step.area.lines == pytest.approx(base.area.height)


def test_no_lever_stays_moved_that_a_later_one_made_needless():
    """A part of text only gains nothing by its figures: they go back once the pitch has made the room."""

    def set_part(setting):
        extent = 2.02 * 42 / setting.area.lines
        return Trial(2, extent - 1) if extent <= 2 else Trial(3, extent - 2)

    made = fit(set_part, Setting(PAPERS["A4"].type_area(10.5, 2)), Load(2, 4), 2, Fitting())
    assert moved(made.base, made.setting) == {"pitch": (17.0, pytest.approx(16.6))}


@pytest.mark.parametrize("size", [11])
def test_the_sample_stands_on_its_spreads_in_larger_type(tmp_path, size):
    root = tmp_path / "content"
    shutil.copytree(HOME / "content", root)
    text = (root / "book.toml").read_text(encoding="utf-8")
    (root / "book.toml").write_text(f"{text}\n[layout]\nsize = {size}\n", encoding="utf-8")
    assert build(root) == 0
    parts = report(root).values()
    assert [(part["first_page"], part["last_page"]) for part in parts] == [(page, page + 1) for page in range(2, 20, 2)]
    assert all(part["fill"] >= 0.7 for part in parts)
