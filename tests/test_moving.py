"""A section that begins on another page keeps its text as it was drawn; the bytes are those of a new setting."""

import random

import pytest

from kumihan.galley import CUT, Galley
from kumihan.weasy import sections
from kumihan.weasy.standing import Standing
from kumihan.weasy.typeset import typeset

STYLE = """
@page { size: 60mm 40mm; margin: 8mm; @top-left { content: string(head) } @bottom-right { content: counter(page) } }
body { margin: 0; font: 10pt/14pt "Noto Serif CJK JP" }
nav { page: index; break-after: page } @page index { @top-left { content: none } }
@page :nth(1 of index) { counter-reset: page 1 }
nav a { display: block } nav a::after { content: target-counter(attr(href), page) }
h1 { string-set: head content(text); font-size: 12pt; margin: 0; bookmark-level: 1 }
.note { float: footnote } .to::after { content: "p." target-counter(attr(href), page) }
"""
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="red" opacity=".5"/></svg>"""
LINE = "夜の駅前で三人が待ち合わせて、朝の船に乗った。"
NOTE = '<span class="note">注の言葉もここに置く。</span>'
INDEX = "<nav>" + "".join(f'<a href="#{name}">{name}</a>' for name in "abcd") + "</nav>"
PARTS = (
    f'<section id="a"><h1>一</h1><p>{LINE * 2}{NOTE}</p></section>',
    f'<section id="b"><h1>二</h1><p>{LINE * 8}</p></section>',
    f'<section id="c"><p>{LINE}<a href="#a">前</a>を見よ{NOTE}。{LINE * 7}</p><h1>三</h1><p>{LINE}<img src="a.svg"></p></section>',
    f'<section id="d"><h1>四</h1><p>{LINE}<a class="to" href="#a">前</a></p></section>',
)
BREAKS = ("page", "left", "right")


def galley(style, parts=PARTS):
    body = CUT.join((INDEX, *parts))
    html = f'<html lang="ja"><head><title>移す</title></head><body>{CUT}{body}{CUT}</body></html>'
    return Galley(html, (("test.css", STYLE + style),))


def results(made, standing=None, tagged=True):
    pages, found = typeset(made, {"a.svg": SVG}.get, tagged, standing)
    return pages.pdf()[0], pages.folios, pages.anchors, pages.sheets, pages.fragments, found


def longer(lines, at=0):
    """The parts with so many lines more in one of them."""
    parts = list(PARTS)
    parts[at] = parts[at].replace("</p>", LINE * lines + "</p>", 1)
    return tuple(parts)


@pytest.fixture
def seen(monkeypatch):
    """The ids of the sections that are laid out, and of those that move."""
    laid, moved = [], []
    lay_out, move = sections.lay_out, sections.Sections.move

    def lay(html, *rest):
        laid.append(html.etree_element.find("body")[0].get("id", "index"))
        return lay_out(html, *rest)

    def go(document, index, start):
        made = move(document, index, start)
        if made:
            moved.append(next(iter(made.landings)))
        return made

    monkeypatch.setattr(sections, "lay_out", lay)
    monkeypatch.setattr(sections.Sections, "move", go)
    return laid, moved


def after_an_edit(style, seen, parts, tagged=True):
    """What is laid out and what moves when the first parts become these; the bytes are those of a new setting."""
    standing = Standing()
    results(galley(style), standing, tagged)
    for each in seen:
        each.clear()
    warm = results(galley(style, parts), standing, tagged)
    laid, moved = list(seen[0]), list(seen[1])
    assert warm == results(galley(style, parts), None, tagged)
    return laid, moved


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("side", BREAKS)
@pytest.mark.parametrize("lines", [1, 4, 12])  # a page more, two, six
def test_sections_after_a_longer_one_move(seen, side, lines, tagged):
    laid, moved = after_an_edit(f"section {{ break-before: {side} }}", seen, longer(lines), tagged)
    assert laid == ["a", "index"]
    assert moved == ["b", "c", "d"]


@pytest.mark.parametrize(
    "margins",
    [
        "@page :left { @top-left { content: '左' } } @page :right { @left-middle { content: '右' string(head, last); writing-mode: vertical-rl } }",
        "@page { @top-right { content: string(head, start) '/' string(head, first-except) '/' string(head, last) } }",
        "@page { @top-center { content: counter(page, lower-roman); opacity: .5; background: linear-gradient(red, blue) } }",
        "@page :left { @bottom-left { content: url(a.svg) counter(page); border: 1px solid red; transform: rotate(9deg) } }",
        "@page :nth(2n) { @top-center { content: '偶数' } } @page :nth(5) { @left-top { content: '五'; font-weight: bold } }",
        "@page { counter-increment: page 2 leaf 3; @top-center { content: counter(leaf) } } html { background: silver }",
        "@page :blank { @top-left { content: none } @left-top { content: counter(page) } } body { background: yellow }",
        "@page { bleed: 3mm; marks: crop cross; background: url(a.svg) } @page :left { @bottom-right { color: red } }",
    ],
)
@pytest.mark.parametrize("side", BREAKS)
def test_whatever_stands_in_margins_is_made_anew(seen, margins, side):
    _, moved = after_an_edit(f"section {{ break-before: {side} }} {margins}", seen, longer(1))
    assert moved == ["b", "c", "d"]


@pytest.mark.parametrize(
    ("style", "again"),
    [
        ("p::after { content: counter(page) }", "bcd"),
        ("h1::after { content: counter(page) }", "bcd"),
        ("section { string-set: head counter(page) }", "bcd"),
        ("@page { @note-area { content: counter(page) } }", "bcd"),
        ("#c h1::before { counter-increment: n; content: counter(n) counter(page) }", "c"),
        ("@page :nth(9) { margin-left: 12mm }", "bc"),
        ("@page { @top-center { content: '下'; z-index: -1 } }", "bcd"),
        ("@page { outline: 1px solid red }", "bcd"),
        ("@page { opacity: .5 }", "bcd"),
        ("@page { @top-center { content: counter(pages) } }", "bcd"),
        ("@page :left { margin-left: 9mm; margin-right: 7mm }", "bcd"),
        ("section { counter-increment: n 2 } section + section { counter-reset: n }", ""),
    ],
)
def test_a_section_is_laid_out_again_where_more_than_its_margins_changes(seen, style, again):
    notes = "@note" in style  # which take room, and have no place in the tree of tags
    parts = longer(3 if notes else 1)
    laid, moved = after_an_edit(f"section {{ break-before: page }} {style}", seen, parts, tagged=not notes)
    assert {*laid} - {"a", "index"} == {*again}
    assert {*moved} == {*"bcd"} - {*again}


def test_a_number_of_the_own_section_is_set_again(seen):
    parts = longer(8)
    own = '<section id="d"><h1>四</h1><p><a class="to" href="#d">ここ</a></p></section>'
    standing = Standing()
    results(galley("section { break-before: page }", (*PARTS[:3], own)), standing)
    seen[0].clear()
    made = galley("section { break-before: page }", (*parts[:3], own))
    assert results(made, standing) == results(made)
    assert "d" in seen[0]


def test_without_the_shortcut_they_are_laid_out_again(seen, monkeypatch):
    monkeypatch.setenv("KUMIHAN_PERF", "struts")
    laid, moved = after_an_edit("section { break-before: left }", seen, longer(8))
    assert {*laid} == {"a", "b", "c", "d", "index"}
    assert not moved


def test_what_is_warned_of_margins_is_told_of_the_pages_as_they_are():
    style = (
        "section { break-before: page } @page :nth(9) { @top-center { content: target-counter(url('#lost'), page) } }"
    )
    standing = Standing()
    for parts in (PARTS, longer(4), PARTS, longer(8), longer(8, at=1)):
        assert results(galley(style, parts), standing)[-1] == results(galley(style, parts))[-1]


def edited(parts, dice):
    """The parts after one more edit, which moves what comes after it."""
    parts, at = list(parts), dice.randrange(len(parts) - 1)
    match dice.randrange(5):
        case 0:
            parts.insert(
                at, f'<section id="x{len(parts)}"><h1>加えた部</h1><p>{LINE * dice.randrange(1, 20)}</p></section>'
            )
        case 1 if len(parts) > 3:
            del parts[at]
        case 2:
            parts[at] = parts[at].replace("<h1>", "<h1>改めた", 1)
        case _:
            parts[at] = parts[at].replace("</p>", LINE * dice.choice((1, 4, 8, 12)) + "</p>", 1)
    return tuple(parts)


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("side", BREAKS)
def test_edits_at_random(seen, side, tagged):
    dice, standing = random.Random(side), Standing()
    style = f"section {{ break-before: {side} }} @page :left {{ @top-right {{ content: string(head, last) }} }}"
    parts = PARTS
    for turn in range(12):
        parts = PARTS if dice.random() < 0.2 else edited(parts, dice)
        made = galley(style, parts)
        assert results(made, standing, tagged) == results(made, None, tagged), turn
    assert len(seen[1]) > 7
