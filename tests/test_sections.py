"""A document set section by section comes out as the one set at once, to the last byte."""

import gc
import io
import pickle
import random
from itertools import product
from pathlib import Path

import pytest
from PIL import Image
from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.layout import block

from kumihan.galley import CUT, Galley
from kumihan.stages import editions
from kumihan.stages.manuscript import read
from kumihan.weasy import crew, sections
from kumihan.weasy import typeset as typesetting
from kumihan.weasy.joints import Inseparable, page_break
from kumihan.weasy.standing import Standing
from kumihan.weasy.typeset import typeset

HOME = Path(__file__).resolve().parents[1]
STYLE = """
@page { size: 60mm 40mm; margin: 8mm; @top-left { content: string(head) } @bottom-right { content: counter(page) "/" counter(pages) } }
@page :first { margin-left: 12mm }
@page :nth(4) { margin-left: 16mm }
@page index { @top-left { content: none } }
@page :nth(1 of index) { counter-reset: page 1 }
body { margin: 0; font: 10pt/14pt "Noto Serif CJK JP"; counter-reset: plate }
nav { page: index; break-after: page }
nav a { display: block } nav a::after { content: target-counter(attr(href), page) " " target-counter(attr(href), plate) }
h1 { string-set: head content(text); font-size: 12pt; margin: 0; bookmark-level: 1 }
section { break-before: left }
section + section h1 { color: red }
section:last-of-type { font-style: italic }
section:nth-of-type(2) { background: yellow }
i { counter-increment: plate } i::after { content: "図" counter(plate) }
.note { float: footnote }
.to::after { content: "p." target-counter(attr(href), page) }
"""
INDEX = '<nav><a href="#a">甲</a><a href="#b">乙</a><a href="#c">丙</a></nav>'
NOTE = '<span class="note">脚注の文章をここに置く。</span>'
PARTS = (
    f'<section id="a"><h1>甲の部</h1><p>春の川が流れる。{NOTE}<a class="to" href="#c">丙</a>を見よ。<i></i></p></section>',
    '<section id="b"><p>' + "見出しのない部が頁をまたいで続いてゆく。" * 12 + "<i></i><i></i></p></section>",
    f'<section id="c"><h1>丙の部</h1><p>終わりの部。<a class="to" href="#a">甲</a>へ戻る。{NOTE}<i></i></p></section>',
)


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><defs><linearGradient id="g"><stop stop-color="red"/>
<stop offset="1" stop-color="blue" stop-opacity=".4"/></linearGradient></defs><rect width="30" height="9" fill="url(#g)"/>
<g opacity=".5"><circle cx="9" cy="9" r="5"/></g><text x="2" y="18" font-size="8">\xe5\x9b\xb3 A</text></svg>"""


def picture():
    """A small picture with an alpha channel."""
    out = io.BytesIO()
    Image.new("RGBA", (6, 6), (200, 30, 30, 120)).save(out, "PNG")
    return out.getvalue()


def galley(style="", bodies=(INDEX, *PARTS), cut=CUT):
    html = '<html lang="ja"><head><title>試し</title></head><body>' + cut + cut.join(bodies) + cut + "</body></html>"
    return Galley(html, (("test.css", STYLE + style),))


def pdf(made, read=lambda name: None, tagged=True):
    pages, found = typeset(made, read, tagged)
    return pages.pdf()[0], pages.folios, pages.anchors, pages.sheets, pages.fragments, found


def both(made, monkeypatch, read=lambda name: None, tagged=True):
    """What typesetting gives by sections and at once, and how many times the first way came to its end."""
    ends = []
    stock = typesetting.collate

    def collate(formes, *arguments):
        ends.append(formes)
        return stock(pickle.loads(pickle.dumps(formes)), *arguments)

    monkeypatch.setattr(typesetting, "collate", collate)
    parted = pdf(made, read, tagged)
    monkeypatch.setenv("KUMIHAN_PERF", "0")
    return parted, pdf(made, read, tagged), len(ends)


@pytest.mark.parametrize("tagged", [True, False])
def test_heads_folios_notes_counters_references_and_siblings_come_out_as_in_the_whole(monkeypatch, tagged):
    parted, whole, ends = both(galley(), monkeypatch, tagged=tagged)
    assert ends == 1
    assert parted == whole


@pytest.mark.parametrize(
    "style",
    [
        "nav a::after { content: '（' target-counter(attr(href), page, lower-roman) '）'; text-transform: uppercase }",
        "nav a { display: flex } nav a::after { display: block; float: right }",
        ".to::after { content: 'p. ' target-counter(attr(href), page) ' ' counter(page); white-space: pre; display: inline-block }",
        ".to { string-set: head target-counter(attr(href), page) }",
    ],
)
def test_numbers_of_other_sections_come_out_as_in_the_whole(monkeypatch, style):
    parted, whole, ends = both(galley(style), monkeypatch)
    assert ends == 1
    assert parted == whole


@pytest.mark.parametrize(
    "style",
    [
        "p { opacity: .5 } h1 { opacity: .4 } section:last-of-type p { opacity: .5 }",
        "p { background: linear-gradient(red, rgba(0, 0, 255, .3)) } h1 { background: radial-gradient(red, blue) }",
        "p { background: url(a.svg) } section { background: url(b.png) 0 0 / 9px repeat } h1::before { content: url(b.png) }",
        "nav { mask-border: url(a.svg) } p { mask-border: url(b.png) 3 / 3px } @page { background: url(a.svg) }",
    ],
)
@pytest.mark.parametrize("tagged", [True, False])
def test_what_content_calls_by_name_comes_out_as_in_the_whole(monkeypatch, style, tagged):
    files = {"a.svg": SVG, "b.png": picture()}
    parted, whole, ends = both(galley(style), monkeypatch, files.get, tagged)
    assert ends == 1
    assert parted == whole


def test_a_picture_that_two_sections_show_is_drawn_after_the_first_has_gone(monkeypatch):
    shown = '<section><p>図<img src="a.svg"></p></section>'
    parted, whole, ends = both(galley(bodies=(shown, shown, *PARTS)), monkeypatch, {"a.svg": SVG}.get)
    assert ends == 1
    assert parted == whole


def test_the_boxes_of_a_section_go_when_it_is_drawn(monkeypatch):
    alive = []
    stock = crew.forme_of

    def forme_of(*arguments):
        gc.collect()
        alive.append(sum(isinstance(thing, PageBox) for thing in gc.get_objects()))
        return stock(*arguments)

    monkeypatch.setattr(crew, "forme_of", forme_of)
    lasting = "@page { @bottom-right { content: counter(page) } }"
    pdf(galley(lasting, bodies=tuple(f'<section id="s{n}"><p>{"本文。" * 200}</p></section>' for n in range(6))))
    assert len(alive) == 6
    assert max(alive) - min(alive) <= 1, alive


def test_the_break_between_sections_is_weasyprints(monkeypatch):
    words = ("auto", "avoid", "avoid-page", "avoid-column", "page", "column", "left", "recto")
    monkeypatch.setattr(block, "_add_break_values", lambda values, side: values)
    for after in product(words, repeat=2):
        for before in product(words, repeat=2):
            assert page_break((*after, *before)) == block.block_level_page_break(after, before), (after, before)


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_the_publication_comes_out_as_in_the_whole(monkeypatch, edition):
    manuscript = read(HOME / "content")
    made = editions.galley(manuscript, edition)
    assert len(made.sections()) == len(manuscript.book.chapters) + 4
    parted, whole, ends = both(made, monkeypatch, manuscript.read, edition == "screen")
    assert ends == 1
    assert parted == whole


@pytest.mark.parametrize(
    "style",
    [
        "section { break-before: auto }",
        "h1 { position: fixed }",
        "h1 { position: running(title) } @page { @top-right { content: element(title) } }",
        "i::before { content: counter(pages) }",
    ],
)
def test_what_reaches_over_sections_is_set_at_once(monkeypatch, style):
    parted, whole, ends = both(galley(style), monkeypatch)
    assert ends == 0
    assert parted == whole


def test_a_section_of_two_elements_is_set_at_once(monkeypatch):
    parted, whole, ends = both(galley(bodies=(INDEX + PARTS[0], PARTS[1], PARTS[2])), monkeypatch)
    assert ends == 0
    assert parted == whole


def test_a_reference_to_nowhere_is_told_as_in_the_whole(monkeypatch):
    lost = '<section id="d"><p><a class="to" href="#lost">失</a></p></section>'
    parted, whole, _ = both(galley(bodies=(*PARTS, lost)), monkeypatch)
    assert [finding for finding in whole[-1] if "lost" in finding.message]
    assert set(parted[-1]) == set(whole[-1])
    assert parted[:-1] == whole[:-1]


def test_only_sections_that_print_a_changed_number_are_laid_out_again(monkeypatch):
    laid = []
    stock = sections.lay_out

    def lay_out(html, *arguments, **options):
        laid.append(html.etree_element.find("body")[0].get("id", "index"))
        return stock(html, *arguments, **options)

    monkeypatch.setattr(sections, "lay_out", lay_out)
    pdf(galley())
    assert laid.count("b") == laid.count("c") == 1  # c refers only to what stands before it
    assert laid.count("a") == laid.count("index") == 2


def test_inseparable_says_why():
    with pytest.raises(Inseparable, match="not one element"):
        from kumihan.weasy.section import parse

        parse("<body><p>一</p><p>二</p></body>", "", None)


def edited(number):
    """A document whose parts a reader would tell apart, after some edits."""
    dice = random.Random(number)
    words = ("雨の日の窓に", "灯のともる町で", "遠い島の話を", "読み返すたびに")
    bodies = [INDEX, *PARTS]
    for _ in range(dice.randrange(4)):
        at = dice.randrange(1, len(bodies))
        bodies[at] = bodies[at].replace("</p>", dice.choice(words) * dice.choice((1, 1, 30)) + "</p>", 1)
    if dice.random() < 0.3:
        bodies.insert(dice.randrange(1, 5), f'<section id="x{number}"><h1>加えた部</h1><p>新しい。</p></section>')
    if dice.random() < 0.3:
        bodies[1] = bodies[1].replace("甲の部", "改めた部")
    if dice.random() < 0.2:
        bodies[-1] = bodies[-1].replace("</section>", '<p><img src="a.svg"></p></section>')
    return galley("p { color: gray }" if dice.random() < 0.1 else "", tuple(bodies))


@pytest.mark.parametrize("margins", ["", "@page { @bottom-right { content: counter(page) } }"])
def test_type_kept_standing_gives_what_a_new_setting_gives(margins):
    standing, pictures = Standing(), [SVG, SVG.replace(b"red", b"lime")]
    for number in range(12):
        made = edited(number)
        made = Galley(made.html, ((made.stylesheets[0][0], made.stylesheets[0][1] + margins),))
        picture = pictures[number % 8 > 4]

        def results(standing, made=made, picture=picture):
            pages, found = typeset(made, {"a.svg": picture}.get, True, standing)
            return pages.pdf()[0], pages.folios, pages.anchors, pages.sheets, pages.fragments, found

        assert results(standing) == results(None), number


def test_a_reference_to_an_anchor_that_an_edit_took_away_is_told():
    standing = Standing()
    asking = PARTS[2].replace('href="#a"', 'href="#q"')
    for body, lost in ((PARTS[1].replace("<p>", '<p id="q">'), False), (PARTS[1], True)):
        _, found = typeset(galley(bodies=(INDEX, PARTS[0], body, asking)), {}.get, True, standing)
        assert any("q" in finding.message for finding in found) == lost


def test_an_edited_section_is_laid_out_alone(monkeypatch):
    laid = []
    stock = sections.lay_out
    monkeypatch.setattr(
        sections, "lay_out", lambda html, *rest, **more: laid.append(html) or stock(html, *rest, **more)
    )
    style = "@page { @bottom-right { content: counter(page) } }"
    standing = Standing()
    typeset(galley(style), {}.get, True, standing)
    laid.clear()
    typeset(galley(style, (INDEX, PARTS[0], PARTS[1].replace("続いて", "流れて"), PARTS[2])), {}.get, True, standing)
    assert len(laid) == 1
    laid.clear()
    typeset(galley(style + "p { color: gray }"), {}.get, True, standing)
    assert len(laid) >= 4
