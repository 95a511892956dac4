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
    assert [part["first_page"] for part in report["chapters"]] == [2, 4]


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
    assert "02-x.md:5:1: error [missing-figure] the picture figures/none.svg is not there" in capsys.readouterr().err
    assert (publication.parent / "output/small-print.pdf").read_bytes() == good


def test_a_picture_outside_is_refused(publication, capsys, tmp_path):
    (tmp_path / "secret.png").write_bytes(b"x")
    (publication / "link.png").symlink_to(tmp_path / "secret.png")
    for number, name in enumerate(("../secret.png", str(tmp_path / "secret.png"), "link.png", "file:///etc/passwd"), 3):
        chapter = CHAPTER.format(n=number) + f"\n![絵]({name})\n"
        (publication / f"0{number}-x.md").write_text(chapter, encoding="utf-8")
    assert build(publication) == 1
    shown = capsys.readouterr().err
    assert shown.count("[path-outside]") == 4 and "03-x.md:9:1" in shown


def test_a_character_without_a_glyph_stops_the_build_at_its_place(publication, capsys):
    (publication / "02-x.md").write_text(CHAPTER.format(n=2) + "\n字\U0003134a。\n", encoding="utf-8")
    assert build(publication) == 1
    assert "02-x.md:9:2: error [missing-glyph] no font has the character" in capsys.readouterr().err


def test_strict_takes_a_warning_for_an_error(publication):
    (publication / "03-x.md").write_text(CHAPTER.format(n=3) + "\n## 空の節\n", encoding="utf-8")
    assert build(publication) == 0
    assert build(publication, "--strict") == 1


def test_a_new_publication_builds_at_once_and_is_never_overwritten(tmp_path, capsys):
    root = tmp_path / "content"
    assert main(["init", str(root)]) == 0
    assert build(root) == 0 and capsys.readouterr().err == ""
    (root / "02-honbun.md").unlink()
    assert main(["init", str(root), "--lang", "en"]) == 1
    assert "not empty" in capsys.readouterr().err and not (root / "02-honbun.md").exists()


def test_galley_is_what_goes_to_the_typesetter(publication, tmp_path):
    assert main(["galley", "--content", str(publication), "--to", str(tmp_path / "g")]) == 0
    names = sorted(path.name for path in (tmp_path / "g").iterdir())
    styles = ("config", "base", "print", "matter", "press")
    assert names[:6] == [*(f"print-{number}-{name}.css" for number, name in enumerate(styles, 1)), "print.html"]
    assert '<section class="chapter" id="ch1"' in (tmp_path / "g/print.html").read_text(encoding="utf-8")


def test_findings_as_json(publication, capsys):
    (publication / "02-x.md").write_text(CHAPTER.format(n=2) + "\n[](#nowhere)\n", encoding="utf-8")
    assert build(publication, "--format", "json") == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["rule"], finding["file"], finding["line"]) == ("dangling-reference", "02-x.md", 9)


def test_wrong_usage(publication, capsys):
    for arguments in (["import", "x.txt"], ["init"], ["print", "x"], ["galley"], ["pritn"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2


def test_options_may_stand_before_between_and_after_names(publication, capsys):
    for arguments in (["import", "--to", "x", "no.txt"], ["--to", "x", "import", "no.txt"], ["import", "no.txt", "--to", "x"]):
        assert main(arguments) == 1
        assert "no.txt cannot be read" in capsys.readouterr().err
    assert main(["preflight", "a.pdf", "--strict", "b.pdf"]) == 1


def test_a_product_that_cannot_be_written(publication, capsys):
    (publication.parent / "output").write_text("a file, not a folder")
    assert build(publication) == 3
    assert "hint: free the place or choose another folder with --output" in capsys.readouterr().err


def test_a_font_that_is_not_installed_is_told(publication, capsys):
    (publication / "book.toml").write_text(BOOK + '[fonts]\nserif = "No Such Mincho"\n', encoding="utf-8")
    assert build(publication, "print") == 0
    assert "book.toml:5:10: warning [missing-font] the font family No Such Mincho" in capsys.readouterr().err


def test_the_publication_may_bring_its_own_styles_and_templates(publication):
    (publication / "styles").mkdir()
    (publication / "styles/print.css").write_text("@page { size: 148mm 210mm }", encoding="utf-8")
    (publication / "templates/print").mkdir(parents=True)
    (publication / "templates/print/byline.html.j2").write_text("<p>独自の署名</p>", encoding="utf-8")
    assert build(publication, "screen") == 0
    with pikepdf.open(publication.parent / "output/small-screen.pdf") as pdf:
        assert round(float(pdf.pages[0].trimbox[2])) == 420
    assert build(publication, "galley", "--to", str(publication.parent / "g")) == 0
    assert "独自の署名" in (publication.parent / "g/print.html").read_text(encoding="utf-8")


def test_every_part_of_the_sample_stands_on_its_spread(tmp_path):
    root = Path(__file__).resolve().parents[1] / "content"
    assert main(["print", "--content", str(root), "--output", str(tmp_path)]) == 0
    report = json.loads((tmp_path / "build-report.json").read_text(encoding="utf-8"))
    spreads = [(part["first_page"], part["last_page"]) for part in report["chapters"]]
    assert spreads == [(page, page + 1) for page in range(2, 20, 2)]
