"""The same publication on every paper: its trim, its type area in whole characters and lines, its heads and folios."""

import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from weasyprint.formatting_structure.boxes import LineBox

from kumihan.cli import main
from kumihan.config import Fitting
from kumihan.pages.layout import picture_share
from kumihan.stages import editions
from kumihan.stages.manuscript import read
from kumihan.type_area import PAPERS
from kumihan.weasy.typeset import typeset

HOME = Path(__file__).parent.parent
WORDS = "港の朝は早く、船は霧のなかを静かに進んでいく。"
PART = "---\ntitle: 霧の港\nid: ch1\nnumber: 1\n---\n\n" + WORDS * 300 + "\n"
MM = 72 / 25.4


def built(root, paper, *more):
    """The pages of the print edition: (trim in mm, [(text, left, bottom)] in pt from the trim)."""
    content = root / "content"
    content.mkdir()
    book = f'slug = "port"\ntitle = "港の本"\ndate = 2026-01-31\n[layout]\npaper = "{paper}"\n'
    (content / "book.toml").write_text(book, encoding="utf-8")
    (content / "01-port.md").write_text(PART, encoding="utf-8")
    assert main(["print", "--content", str(content), "--output", str(root / "output"), *more]) == 0
    path = root / "output/port-print.pdf"
    with pikepdf.open(path) as pdf:
        trims = [[float(side) for side in page.trimbox] for page in pdf.pages]
    pages = []
    for trim, page in zip(trims, pypdfium2.PdfDocument(path), strict=True):
        text = page.get_textpage()
        boxes = [(text.get_text_range(n, 1), text.get_charbox(n, loose=True)) for n in range(text.count_chars())]
        places = [(mark, box[0] - trim[0], box[1] - trim[1]) for mark, box in boxes if mark.strip()]
        pages.append(([round((trim[2] - trim[0]) / MM), round((trim[3] - trim[1]) / MM)], places))
    return pages


@pytest.mark.parametrize("name", PAPERS)
def test_a_full_page_holds_the_characters_and_lines_of_its_paper(name, tmp_path):
    paper, pages = PAPERS[name], built(tmp_path, name)
    area = paper.type_area()
    assert pages[0][0] == [paper.width, paper.height]
    _, places = pages[4]  # after the cover, the inside of the cover, the contents and the opening
    inside = [(left, bottom) for _, left, bottom in places if paper.foot - 1 < bottom < paper.foot + area.height - 1]
    lines = {round(bottom) for _, bottom in inside}
    assert len(lines) == area.lines
    left = paper.side(area)
    assert min(x for x, _ in inside) == pytest.approx(left, abs=0.6)
    assert max(x for x, _ in inside) < left + area.width
    # A full line of one column: as many characters as the design says, but for punctuation that is squeezed.
    column = [x for x, bottom in inside if round(bottom) == max(lines) and x < left + area.characters * area.size]
    assert area.characters <= len(column) <= area.characters + 2


@pytest.mark.parametrize("name", PAPERS)
def test_the_design_is_whole_characters_and_lines_with_margins_all_round(name):
    paper = PAPERS[name]
    area = paper.type_area()
    assert area.width == pytest.approx(paper.area[0]) and area.pitch * area.lines == pytest.approx(area.height)
    assert min(paper.head, paper.foot, paper.side(area)) > 14 * MM
    assert 15 <= area.characters <= 40 and 1.5 < area.pitch / area.size < 2  # JLREQ 2.4.2


@pytest.mark.parametrize("name", PAPERS)
def test_the_contents_and_lists_stand_on_the_lines_of_the_page(name, tmp_path, monkeypatch):
    """With authors and without, and with titles that turn over."""
    monkeypatch.setenv("KUMIHAN_PERF", "0")  # which keeps the boxes
    about = f'slug = "t"\ntitle = "題"\ndate = 2026-01-31\n[matter]\nfigures = true\n[layout]\npaper = "{name}"\n'
    (tmp_path / "book.toml").write_text(about, encoding="utf-8")
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8")
    title = "霧の港に船を待つ人と荷を積む人のための長い題：二行になり、狭い紙では三行にもなる"
    for number in range(1, 10):
        head = f"---\ntitle: {title if number % 3 == 1 else '港'}\nlabel: 第{number}章\n"
        author = "authors:\n  - name: 港守\n" if number % 2 else ""
        figure = '![絵](a.svg "図の題")\n'
        (tmp_path / f"0{number}-x.md").write_text(f"{head}{author}---\n\n{WORDS}\n\n{figure}", encoding="utf-8")
    manuscript = read(tmp_path)
    assert manuscript.findings == ()
    pages, _ = typeset(editions.galley(manuscript, "print"), manuscript.read)
    pitch = manuscript.config.layout.area.pitch / 0.75
    found = [
        (line.position_y - page._page_box.content_box_y()) / pitch
        for page in pages.document.pages
        for box in page._page_box.descendants()
        if box.element is not None and box.element.get("class") in ("contents-words", "matter-words")
        for line in box.descendants()
        if isinstance(line, LineBox) and line.element.get("class") != "contents-author"
    ]
    assert len(found) > 20
    assert max(abs(line - round(line)) for line in found) < 0.01


def test_a_picture_narrower_than_its_column_stands_in_its_middle_with_its_caption(tmp_path, monkeypatch):
    monkeypatch.setenv("KUMIHAN_PERF", "0")  # which keeps the boxes
    about = 'slug = "t"\ntitle = "題"\ndate = 2026-01-31\n[layout]\npaper = "A5"\n'
    (tmp_path / "book.toml").write_text(about, encoding="utf-8")
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 5"/>', encoding="utf-8")
    (tmp_path / "01-x.md").write_text(f'---\ntitle: 題\n---\n\n{WORDS}\n\n![絵](a.svg "図の題")\n', encoding="utf-8")
    manuscript = read(tmp_path)
    pages, _ = typeset(editions.galley(manuscript, "print"), manuscript.read)
    boxes = [box for page in pages.document.pages for box in page._page_box.descendants()]
    figure, picture, caption = (
        next(box for box in boxes if box.element_tag == tag) for tag in ("figure", "img", "figcaption")
    )
    left = picture.content_box_x() - figure.content_box_x()
    assert picture.width < figure.width * 0.8
    assert left == pytest.approx((figure.width - picture.width) / 2, abs=0.01)
    assert caption.content_box_x() == pytest.approx(picture.content_box_x(), abs=0.01)


def test_heads_and_folios_stand_where_a_japanese_book_has_them(tmp_path):
    """Book title on left pages, part title on right ones, neither on cover, contents and blank pages."""
    paper, pages = PAPERS["A4"], built(tmp_path, "A4")
    top = paper.height * MM - paper.head
    heads = ["".join(mark for mark, _, bottom in places if bottom > top) for _, places in pages]
    assert heads[:5] == ["", "", "", "港の本", "霧の港"]
    small = paper.width * MM / 15
    beside = [
        "".join(mark for mark, left, _ in places if left < small or left > paper.width * MM - small)
        for _, places in pages
    ]
    # The contents is a right page and the colophon a left one: their folios are hidden beside the spine.
    contents = [left for mark, left, _ in pages[2][1] if mark == "1" and left < small]
    assert contents and re.fullmatch(r"\d", beside[-1]) and pages[-1][1] and not beside[0]
    assert all(
        left > paper.width * MM - small for mark, left, _ in pages[-1][1] if mark == beside[-1] and left > small * 13
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["B5", "A5", "四六判"])
def test_the_sample_is_built_on_every_paper(name, tmp_path, capsys):
    shutil.copytree(HOME / "content", tmp_path / "content")
    book = tmp_path / "content/book.toml"
    text = book.read_text(encoding="utf-8").replace("pages = 2", "pages = 2" if name == "B5" else "pages = 0")
    book.write_text(f'{text}\n[layout]\npaper = "{name}"\n', encoding="utf-8")
    arguments = ["print", "--content", str(tmp_path / "content"), "--output", str(tmp_path / "output")]
    code, said = main(arguments), "".join(capsys.readouterr())
    assert code == 0 and "[hairlines]" not in said, said


def test_no_line_of_the_samples_figures_is_too_thin_on_any_paper():
    """At the smallest size that a column and the copyfitter give a figure, no stroke is under 0.25 pt."""
    least = Fitting().figure[0]
    columns = [area.characters * area.size * picture_share(area) for area in (p.type_area() for p in PAPERS.values())]
    found = []
    for path in sorted((HOME / "content/figures").glob("*.svg")):
        text = path.read_text(encoding="utf-8")
        wide = float(re.search(r'viewBox="0 0 ([\d.]+) ', text)[1])
        found += [float(width) * min(columns) * least / wide for width in re.findall(r'stroke-width="([\d.]+)"', text)]
    assert len(found) > 100 and min(found) >= 0.25
