"""The digest: every sentence is the author's own, a hole is seen, and all of it stands on one page."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from kumihan.commands.new import bring_in
from kumihan.config import Config
from kumihan.digest.choice import Chosen, choose
from kumihan.digest.columns import EYEBROW, PITCHES, Slab, share
from kumihan.digest.faults import danglers, holes
from kumihan.digest.fit import COMFORT, RENDERS, SIZES, fit
from kumihan.digest.model import digest_of
from kumihan.digest.page import Desk
from kumihan.digest.products import make_digest
from kumihan.digest.sentences import dutiful, sentences
from kumihan.digest.written import digest_json, digest_markdown
from kumihan.markup.reader import read_chapter
from kumihan.markup.resolve import resolve
from kumihan.pages.templates import Room
from kumihan.settings import take
from kumihan.source import Source
from kumihan.stages.manuscript import read

MANUSCRIPT = Path(__file__).parents[2] / "shared" / "manuscript" / "outlook-2026.txt"
CONFIG = take(
    Config,
    {"slug": "small", "title": "試験の本", "edition": "初版", "thesis": "主張を一文で言う。", "issuer": "発行所", "date": "2026-01-31"},
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


def span(chapter):
    return f"{folio(chapter)}–{int(folio(chapter)) + 1}" if folio(chapter) else "1"


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


def digested(book, config=CONFIG):
    return digest_of(choose(book, folio), book, config, span)


def test_json_has_the_page_and_the_place_of_each_recommendation():
    made = digested(book_of(SECTION + "- 外交：会うべきである。", "本文だけの章。", foreword=True))
    text = "会うべきである。"
    assert json.loads(digest_json(made)) == {
        "items": [
            {"chapter": "ch1", "label": "外交", "text": text, "sentences": [text], "hashes": [sha256(text.encode()).hexdigest()],
             "page": 3, "anchor": "ch1-r1", "file": "01-x.md", "line": 9, "chosen": "label"},
            {"chapter": "ch2", "label": "", "text": None, "sentences": [], "hashes": [],
             "page": 4, "anchor": "ch2", "file": "02-x.md", "line": 1, "chosen": "editor"},
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


def test_a_leaning_sentence_is_told_with_a_way_out():
    items = choose(book_of(SECTION + "- 同時に、対話も重要である。\n- そのような脅威に備えるべきである。"), folio)
    assert [str(finding) for finding in danglers(items)] == [
        "01-x.md:9: warning [digest-opening] this sentence opens with “同時に”, which points at nothing on the digest: "
        "同時に、対話も重要である。…\n  hint: mark what comes after it: 同時に、==…==, or another sentence",
        "01-x.md:10: warning [digest-opening] this sentence opens with “そのような”, which points at nothing on the digest: "
        "そのような脅威に備えるべきである。…\n  hint: mark another sentence with ==…==, or write out what “そのような” means",
    ]


def test_a_mark_after_the_leaning_word_is_the_way_out():
    items = choose(book_of(SECTION + "- 同時に、==対話も重要である。=="), folio)
    assert (items[0].text, danglers(items)) == ("対話も重要である。", ())


def test_several_marks_of_one_recommendation_have_one_label():
    items = choose(book_of(SECTION + "- 外交：==会うべきである。==間。==話すべきである。==後。"), folio)
    assert [(item.label, item.text, item.further) for item in items] == [
        ("外交", "会うべきである。", ()),
        ("", "話すべきである。", ("後。",)),
    ]


def test_markdown_shows_labels_pages_and_holes():
    book = book_of(SECTION + "- 外交：`会う`べきである。", "本文だけの章。")
    assert digest_markdown(digested(book)) == (
        "# 試験の本 初版 提言要旨\n\n> 主張を一文で言う。\n\n"
        "## 第1章 題1：副題\n\np.2–3\n\n- **外交**：会うべきである。 （→p.3）\n\n"
        "## 第2章 題2：副題\n\np.4–5\n\n- **要確認**（編集者が一文を選ぶ） （→p.4）\n\n"
        "文はすべて本編からの引用であり、書き換えていない。矢印は印刷版のページを指す。\n\n発行所　2026年1月31日\n"
    )


# ---- the page --------------------------------------------------------------------------------------

NUMBERS = "一二三四五六七八"
SENTENCE = "港湾と通信網の防護を{}と{}の国で共に点検し、有事の前に復旧の手順を定めて、訓練を毎年おこなう仕組みを官民が共に整えるべきである。"


def large_book():
    bodies = [SECTION + "\n".join(f"- 備え{i}：=={SENTENCE.format(n, i)}==" for i in "東西南") for n in NUMBERS]
    return book_of(*bodies, "本文だけの章。")


def desk(root, config=CONFIG):
    return Desk(config, Room(root), lambda name: None)


@pytest.fixture(scope="module")
def products(tmp_path_factory):
    """The products of the large book, by their names."""
    made = make_digest(digested(large_book()), desk(tmp_path_factory.mktemp("content")))
    assert (made.missing, [finding.rule for finding in made.findings]) == ((), ["digest-editor"])
    return {artifact.name: artifact.data for artifact in made.artifacts}


def test_one_page_holds_every_sentence_whole(products):
    pdf = pypdfium2.PdfDocument(products["small-digest.pdf"])
    assert len(pdf) == 1 and [round(side) for side in pdf[0].get_size()] == [595, 842]
    shown = re.sub(r"\s", "", pdf[0].get_textpage().get_text_range())
    for item in choose(large_book(), folio):
        assert (item.text or "要確認") in shown and f"→p.{item.page}" in shown
    assert "主張を一文で言う。" in shown and "文はすべて本編からの引用" in shown


def test_both_columns_end_at_the_foot_of_the_page(tmp_path):
    fitted = fit(digested(large_book()), desk(tmp_path))
    assert len(fitted.trial.fills) == 2 and min(fitted.trial.fills) >= 0.98
    assert fitted.renders <= RENDERS


def test_the_same_bytes_again(products, tmp_path):
    again = make_digest(digested(large_book()), desk(tmp_path)).artifacts
    assert {artifact.name: artifact.data for artifact in again} == products


def test_a_short_digest_grows_by_what_follows_in_the_source_and_by_its_type(tmp_path):
    body = SECTION + "\n".join(
        f"- {SENTENCE.format(i, i)}" + "その理由を三つの面から詳しく述べていく。" * 9 for i in NUMBERS
    )
    fitted = fit(digested(book_of(body, body)), desk(tmp_path))
    assert fitted.setting.size >= COMFORT and min(fitted.trial.fills) >= 0.92
    counts = [len(entry.sentences) for entry in fitted.digest.entries]
    assert min(counts) > 1 and max(counts) - min(counts) <= 1
    assert all(entry.text in body for entry in fitted.digest.entries)


def test_what_fits_in_no_type_is_an_error_that_names_the_longest(tmp_path):
    book = book_of(*(SECTION + f"- =={'長い' * 400 + '文' * i}を直すべきである。==" for i in range(9)))
    made = make_digest(digested(book), desk(tmp_path))
    assert made.artifacts == ()
    assert str(made.findings[-1]) == (
        "09-x.md:9: error [digest-too-long] the digest does not fit on one A4 page, even in type of 8 pt\n"
        "  hint: shorten these sentences or mark shorter ones with ==…==; the longest (characters): "
        "09-x.md:9 (817), 08-x.md:9 (816), 07-x.md:9 (815), 06-x.md:9 (814), 05-x.md:9 (813)"
    )


def slabs(*parts):
    """A heading for each number, and as many entries of three lines."""
    return tuple(
        slab
        for number, count in enumerate(parts)
        for slab in (
            Slab(f"p{number}-h", True, 1 + EYEBROW),
            *(Slab(f"p{number}-d{i}", False, 3) for i in range(count)),
        )
    )


def test_columns_turn_between_parts_where_the_gaps_can_take_it():
    setting = share(slabs(3, 3, 3, 3), 10, 380)
    assert (setting.turn, setting.again) == ("p2-h", False)
    assert setting.fills == pytest.approx((1, 1))


def test_columns_turn_within_a_part_rather_than_end_apart():
    setting = share(slabs(2, 12), 9, 375)
    assert setting.turn.startswith("p1-d") and setting.again
    assert min(setting.fills) > 0.98


def test_what_is_too_high_does_not_fit():
    assert share(slabs(20, 20), 10, 700) is None


def test_type_stays_readable():
    assert (min(SIZES), min(PITCHES), COMFORT) == (8, 1.5, 10)


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
    made = digest_of(items, manuscript.book, manuscript.config, span)
    fitted = fit(made, Desk(manuscript.config, Room(manuscript.root), manuscript.read))
    assert fitted.renders <= RENDERS and fitted.trial.findings == ()
    assert len(fitted.trial.fills) == 2 and min(fitted.trial.fills) >= 0.98 and fitted.setting.size >= 8
    assert [part.id for part in fitted.digest.parts] == [f"ch{number}" for number in range(1, 9)]
