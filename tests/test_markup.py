"""The Markdown dialect, read as an editor writes it."""

from kumihan.markup.reader import read_chapter
from kumihan.model import (
    CrossReference,
    EmphasisDots,
    Figure,
    KeySentence,
    NoteReference,
    Paragraph,
    Recommendation,
    Ruby,
    Section,
    Text,
)  # fmt: skip
from kumihan.source import Source

HEAD = "---\ntitle: 題\nnumber: 1\n---\n"


def read(body, head=HEAD):
    return read_chapter(Source("01-x.md", head + body))


def first(body):
    chapter, findings = read(body)
    assert findings == ()
    return chapter.children[0]


def messages(body, head=HEAD):
    return [str(finding) for finding in read(body, head)[1]]


def test_lines_of_japanese_join_without_a_space():
    assert first("日本の\n戦略は、\nGDP is\nlarge\n").children == (Text("日本の戦略は、GDP is large"),)


def test_ruby_group_and_mono():
    assert first("{抑制|よくせい}と{自律|じ|りつ}").children == (
        Ruby((("抑制", "よくせい"),)), Text("と"), Ruby((("自", "じ"), ("律", "りつ"))),
    )  # fmt: skip


def test_ruby_with_too_many_readings_is_told():
    assert messages("前\n\nここに{自律|じ|り|つ}がある") == [
        "01-x.md:7:4: error [ruby-count] ruby: 自律 has 2 characters but 3 readings\n"
        "  hint: give one reading for all, or one for each character"
    ]


def test_dots_and_key_sentence_with_translation():
    children = first('《《重点》》と==日本は動くべきである。=={en="Japan should act."}').children
    assert children[0] == EmphasisDots((Text("重点"),))
    assert children[2] == KeySentence((Text("日本は動くべきである。"),), "Japan should act.")


def test_a_key_sentence_says_who_is_to_act_on_what_and_in_which_order():
    (mark,) = first('==国は動くべきである。=={to="外務省" theme="核" rank="2"}').children
    assert (mark.english, mark.addressee, mark.theme, mark.rank) == ("", "外務省", "核", 2)


def test_a_wrong_rank_and_an_unknown_attribute_are_told():
    _, findings = read_chapter(Source("01-x.md", '---\ntitle: 題\nid: x\n---\n\n==文。=={rank="first" too="国"}\n'))
    assert [(finding.rule, finding.message) for finding in findings] == [
        ("unknown-attribute", "unknown attribute “too”"),
        ("wrong-type", "rank is “first”"),
    ]


def test_unclosed_mark_is_told_at_its_place():
    assert messages("文。\n\nこれは==閉じない文である。") == [
        "01-x.md:7:4: error [unclosed-mark] == is opened but not closed in its paragraph\n"
        "  hint: close it with ==, or put a \\ before it"
    ]


def test_braces_that_open_no_ruby_are_left_alone():
    assert messages("集合{a|b と {1, 2} と{漢字}と`{漢字|かんじ`。\n\n| 甲 | 乙\\|丙 |\n|---|---|\n| 一 | 二 |\n") == []
    assert messages("> | 甲 | 乙 |\n> |---|---|\n> | 一 | 二 |\n") == []


def test_recommendations_are_values_with_labels():
    chapter, findings = read("## 提言 {.recommendations}\n\n導入。\n\n- 外交の常態化：頻繁に行う。\n- 検討すべきだ。\n")
    assert findings == ()
    section = chapter.children[0]
    assert isinstance(section, Section) and section.recommendations and section.title == (Text("提言"),)
    assert isinstance(section.children[0], Paragraph)
    assert [item.label for item in section.children if isinstance(item, Recommendation)] == ["外交の常態化", ""]


def test_notes_are_numbered_by_their_marks():
    chapter, findings = read("あ[^b]い[^a]。\n\n[^a]: 二番。\n[^b]: 一番。\n")
    assert findings == ()
    assert [(note.name, note.number) for note in chapter.notes] == [("b", 1), ("a", 2)]
    assert isinstance(chapter.children[0].children[1], NoteReference)


def test_dangling_notes_are_told_both_ways():
    assert messages("あ[^x]。\n\n[^y]: 本文。\n") == [
        "01-x.md:7:1: error [unused-note] no mark in the text refers to note y\n  hint: put [^y] where it belongs",
        "01-x.md:5:2: error [missing-note] note x has no body\n  hint: write it in a line [^x]: …",
    ]


def test_figure_and_cross_references():
    chapter, findings = read(
        '![棒グラフ](figures/a.svg "関税率"){#fig-a credit="出典：本文"}\n\n[](#fig-a)と[](#fig-a){.page}を見よ。'
    )
    assert findings == ()
    figure, paragraph = chapter.children
    assert isinstance(figure, Figure) and (figure.id, figure.caption, figure.credit) == (
        "fig-a",
        "関税率",
        "出典：本文",
    )
    references = [node for node in paragraph.children if isinstance(node, CrossReference)]
    assert [(node.target, node.page) for node in references] == [("fig-a", False), ("fig-a", True)]


def test_raw_html_is_refused_with_its_place():
    assert messages("あ<b>い</b>")[0].startswith("01-x.md:5:2: error [raw-html] raw HTML: <b>\n")
    assert messages("<div>\nあ\n</div>\n\n文")[0].startswith("01-x.md:5:1: error [raw-html] raw HTML: <div>\n")


def test_front_matter_refuses_unknown_keys_with_the_nearest_name():
    head = "---\ntitle: 題\ncutof: 2025-12-31\n---\n"
    assert messages("文", head) == [
        "01-x.md:3:1: error [unknown-key] unknown key “cutof”\n  hint: did you mean “cutoff”?"
    ]


def test_empty_chapter():
    assert messages("") == [
        "01-x.md:5: error [empty-chapter] the chapter has no text\n  hint: write it, or delete the file"
    ]


def test_links_lead_only_out_of_the_publication():
    assert messages("[外](https://example.org/)") == []
    assert messages("あ[手元](file:///etc/passwd)") == [
        "01-x.md:5:6: error [link-address] a link to file:///etc/passwd\n  hint: write https://…, mailto:… or #id"
    ]
