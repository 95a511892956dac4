"""The digest at its limits: nothing, far too much, one endless sentence, parts without any. A sensible page or one finding."""

import re
from dataclasses import replace

import pypdfium2
import pytest
from test_digest import CONFIG, SECTION, book_of, desk, digested

from kumihan.digest.fit import RENDERS, fit
from kumihan.digest.products import make_digest


def rules(made):
    return [finding.rule for finding in made.findings]


def text_of(made):
    pdf = pypdfium2.PdfDocument(made.artifacts[0].data)
    assert len(pdf) == 1
    return re.sub(r"\s", "", pdf[0].get_textpage().get_text_range())


def test_no_recommendation_at_all_is_one_finding(tmp_path):
    made = make_digest(digested(book_of("本文。", "本文。")), desk(tmp_path))
    assert made.artifacts == ()
    assert [str(finding) for finding in made.findings] == [
        "warning [digest-empty] the publication has no recommendations, so that there is no digest\n"
        "  hint: write a section ## 提言 {.recommendations}, or mark sentences with ==…=="
    ]


def test_a_book_without_chapters_is_the_same(tmp_path):
    assert rules(make_digest(digested(book_of()), desk(tmp_path))) == ["digest-empty"]


def test_one_short_recommendation_stands_in_large_type(tmp_path):
    fitted = fit(digested(book_of(SECTION + "- 会うべきである。")), desk(tmp_path))
    assert (fitted.setting.columns, fitted.setting.size) == (1, 16)
    assert fitted.renders <= 2


def test_one_recommendation_of_two_thousand_characters_goes_on_in_the_second_column(tmp_path):
    sentence = "あいうえお、かきくけこ" * 181 + "を直すべきである。"
    made = make_digest(digested(book_of(SECTION + f"- {sentence}")), desk(tmp_path))
    assert len(sentence) == 2000 and rules(made) == []
    assert sentence in text_of(made)


def test_what_stands_in_two_columns_fills_both(tmp_path):
    sentence = "あいうえお、かきくけこ" * 181 + "を直すべきである。"
    fitted = fit(digested(book_of(SECTION + f"- {sentence}", SECTION + "- 会うべきである。")), desk(tmp_path))
    assert fitted.setting.columns == 2 and fitted.trial.fills[-1] >= 0.92


@pytest.mark.parametrize("label", ["", "備え{}："])
def test_two_hundred_recommendations_give_a_full_page_and_one_finding(tmp_path, label):
    bodies = [
        SECTION + "\n".join(f"- {label.format(i)}第{i}の港湾を{chapter}年のうちに直すべきである。" for i in range(25))
        for chapter in range(1, 9)
    ]
    whole = digested(book_of(*bodies))
    made = make_digest(whole, desk(tmp_path))
    assert set(rules(made)) <= {"digest-left-out", "digest-label-only"} and len(made.findings) <= 2
    fitted = fit(whole, desk(tmp_path))
    assert fitted.renders <= RENDERS and min(fitted.trial.fills) >= 0.92
    counts = [len(part.entries) for part in fitted.digest.parts]
    assert len(counts) == 8 and max(counts) - min(counts) <= 1
    assert [part.more for part in fitted.digest.parts] == [25 - count for count in counts]
    said = text_of(made)
    assert all(f"第{chapter}章" in said for chapter in range(1, 9))


def test_the_lowest_in_rank_go_first(tmp_path):
    marks = "\n".join(f'- =={"長い" * 30}{i}番を直すべきである。=={{rank="{40 - i}"}}' for i in range(40))
    fitted = fit(digested(book_of(SECTION + marks)), desk(tmp_path))
    kept = [entry.item.rank for entry in fitted.digest.entries]
    assert kept == sorted(kept, reverse=True) and kept[-1] == 1 and len(kept) < 40


def test_a_part_without_any_has_its_hole_among_the_others(tmp_path):
    made = make_digest(
        digested(book_of(SECTION + "- 会うべきである。", "本文だけの章。", foreword=True)), desk(tmp_path)
    )
    assert rules(made) == ["digest-editor"]
    said = text_of(made)
    assert "第2章" in said and "要確認" in said and "はじめに" not in said


def test_a_recommendation_without_words_is_a_hole(tmp_path):
    made = make_digest(digested(book_of(SECTION + "- 会うべきである。\n- > 引用。\n")), desk(tmp_path))
    assert rules(made) == ["digest-editor"]


def test_long_titles_and_many_authors_stay_on_the_page(tmp_path):
    config = replace(
        CONFIG, title="とても長い題名" * 6, thesis="主張は長い。" * 20, url="https://example.org/"
    )
    book = book_of(*(SECTION + f"- {i}を直すべきである。" for i in range(3)))
    made = make_digest(digested(book, config), desk(tmp_path, config))
    assert rules(made) == [] and "とても長い題名" * 6 in text_of(made)
