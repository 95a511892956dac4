"""A build with every shortcut gives the bytes of a build without any: the same lines, the same text, the same pixels."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kumihan.weasy import shortcuts

HOME = Path(__file__).resolve().parents[1]
SCRIPT = """
import hashlib, sys, kumihan.weasy, weasyprint
kumihan.weasy.enable()
made = weasyprint.HTML(string=sys.stdin.read()).write_pdf(pdf_identifier=b"x", pdf_tags=True)
print(hashlib.sha256(made).hexdigest())
"""
STYLE = """
@page { size: A6; margin: 15mm 10% 12mm; @bottom-center { content: counter(page) } @top-right { content: string(head) } }
@page :left { margin-left: 20%; @top-left { content: "左"; width: 30% } }
@page :first { @bottom-center { content: none } }
@page wide { size: A6 landscape; margin: 5% }
h2 { string-set: head content(); break-before: page; margin: 5% 0 }
h2::before { content: target-counter(url("#end"), page) " " }
p { text-indent: 1em; padding: 0 2%; width: auto; max-width: 90%; min-height: 3% }
.columns { columns: 2; column-fill: auto; height: 40% }
.box { box-sizing: border-box; width: 50%; height: 20%; padding: 3% }
.float { float: right; width: 40%; margin: 2% }
.box p { border-radius: 5%; box-shadow: 1px 1px gray; visibility: hidden; background: silver } .float { border-radius: 3px 0 }
.flex { display: flex; background: linear-gradient(red, currentcolor) } .flex > * { flex: 1; min-width: auto }
.grid { display: grid; grid-template-columns: 1fr 2fr }
@layer far, near; @layer near { li { color: teal !important } } @layer far { li { color: olive !important; margin-left: 1em } }
li { list-style: "・" inside } li::marker { color: red } li[style]::before { content: attr(id) "：" } :root { overflow: hidden }
[lang|=en] { font-style: italic } .wide { page: wide } p[id$="2"] { color: gray; font-size: 8pt }
.note { float: footnote } .up { position: relative; top: -2px; font-size: 70% } em { font-style: normal; font-weight: bold }
a::after { content: leader('.') counter(page) } p::before { content: attr(id) }
p:nth-child(odd)::first-line { color: red }
table { border-collapse: collapse; width: 80% } td { border: 1px solid; padding: 2% } tr + tr td { border-top-width: 4px }
"""
PARAGRAPH = "<p>縮める道を通っても、通らなくても、紙の上の文字は<em>同じ所に</em>立つ。版は A6 判である。</p>"
NOTED = "<p id={id}>印のある段落<span class=note>脚注の<em>言葉</em></span>と<a href=#end>終わり</a>。<span class=up>上へ</span></p>"
NAMED = "".join(NOTED.format(id=f"noted-{number}") for number in range(4))
PART = f"""<h2>部の見出し</h2>{NAMED}{PARAGRAPH * 5}<div class=columns>{PARAGRAPH * 6}</div>
<div class=box>{PARAGRAPH}</div><div class=float>{PARAGRAPH}</div>{PARAGRAPH * 2}
<p>一行目<br><br> 二行目の<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby><br></p><div style="width: 0">{PARAGRAPH}</div>
<div style="position: absolute; right: 0; background: silver">{PARAGRAPH}</div><div style="position: absolute">縁なし</div>
<p>行の中の<b style="display: inline-block; width: 3em; background: silver">箱は<i style="position: absolute">上に</i>字を持つ</b>が、
続く行は<b style="display: inline-block; margin: 2px">言葉</b>だけで、<em>縮める道を通っても</em>同じ所に立つ。そのほかの行も同じ所に立つ。</p>
<div class=flex>{PARAGRAPH * 2}<p style="float: left">浮かない</p></div><div class=grid>{PARAGRAPH * 2}</div>
<table><tr><td>表の升目<td>一</tr><tr><td>次の行<td>二</tr></table><section class=wide>{PARAGRAPH}</section>
<ul><li>一つ目<li id=second lang=en style="color: navy; margin: 1px !important">two<li id=third style="font-size: 8pt">三つ目</ul>"""
PAGES = {
    "everything": f"<html lang=ja><style>{STYLE}</style>{PART.replace('noted', 'again')}{PART * 2}<p id=end>終わり</p>",
    "no margin boxes": f"<html lang=ja><style>@page {{ size: A6 }}</style>{PART}",
}


def test_an_element_without_an_id_does_not_take_that_of_one_like_it():
    script = (
        "import kumihan.weasy, weasyprint\n"
        "kumihan.weasy.enable()\n"
        "made = weasyprint.HTML(string='<p id=named>一<p>二<p>三').render()\n"
        "print([box.style['anchor'] for box in made.pages[0]._page_box.descendants() if box.element_tag == 'p' and type(box).__name__ == 'BlockBox'])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME, capture_output=True, text=True, check=True)
    assert done.stdout == "['named', None, None]\n"


def digest(html, perf):
    environment = os.environ | {"KUMIHAN_PERF": perf}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=HOME,
        env=environment,
        input=html,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def alone(shortcut):
    """The shortcuts that are there where only one is taken."""
    script = "import kumihan.weasy; kumihan.weasy.enable(); from kumihan.weasy import hooks; print(*hooks.replaced)"
    environment = os.environ | {"KUMIHAN_PERF": shortcut}
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME, env=environment, capture_output=True, text=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def general():
    return digest(PAGES["everything"], "0"), alone("0")


@pytest.mark.parametrize("shortcut", [shortcuts.name_of(each) for each in shortcuts.SHORTCUTS])
def test_each_shortcut_alone_changes_no_byte(shortcut, general):
    plain, hooks = general
    assert alone(shortcut) > hooks
    assert digest(PAGES["everything"], shortcut) == plain


@pytest.mark.parametrize("name", PAGES)
def test_shortcuts_change_no_byte(name):
    assert digest(PAGES[name], "1") == digest(PAGES[name], "0")
