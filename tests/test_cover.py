"""The cover and half-title stand whatever their words: nothing runs into anything else, and a long title is set smaller."""

from itertools import pairwise

import pytest
from weasyprint.formatting_structure.boxes import BlockBox, LineBox

from kumihan.pages.display import subtitle_share, title_share
from kumihan.stages import editions
from kumihan.stages.manuscript import read
from kumihan.type_area import PAPERS
from kumihan.weasy.typeset import typeset

LONG = "変わりゆく港町の暮らしと船の往来をめぐる百年の記録：写真と証言と帳簿から読み直す海辺の共同体"
SUBTITLE = "海と陸の境に生きた人々の記録をたどり、港町の暮らしと船の往来がこの百年にどう変わったかを、写真と証言から描き直す試み"
ISSUER = "公益財団法人港湾生活文化史研究振興財団・海の記憶編纂委員会・地域資料室　共編"
WORD = "Donaudampfschifffahrtsgesellschaft"
COVERS = {
    "long": (LONG, "改訂増補新装第三版（図書館向け大活字版）" * 2, SUBTITLE, ISSUER * 2),
    "without subtitle and edition": (LONG, "", "", "港の組版所"),
    "of very many words": (LONG * 2, "第二版", SUBTITLE * 2, ISSUER),
    "of one long word": (f"Die {WORD}", "Zweite Auflage", "Ein Handbuch", "Kumihan"),
    "short": ("港", "", SUBTITLE, ""),
}


@pytest.fixture(autouse=True)
def boxes_kept(monkeypatch):
    monkeypatch.setenv("KUMIHAN_PERF", "0")


def covers(root, paper, title, edition, subtitle, issuer):
    """The page boxes of cover and half-title."""
    about = f'slug = "t"\ntitle = "{title}"\nedition = "{edition}"\nsubtitle = "{subtitle}"\nissuer = "{issuer}"\n'
    about += f'date = 2026-01-31\n[matter]\nhalf_title = true\n[layout]\npaper = "{paper}"\n'
    (root / "book.toml").write_text(about, encoding="utf-8")
    (root / "01-x.md").write_text("---\ntitle: 題\n---\n\n港の朝は早い。\n", encoding="utf-8")
    manuscript = read(root)
    pages, findings = typeset(editions.galley(manuscript, "print"), manuscript.read)
    assert findings == ()
    return [pages.document.pages[number]._page_box for number in (0, 2)]


def places(page):
    """(class of the element, left, top, right, bottom) of each line on a page, and of the band."""
    for box in page.descendants(placeholders=True):
        name = (box.element.get("class") or "") if box.element is not None else ""
        if isinstance(box, BlockBox) and name == "cover-band":
            yield name, box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height
        if isinstance(box, LineBox):
            yield name, box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height


def words(page):
    lines = (box for box in page.descendants() if isinstance(box, LineBox))
    return ["".join(each.text for each in line.descendants() if hasattr(each, "text")) for line in lines]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", COVERS)
def test_nothing_on_the_cover_runs_into_anything_else(tmp_path, paper, name):
    cover, half_title = covers(tmp_path, paper, *COVERS[name])
    for page, least in ((cover, 0.1), (half_title, 0.05)):
        found = sorted(places(page), key=lambda place: place[2])
        assert found
        for one, below in pairwise(found):
            assert one[4] <= below[2] + 0.01, (one, below)
        margin = page.margin_width() * least
        assert min(left for _, left, *_ in found) > margin
        assert max(right for *_, right, _ in found) < page.margin_width() - margin * 0.7
        assert found[0][2] > margin and found[-1][4] < page.margin_height() - margin
    order = list(dict.fromkeys(name for name, *_ in sorted(places(cover), key=lambda place: place[2])))
    wanted = ["cover-edition", "cover-band", "cover-title", "cover-line", "cover-issuer"]
    assert order == [each for each in wanted if each in order] and {"cover-band", "cover-title"} <= {*order}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_long_word_of_a_title_is_not_parted(tmp_path, paper):
    for page in covers(tmp_path, paper, *COVERS["of one long word"]):
        assert any(WORD in line for line in words(page))


def test_a_title_is_set_smaller_the_longer_it_is():
    shares = [title_share("港" * length) for length in (1, 12, 20, 24, 48, 100, 200)]
    assert shares == [1, 1, 1, 0.85, 0.7, 0.575, 0.45]
    assert title_share("A handbook of harbours") == 1 > title_share("Internationalisierung") > title_share(WORD)
    assert subtitle_share(SUBTITLE) == 1 > subtitle_share(SUBTITLE * 2)
