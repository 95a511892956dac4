"""The digest: every sentence is the author's own, a hole is seen, and all of it stands on one page."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from kumihan.config import Config
from kumihan.digest.choice import Chosen, choose
from kumihan.digest.faults import holes
from kumihan.digest.feather import Mark, columns, feather
from kumihan.digest.page import STEPS, fit, make_digest, marks
from kumihan.digest.sentences import dutiful, sentences
from kumihan.digest.written import digest_json, digest_markdown
from kumihan.markup.reader import read_chapter
from kumihan.markup.resolve import resolve
from kumihan.pages.templates import Room
from kumihan.pipeline import bring_in, read
from kumihan.source import Source

MANUSCRIPT = Path(__file__).parents[2] / "shared" / "manuscript" / "outlook-2026.txt"
CONFIG = Config.model_validate(
    {"slug": "small", "title": "試験の本", "edition": "初版", "thesis": "主張を一文で言う。", "issuer": "発行所", "date": "2026-01-31"}
)  # fmt: skip
HEAD = "---\ntitle: 題{n}：副題\nid: ch{n}\nnumber: {n}\n---\n\n"
SECTION = "## 提言 {.recommendations}\n\n"
FOREWORD = "---\ntitle: 序の言葉\nid: foreword\nlabel: はじめに\n---\n\n本文。\n"


def book_of(*bodies, foreword=False):
    sources = [Source("00-f.md", FOREWORD)] if foreword else []
    sources += [Source(f"0{n}-x.md", HEAD.format(n=n) + body) for n, body in enumerate(bodies, 1)]
    parsed = [read_chapter(source) for source in sources]
    assert all(findings == () for _, findings in parsed)
    book, _, findings = resolve(tuple(chapter for chapter, _ in parsed))
    assert findings == ()
    return book


def folio(name):
    """Chapter 1 on page 2, chapter 2 on page 4; the recommendations on the page after."""
    found = re.match(r"ch(\d+)(-r)?", name)
    return str(int(found[1]) * 2 + bool(found[2])) if found else ""


def chosen(*items):
    """What is chosen from one chapter's recommendations: (by whom, label, text)."""
    listed = "\n".join(f"- {item}" for item in items)
    return [(item.chosen.value, item.label, item.text) for item in choose(book_of(SECTION + listed), folio)]


# ---- sentences -------------------------------------------------------------------------------------


def test_a_stop_inside_brackets_ends_no_sentence():
    text = "首相は「急ぐな。待て。」と述べた。補足（別の文。）もある。まだ続く"
    assert sentences(text) == ("首相は「急ぐな。待て。」と述べた。", "補足（別の文。）もある。", "まだ続く")


def test_a_bracket_never_closed_does_not_swallow_the_rest():
    assert sentences("彼は「急ぐと言った。次の文。") == ("彼は「急ぐと言った。", "次の文。")


def test_a_question_mark_ends_a_sentence_only_before_a_space():
    assert sentences("何をすべきか？　答えを出す。誰が？と問う。") == (
        "何をすべきか？",
        "答えを出す。",
        "誰が？と問う。",
    )


@pytest.mark.parametrize(
    "ending",
    ["進めるべきである", "進めるべきだ", "推進すべき", "備える必要がある", "対応が求められる", "議論は不可欠である", "対話が重要である",
     "連携を深めたい", "取り組みが急務となる", "努めねばならない", "見ておかなければならない", "忘れてはならない", "備えが欠かせない",
     "保証が必要となる", "支援が必要であろう", "急ぐべきであると考える", "改革すべきだ（注を見よ）"],
)  # fmt: skip
def test_endings_of_obligation(ending):
    assert dutiful(("背景を述べる。", f"政府は{ending}。", "後の文を進めるべきである。")) == f"政府は{ending}。"


@pytest.mark.parametrize(
    "ending", ["可能性が高い", "風が冷たい", "両立はしがたい", "必要な人がいる", "重要な局面に入った", "続くだろう"]
)
def test_endings_that_oblige_nobody(ending):
    assert dutiful((f"情勢は{ending}。",)) == ""


def test_an_obligation_within_a_sentence_counts_only_where_none_ends_so():
    within, at_the_end = "信頼が肝要であるが、まだ低い。", "対話を続けるべきである。"
    assert dutiful((within, at_the_end)) == at_the_end
    assert dutiful(("背景。", within)) == within


# ---- the choice ------------------------------------------------------------------------------------


def test_the_mark_wins_then_the_label_then_the_ending_then_the_editor():
    assert chosen(
        "外交：まず会う。==次に備えるべきである。==終わり。",
        "防衛：共に守る。備えるべきである。",
        "背景がある。備える必要がある。続けるべきである。",
        "背景があるだけだ。",
    ) == [
        ("mark", "外交", "次に備えるべきである。"),
        ("label", "防衛", "共に守る。"),
        ("rule", "", "備える必要がある。"),
        ("editor", "", None),
    ]


def test_a_label_inside_the_mark_is_not_said_twice():
    assert chosen("==外交：会うべきである。==") == [("mark", "外交", "会うべきである。")]


def test_a_label_with_nothing_after_it_falls_to_the_next_rule():
    assert chosen("外交：\n\n  背景。会うべきである。") == [("rule", "外交", "会うべきである。")]


def test_the_words_are_those_of_print():
    body = SECTION + "- {抑制|よくせい}を[](#ch1)（[](#ch1){.page}）と**同じく**[^a]続けるべきである。\n\n[^a]: 注。\n"
    (item,) = choose(book_of(body), folio)
    assert item.text == "抑制を第1章（p.2）と同じく続けるべきである。"


def test_json_has_the_page_and_the_place_of_each_recommendation():
    items = choose(book_of(SECTION + "- 外交：会うべきである。", "本文だけの章。", foreword=True), folio)
    assert json.loads(digest_json(items)) == {
        "items": [
            {"chapter": "ch1", "label": "外交", "text": "会うべきである。", "page": 3, "file": "01-x.md", "line": 9, "chosen": "label"},
            {"chapter": "ch2", "label": "", "text": None, "page": 4, "file": "02-x.md", "line": 1, "chosen": "editor"},
        ]
    }  # fmt: skip


def test_a_hole_is_told_at_its_place():
    items = choose(book_of(SECTION + "- 背景があるだけだ。", foreword=True), folio)
    assert [str(finding) for finding in holes(items)] == [
        "01-x.md:9: warning [digest-editor] the digest has 要確認 here: no sentence could be chosen\n"
        "  hint: mark a sentence with ==…==, or write a section ## 提言 {.recommendations}"
    ]


def test_a_mark_fills_the_hole_of_a_chapter_without_recommendations():
    (item,) = choose(book_of("## 節\n\n背景。==備えるべきである。==続き。"), folio)
    assert (item.chosen, item.text) == (Chosen.MARK, "備えるべきである。")


def test_markdown_shows_labels_pages_and_holes():
    book = book_of(SECTION + "- 外交：`会う`べきである。", "本文だけの章。")
    assert digest_markdown(choose(book, folio), book, CONFIG) == (
        "# 試験の本 初版 提言要旨\n\n> 主張を一文で言う。\n\n"
        "## 第1章 題1：副題\n\n- **外交**：会うべきである。（p.3）\n\n"
        "## 第2章 題2：副題\n\n- **要確認**（編集者が一文を選ぶ）（p.4）\n\n"
        "数字は本編のページ。発行所　2026年1月31日\n"
    )


# ---- the page --------------------------------------------------------------------------------------

NUMBERS = "一二三四五六七八"
SENTENCE = "港湾と通信網の防護を{}と{}の国で共に点検し、有事の前に復旧の手順を定めて、訓練を毎年おこなう仕組みを官民が共に整えるべきである。"


def large_book():
    bodies = [SECTION + "\n".join(f"- 備え{i}：=={SENTENCE.format(n, i)}==" for i in "東西南") for n in NUMBERS]
    return book_of(*bodies, "本文だけの章。")


def digest(book, root):
    return make_digest(choose(book, folio), book, CONFIG, Room(root), lambda name: None)


@pytest.fixture(scope="module")
def products(tmp_path_factory):
    """The four products of the large book, by the end of their names."""
    artifacts, missing, findings = digest(large_book(), tmp_path_factory.mktemp("content"))
    assert (missing, findings) == ((), ())
    return {artifact.name: artifact.data for artifact in artifacts}


def test_one_page_holds_every_sentence_whole(products):
    assert list(products) == [f"small-digest.{kind}" for kind in ("pdf", "html", "md", "json")]
    pdf = pypdfium2.PdfDocument(products["small-digest.pdf"])
    assert len(pdf) == 1 and [round(side) for side in pdf[0].get_size()] == [595, 842]
    shown = re.sub(r"\s", "", pdf[0].get_textpage().get_text_range())
    for item in choose(large_book(), folio):
        assert (item.text or "要確認") in shown and f"p.{item.page}" in shown
    assert "主張を一文で言う。" in shown and "数字は本編のページ" in shown


def test_the_columns_end_on_one_line_at_the_foot_of_the_page(tmp_path):
    book = large_book()
    items = choose(book, folio)
    proof = fit(items, book, CONFIG, Room(tmp_path), lambda name: None)
    ends = [column[-1].top for column in columns(marks(proof.pages, items, book))]
    assert len(ends) == 2 and abs(ends[0] - ends[1]) < 1
    assert max(ends) > 0.9 * 1123  # px: the page's height


def test_the_html_needs_no_other_file(products):
    html = products["small-digest.html"].decode()
    assert not re.search(r"<link|<script|src=|url\(|@import|https?:", html)
    assert "<style>" in html and 'name="viewport"' in html and "要確認" in html


def test_the_same_bytes_again(products, tmp_path):
    assert {artifact.name: artifact.data for artifact in digest(large_book(), tmp_path)[0]} == products


def test_what_fits_in_no_type_is_an_error_that_names_the_longest(tmp_path):
    book = book_of(SECTION + "\n".join(f"- =={'長い' * 200 + '文' * i}を直すべきである。==" for i in range(9)))
    artifacts, _, findings = digest(book, tmp_path)
    assert artifacts == ()
    assert str(findings[-1]) == (
        "01-x.md:17: error [digest-too-long] the digest does not fit on one A4 page, even in type of 7.5 pt\n"
        "  hint: shorten these sentences or mark shorter ones with ==…==; the longest (characters): "
        "01-x.md:17 (417), 01-x.md:16 (416), 01-x.md:15 (415), 01-x.md:14 (414), 01-x.md:13 (413)"
    )


def test_steps_grow_tighter_and_stay_readable():
    assert all(
        (a.size, a.leading, a.item, a.chapter) > (b.size, b.leading, b.item, b.chapter)
        and a.leading >= b.leading and a.column <= b.column
        for a, b in pairwise(STEPS)
    )  # fmt: skip
    assert min(step.size for step in STEPS) >= 7.5 and all(step.leading >= 1.4 * step.size for step in STEPS)


def test_room_goes_between_items_and_three_times_as_much_between_chapters():
    found = columns([Mark(1, 1, 100), Mark(1, 2, 200), Mark(2, 1, 300), Mark(2, 2, 90), Mark(2, 3, 340.5)])
    assert feather(found, 340.5, 99) == (
        "@media print { .part:nth-child(1) li:nth-child(2) { margin-top: calc(var(--item) + 7.50pt); } "
        ".part:nth-child(2) h2 { margin-top: calc(var(--chapter) + 22.50pt); } }\n"
    )
    assert feather(found, 340.5, 20) == ""


# ---- a real manuscript -----------------------------------------------------------------------------


@pytest.mark.skipif(not MANUSCRIPT.exists(), reason="the manuscript in ../shared is not here")
def test_the_imported_manuscript_has_one_hole_and_no_word_of_ours(tmp_path):
    bring_in(MANUSCRIPT, tmp_path / "content")
    manuscript = read(tmp_path / "content")
    items = choose(manuscript.book, folio)
    assert [(item.chapter, item.place.file) for item in items if item.text is None] == [("ch8", "08-ch8.md")]
    assert 22 <= len(items) - 1 <= 26
    original = re.sub(r"\s", "", MANUSCRIPT.read_text(encoding="utf-8"))
    assert all(re.sub(r"\s", "", item.text) in original for item in items if item.text)
    proof = fit(items, manuscript.book, manuscript.config, Room(manuscript.root), manuscript.read)
    assert proof.holds and proof.findings == () and proof.step.size >= 8
