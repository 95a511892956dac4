"""The same publication is the same file in any folder, zone, year and process, with everything switched on that moves text."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
BOOK = """slug = "all"
title = "すべて入りの本"
issuer = "港の組版所"
date = 2026-01-31
isbn = "978-4-12-345678-4"
c_code = "0031"
price = 2400

[fitting]
pages = 2

[print]
binding = "saddle"

[matter]
half_title = true
figures = true
abbreviations = true
index = true
"""
SENTENCE = "港の朝は早く、船は霧のなかを静かに進んでいく。荷を積み終えた船から順に、灯台の光を目印にして沖へ出る。"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 120"><rect width="240" height="120" fill="#a9bccb"/></svg>'


def part(number):
    """What floats, breaks, refers and is fitted; the first part is too short as designed, the second too long."""
    wide = "| 甲 | 乙 | 丙 | 丁 | 戊 |\n|---|---|---|---|---|\n" + "| 一 | 二 | 三 | 四 | 五 |\n" * 3
    long = "| 年 | 量 |\n|---|---|\n" + "".join(f"| {year}年 | {year % 7} |\n" for year in range(1990, 2010))
    more = f"{SENTENCE * 5}\n\n" * (1 if number == 1 else 5)
    return f"""---
title: 第{number}の部
label: 第{number}章
id: ch{number}
---

{SENTENCE * 2}[供給網{number}]{{index="きょうきゅうもう{number}"}}と[港]{{index="みなと"}}、全国防災協議会（NBC）。注がある[^a]。

![図の説明](figures/a.svg "図の題"){{#fig-{number}a credit="出典：統計"}}

{wide}
{more}
## {{節|せつ}}の題

{SENTENCE * 3}[](#fig-{number}a)と[](#ch2){{.page}}、[港]{{index="みなと"}}。

![図の説明](figures/a.svg "広い図"){{#fig-{number}b width=page}}

{long}
## 提言 {{.recommendations}}

- 点検：{SENTENCE}
- 備え：{SENTENCE}

[^a]: {SENTENCE}
"""


def publish(root):
    (root / "figures").mkdir(parents=True)
    (root / "figures/a.svg").write_text(DRAWING, encoding="utf-8")
    (root / "book.toml").write_text(BOOK, encoding="utf-8")
    for number in (1, 2):
        (root / f"0{number}-x.md").write_text(part(number), encoding="utf-8")


@pytest.mark.parametrize("arguments", [["print"], ["print", "--x1a"], ["screen"]], ids=" ".join)
def test_the_same_bytes_with_passes_floats_and_matter(tmp_path, arguments):
    files = []
    for number, (zone, now) in enumerate((("Asia/Tokyo", 1.7e9), ("Pacific/Honolulu", 2.6e9))):
        root = tmp_path / ("folder" * (number + 1)) / "content"
        publish(root)
        code = f"import time; time.time = lambda: {now}; from kumihan.cli import main; raise SystemExit(main())"
        where = ["--content", str(root), "--output", str(root.parent / "out"), "--lang", "en"]
        environment = {
            **os.environ,
            "TZ": zone,
            "PYTHONHASHSEED": str(number + 1),
            "XDG_CACHE_HOME": str(root.parent / "cache"),
        }
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments, *where], env=environment, cwd=HOME, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        (file,) = (root.parent / "out").glob("*.pdf")
        files.append(file.read_bytes())
    assert len(files[0]) > 50_000
    assert files[0] == files[1]
