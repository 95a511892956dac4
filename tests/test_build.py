"""The whole way from a publication to its products, in a folder of the test's own."""

import json
from pathlib import Path

import pikepdf
import pytest

from kumihan.cli import main

BOOK = 'slug = "small"\ntitle = "試験の本"\ndate = 2026-01-31\n'
CHAPTER = "---\ntitle: 題{n}\nid: ch{n}\nnumber: {n}\n---\n\n本文の段落である。[](#ch1){{.page}}を見よ。\n"


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    root.mkdir()
    (root / "book.toml").write_text(BOOK, encoding="utf-8")
    for n in (1, 2):
        (root / f"0{n}-x.md").write_text(CHAPTER.format(n=n), encoding="utf-8")
    return root


def build(root: Path, *arguments: str) -> int:
    return main([*arguments, "--content", str(root), "--output", str(root.parent / "output"), "--lang", "en"])


def test_parts_begin_on_even_pages_and_the_report_says_so(publication):
    assert build(publication) == 0
    report = json.loads((publication.parent / "output/build-report.json").read_text(encoding="utf-8"))
    assert [part["first_page"] for part in report["chapters"]] == ["2", "4"]


def test_same_bytes_in_another_folder(publication, tmp_path):
    assert build(publication) == 0
    other = tmp_path / "elsewhere" / "content"
    other.parent.mkdir()
    publication.rename(other)
    assert build(other) == 0
    for name in ("small-print.pdf", "small-screen.pdf"):
        assert (tmp_path / "output" / name).read_bytes() == (other.parent / "output" / name).read_bytes()


def test_page_labels_count_from_the_contents(publication):
    assert build(publication, "screen") == 0
    with pikepdf.open(publication.parent / "output/small-screen.pdf") as pdf:
        assert [page.label for page in pdf.pages][:4] == ["表紙", "表2", "1", "2"]
        assert str(pdf.Root.Lang) == "ja"


def test_an_error_leaves_the_last_good_file(publication, capsys):
    assert build(publication) == 0
    good = (publication.parent / "output/small-print.pdf").read_bytes()
    (publication / "02-x.md").write_text("---\ntitle: 題\n---\n\n![図](figures/none.svg)\n", encoding="utf-8")
    assert build(publication) == 1
    assert "the file figures/none.svg is not there" in capsys.readouterr().err
    assert (publication.parent / "output/small-print.pdf").read_bytes() == good
