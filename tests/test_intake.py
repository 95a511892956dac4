"""入稿: a manuscript as an office has it becomes a publication, and nothing is changed silently."""

import re
import unicodedata
from pathlib import Path

import pytest

from kumihan.cli import main
from kumihan.errors import InputError
from kumihan.intake.continuity import Continuity, continuity
from kumihan.intake.draft import Record
from kumihan.intake.manuscript import import_manuscript
from kumihan.intake.tidy import full_width
from kumihan.markup.reader import read_chapter
from kumihan.markup.writer import write_chapter
from kumihan.source import Source

MANUSCRIPT = Path(__file__).resolve().parents[2] / "shared/manuscript/outlook-2026.txt"
real = pytest.mark.skipif(not MANUSCRIPT.is_file(), reason="the manuscript in ../shared is not there")

SMALL = """\
年報 2026

海をみる

はじめに 海をみる\t2
第 1 章 潮の流れ—暦の上の\t4

はじめに 海をみる

海は広い。波は高い。

所長の肩書
海野一郎

第1章　潮の流れ一暦の上の

前置きの文である¹。これはある調査によるもので

を示している。

◆ 満ち引き

二つの文が続く。ここで段落は終わる。

満潮の写真
(2025年4月 写真:某社/某局)

次の段落である。EU との違いもある。

短い文。

ここに続くのか、という段落である。

◆提言

- 観測の強化：毎日測るべきである。
- ・ 記録を残す必要がある。
これは続きか、別の項か。

（脱稿日 2025年12月1日 海野二郎／海洋研究室長）

¹ 調べの名。

<https://example.org/a_b>

年報 2026
発行 2026 年 1 月
〒000-0000 どこか
海洋研究所
URL: <https://example.org>
XYZ
"""


def bring(text, name="small.txt"):
    return import_manuscript(text if isinstance(text, bytes) else text.encode(), name, write_chapter)


def test_a_small_manuscript_becomes_a_publication():
    files, findings = bring(SMALL)
    assert [name for name in files if name.endswith(".md")] == ["00-foreword.md", "01-ch1.md", "import-report.md"]
    assert files["00-foreword.md"] == (
        "---\ntitle: 海をみる\nid: foreword\nlabel: はじめに\nauthors:\n- name: 海野一郎\n  affiliation: 所長の肩書\n"
        "signature: true\n---\n\n海は広い。波は高い。\n"
    )
    assert files["01-ch1.md"] == (
        "---\ntitle: 潮の流れ一暦の上の\nid: ch1\nnumber: 1\nauthors:\n- name: 海野二郎\n  affiliation: 海洋研究室長\n"
        "cutoff: 2025-12-01\n---\n\n"
        "前置きの文である[^1]。これはある調査によるものでを示している。\n\n"
        "## 満ち引き\n\n二つの文が続く。ここで段落は終わる。\n\n"
        '![満潮の写真](figures/fig-1.svg "満潮の写真"){#fig-1 credit="2025年4月　写真：某社／某局"}\n\n'
        "次の段落である。EUとの違いもある。\n\n短い文。\n\nここに続くのか、という段落である。\n\n"
        "## 提言 {.recommendations}\n\n- 観測の強化：毎日測るべきである。\n\n- 記録を残す必要がある。\n\n  これは続きか、別の項か。\n\n"
        "[^1]: 調べの名。 <https://example.org/a_b>\n"
    )
    assert [(finding.rule, finding.place.line) for finding in findings] == [
        ("contents-headings", 15),
        ("import-question", 32),
        ("import-question", 38),
    ]
    assert 'issuer = "海洋研究所"' in files["book.toml"] and 'issued = "2026年1月"' in files["book.toml"]
    assert "XYZ" not in files["book.toml"] and "- line 51: “XYZ”" in files["import-report.md"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_publication(encoding, ends):
    # Shift_JIS and EUC-JP have no superscripts and write another dash.
    text = SMALL.replace("¹", "").replace("—", "―")
    wanted = bring(text)[0]
    given = bring(text.replace("\n", ends).encode(encoding))[0]
    assert {name: given[name] for name in wanted if name != "import-report.md"} == {
        name: wanted[name] for name in wanted if name != "import-report.md"
    }


def test_decomposed_text_comes_in_composed():
    assert bring(unicodedata.normalize("NFD", SMALL))[0]["01-ch1.md"] == bring(SMALL)[0]["01-ch1.md"]


def test_a_character_that_nfc_replaces_is_reported():
    report = bring(SMALL.replace("波は", "\ufa19は"))[0]["import-report.md"]
    assert "- line 10: U+FA19 became 神 (NFC)" in report


def test_bytes_of_no_encoding_are_told_with_their_place():
    with pytest.raises(InputError) as stopped:
        bring("第1章 題\n".encode() + b"\xff\xff\x80\n")
    assert str(stopped.value).startswith("small.txt:2: error [encoding] the bytes here are neither")


def test_a_manuscript_without_headings_is_told():
    for text in ("", "ただの文である。\n"):
        with pytest.raises(InputError) as stopped:
            bring(text)
        assert "[no-parts] no heading of a part was found in small.txt" in str(stopped.value)


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ("彼は通商法（安全保障）", "に基づき決めた。", Continuity.BROKEN),
        ("切り離すこと（デ", "カップリング）が難しい。", Continuity.BROKEN),
        ("限定的である。", "るとみられる。", Continuity.UNSURE_WORDING),
        ("前の文。後の文。", "は強く批判した。", Continuity.UNSURE_WORDING),
        ("一つだけの文である。", "次の段落。", Continuity.ASK),
        ("前の文。後の文。", "もっとも、そうではない。", Continuity.NEW),
        ("前の文。後の文。", "なお、続く。", Continuity.NEW),
        ("彼は言った（同年）。それで終わる。", "はじめは違った。", Continuity.NEW),
    ],
)
def test_continuity(before, after, state):
    assert continuity(before, after) is state


def test_import_never_overwrites(tmp_path, capsys):
    (tmp_path / "m.txt").write_text(SMALL, encoding="utf-8")
    (tmp_path / "to").mkdir()
    (tmp_path / "to/mine.md").write_text("mine")
    assert main(["import", str(tmp_path / "m.txt"), "--to", str(tmp_path / "to"), "--lang", "en"]) == 1
    assert "is there and not empty; nothing was written" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "to").iterdir()] == ["mine.md"]
    assert main(["import", str(tmp_path / "none.txt"), "--to", str(tmp_path / "x"), "--lang", "en"]) == 1
    assert not (tmp_path / "x").exists()


@pytest.fixture(scope="module")
def imported():
    return bring(MANUSCRIPT.read_bytes(), "outlook-2026.txt")


@real
def test_the_real_manuscript_has_nine_parts_seven_figures_and_its_notes(imported):
    files, _ = imported
    chapters = {name: read_chapter(Source(name, text)) for name, text in files.items() if name[0] == "0"}
    assert len(chapters) == 9 and not any(findings for _, findings in chapters.values())
    assert sum(text.count("](figures/") for name, text in files.items() if name[0] == "0") == 7
    assert [len(chapter.notes) for chapter, _ in chapters.values()] == [0, 0, 3, 0, 0, 0, 0, 1, 0]
    marked = [files[name].count(".recommendations") for name in chapters]
    assert marked == [0, 1, 1, 1, 1, 1, 1, 1, 0]


@real
def test_the_real_manuscript_joins_and_questions(imported):
    report = imported[0]["import-report.md"]
    joined = re.findall(r"- line (\d+): joined to the paragraph of line (\d+)", report)
    assert joined == [("101", "99"), ("117", "111"), ("237", "235"), ("277", "275"), ("309", "307")]
    asked = report[report.index("To be decided") : report.index("## Joined")]
    assert re.findall(r"- line (\d+)", asked) == ["117", "177", "254", "260", "288", "342", "346"]


@real
def test_every_character_of_the_parts_is_kept(imported):
    """What is not in the files is in the report as dropped: section and bullet marks, labels, caption brackets."""
    lines = MANUSCRIPT.read_text(encoding="utf-8").split("\n")
    source = unicodedata.normalize("NFC", "".join(lines[19:359]))
    files = "".join(text for name, text in imported[0].items() if name[0] == "0")
    for digit, name in zip("¹²³", "123", strict=True):
        source = source.replace(digit, name)

    def count(text):
        folded = unicodedata.normalize("NFKC", text)
        return {c: folded.count(c) for c in set(folded) if re.match(r"\w", c)}

    kept, given = count(files), count(source)
    lost = {c: given[c] - kept.get(c, 0) for c in given if given[c] > kept.get(c, 0)}
    # 第N章, 脱稿日 and the slashes of dates went into the front matter's keys.
    assert {c: n for c, n in lost.items() if not c.isascii()} == {"脱": 8, "稿": 8, "第": 8, "章": 8} | {
        c: n for c, n in lost.items() if c in "年月日"
    }


def test_a_raised_figure_without_a_note_stays_a_character():
    files, findings = bring("第1章 題\n\n広さは五 m² である。誰かが言う³。ここまで。\n")
    assert "五m²である。誰かが言う³。" in files["00-ch1.md"]
    assert [finding.message for finding in findings if finding.place.line] == [
        "no note of this part begins with ³; it was kept as a character"
    ]


def test_a_note_that_nothing_cites_or_a_second_of_its_number_stays_in_the_text():
    files, findings = bring("第1章 題\n\n本文である¹。\n\n¹ 一つ目。\n\n¹ 同じ番号。\n\n² 引かれない。\n")
    assert files["00-ch1.md"].endswith("本文である[^1]。\n\n1 同じ番号。\n\n² 引かれない。\n\n[^1]: 一つ目。\n")
    told = [finding.message for finding in findings if finding.message.startswith("looks like note")]
    assert [message[:17] for message in told] == ["looks like note ¹", "looks like note ²"]


def test_a_byline_of_no_day_is_text_and_two_bylines_are_kept():
    files, _ = bring(
        "第1章 題\n\n本文である。\n\n（脱稿日 2025年2月30日 海野二郎／室長）\n\n（脱稿日 2025年3月1日 海野三郎／所員）\n\n"
        "（脱稿日 2025年3月2日 海野四郎／所員）\n"
    )
    assert "（脱稿日2025年2月30日海野二郎／室長）" in files["00-ch1.md"].replace(" ", "")
    assert "海野三郎" in files["00-ch1.md"] and "海野四郎" in files["00-ch1.md"] and "cutoff: 2025-03-02" in files["00-ch1.md"]
    toml = bring("年報\n\n第1章 題\n\n本文。\n\n年報\n発行 2026年13月\n")[0]["book.toml"]
    assert "date = 2000-01-01" in toml and "発行 2026年13月" in toml


def test_a_manuscript_without_a_day_of_issue_is_asked_about():
    files, findings = bring("年報\n\n第1章 題\n\n本文である。\n")
    assert [finding.message for finding in findings] == [
        "no line such as 発行 2026年4月1日 was found; book.toml has 2000-01-01"
    ]
    assert "- the whole document: no line such as 発行" in files["import-report.md"]


@pytest.mark.parametrize(
    "lines, date",
    [("2026年4月1日", "2026-04-01"), ("2026年4月1日\n発行 2026年5月", "2026-05-01"), ("発行日：2026年5月2日", "2026-05-02")],
)
def test_the_day_of_issue_is_the_line_that_says_so_or_is_nothing_but_a_day(lines, date):
    files, findings = bring(f"年報\n\n第1章 題\n\n本文である。\n\n年報\n{lines}\n")
    assert f"date = {date}" in files["book.toml"] and findings == ()
    assert ("2026年4月1日" in files["book.toml"]) == ("\n" in lines)  # a day of something else stays in the colophon


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("（2024年5月 提供：Harbour Museum / North / 港の会）", "（2024年5月　提供：Harbour Museum／North／港の会）"),
        ("（脱稿日　2024年5月1日  海野 一郎 ／潮の研究所）", "（脱稿日　2024年5月1日　海野　一郎／潮の研究所）"),
    ],
)
def test_words_of_a_latin_name_keep_their_spaces(typed, tidy):
    record = Record()
    assert full_width(typed, 1, record) == tidy
