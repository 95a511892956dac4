"""A ground that is cut between columns: where its pieces begin and end; read from boxes."""

import pytest
from weasyprint.formatting_structure.boxes import BlockBox, LineBox

from kumihan.stages import editions
from kumihan.stages.manuscript import read
from kumihan.weasy.rhythm import has_ground
from kumihan.weasy.typeset import typeset

BOOK = 'slug = "t"\ntitle = "題"\ndate = 2026-01-31\n[layout]\nsize = 10.5\n'
SENTENCE = "港の朝は早く、船は霧のなかを静かに進んでいく。"
PITCH = 17 / 0.75


@pytest.fixture
def pieces_of(tmp_path, monkeypatch):
    """The pieces of the ground on a part's last page, and the lines of text there; px from the page's area."""
    monkeypatch.setenv("KUMIHAN_PERF", "0")  # which keeps the boxes

    def made(before, items, author):
        authors = "authors:\n  - name: 港守\n    affiliation: 灯台の会\n" if author else ""
        advice = "\n".join(f"- {SENTENCE * length}" for length in items)
        text = f"---\ntitle: 題\nid: ch1\n{authors}---\n\n{SENTENCE * before}\n\n## 提言 {{.recommendations}}\n\n{advice}\n"
        (tmp_path / "book.toml").write_text(BOOK, encoding="utf-8")
        (tmp_path / "01-x.md").write_text(text, encoding="utf-8")
        manuscript = read(tmp_path)
        pages, found = typeset(editions.galley(manuscript, "print"), manuscript.read)
        assert found == ()
        page = [page for page, sheet in zip(pages.document.pages, pages.sheets, strict=True) if sheet.part == "ch1"][-1]
        box = page._page_box
        return [each for each in box.descendants() if isinstance(each, BlockBox) and has_ground(each)], box

    return made


def foot(box):
    return box.border_box_y() + box.border_height()


def lines(box):
    return [each for each in box.descendants() if isinstance(each, LineBox)]


@pytest.mark.parametrize("author", [False, True])
def test_pieces_reach_out_of_the_text_alike_and_end_level(pieces_of, author):
    cut = 0
    for last in range(9, 15):
        pieces, page = pieces_of(55, (12, 11, last), author)
        if len(pieces) == 1:
            continue
        cut += 1
        one, two = pieces
        assert foot(one) == pytest.approx(foot(two), abs=0.01)
        first, end = lines(two)[0], lines(two)[-1]
        assert first.position_y - two.border_box_y() == pytest.approx(PITCH / 2, abs=0.01)
        assert PITCH / 2 - 0.01 < foot(two) - end.position_y - end.height < PITCH * 1.5 + 0.01
        tops = [(line.position_y - page.content_box_y()) / PITCH for line in lines(two)]
        assert max(abs(top - round(top)) for top in tops) < 0.01
        if author:
            byline = next(each for each in page.descendants() if each.element is not None and each.element.get("class") == "byline")
            assert byline.position_y >= foot(two)
    assert cut > 2
