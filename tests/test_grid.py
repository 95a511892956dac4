"""Every line of running text stands on the baseline grid of its page, whatever stands before it."""

from kumihan.stages import editions
from kumihan.stages.manuscript import read
from kumihan.weasy.typeset import typeset
from tests.test_composition import line_boxes

BOOK = 'slug = "grid"\ntitle = "格子の本"\ndate = 2026-01-31\n'
WORDS = "組版の行は、版面の上から数えて同じ高さに並ぶ。**太い字**や`code`、{紫陽花|あじさい}、2026年のGDPを含む行も同じである。"
BLOCKS = (
    "## 節の題",
    "### 小見出し",
    f"- {WORDS}\n- 二つ目",
    f"1. {WORDS}\n2. 次の項",
    f"> {WORDS}",
    "| 列一 | 列二 |\n|---|---|\n| 値 | 百 |\n| 値 | 二百 |",
    "```\ncode\n二行目\n三行目\n```",
    f"{WORDS}[^1]",
    "## 提言 {.recommendations}\n\n" + f"- 見出し：{WORDS}\n- {WORDS}",
)


def test_lines_stand_on_the_grid_after_every_kind_of_block(tmp_path, monkeypatch):
    monkeypatch.setenv("KUMIHAN_PERF", "0")  # which keeps the boxes
    (tmp_path / "book.toml").write_text(BOOK, encoding="utf-8")
    text = "\n\n".join(f"{block}\n\n{WORDS}" for block in BLOCKS)
    head = "---\ntitle: 題\nlabel: 第1章\nid: ch1\n---\n\n"
    (tmp_path / "01-x.md").write_text(f"{head}{text}\n\n[^1]: 注の文。{WORDS}\n", encoding="utf-8")
    manuscript = read(tmp_path)
    pages, _ = typeset(editions.galley(manuscript, "print"), manuscript.read)
    area = manuscript.config.layout.area
    pitch, size = area.pitch / 0.75, area.size / 0.75
    lines = [
        line
        for line in line_boxes(pages.document)
        if line.element_tag in ("p", "li") and line.style["font_size"] == size and abs(line.height - pitch) < 0.01
    ]
    assert len(lines) > 40
    heights = {
        round((line.position_y + line.baseline - lines[0].position_y - lines[0].baseline) / pitch % 1, 3) % 1
        for line in lines
    }
    assert heights == {0.0}
