"""Set small documents and tell which hooks took effect; what the hooks should be made of is known elsewhere.

A hook that WeasyPrint still has but no longer calls leaves no trace in fingerprints of what it replaces. So every function
that was put in is counted while the documents are set, and for what can be seen on the page, the page is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

import weasyprint

from kumihan.messages import tr
from kumihan.weasy import hooks, sections
from kumihan.weasy.press import BASE, make_press

EM = 20
STYLE = """
@page { size: 400px 200px; margin: 0; @bottom-left { content: counter(page) } } body, p, h1 { margin: 0; font-size: 20px }
body { font: 20px/30px "Noto Serif CJK JP", serif; text-align: justify } rt { font-size: 10px }
.note { float: footnote } .half { width: 160px } .left { float: left } .columns { columns: 2; column-gap: 0; column-fill: auto }
.dots { text-emphasis: filled dot } .step { block-step-size: 40px } .float { float: block-start; height: 30px }
"""
WORDS = "組版の行をそろえる。"
# A paragraph with a box out of the flow takes the general way.
ASIDE = '<span style="position: absolute">外</span>'
# Notes on pages that are too small for them; WeasyPrint alone loses some and changes their order.
NOTES = "<style>@page { size: 120px 120px } p { orphans: 1; widows: 1 }</style>" + "".join(
    f"<p><span class=note>漢字の長い注の文{first}</span><span class=note>な<br>1{second}</span>文文文文文文文文文"
    f"<span class=note>{third}</span></p>"
    for first, second, third in ("甲乙丙", "丁戊己")
)
# A page with a float behind its last word.
FULL = f"<p style='break-before: page'>{WORDS * 12}<span class=left>浮く</span></p>"
EVERYTHING = f"""<h1>題</h1><ul><li>項</ul><p>{WORDS * 9}<ruby>組<rt>くみ</rt></ruby><span class=dots>点</span><a href=#end>語</a></p>
<div class=columns><p>{WORDS * 4}</p><div class=float>図</div><p>{WORDS * 4}<span class=note>注</span></p></div>
<table><tr><td>升目</table><div style="display: grid"><p>{WORDS}</p></div><p class=left>浮く</p><div style="position: absolute">
絶対</div><p>短い{ASIDE}</p>{FULL}<p id=end lang=en>only Latin words {"in lines " * 9}</p>"""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a page must show where a hook took effect: `holds` is asked of a document with `body`."""

    hook: str
    what: str
    body: str
    holds: Callable[[Any], bool]


def document(body: str) -> Any:
    return weasyprint.HTML(string=f"<html lang=ja><title>x</title><style>{STYLE}</style><body>{body}").render()


def found(made: Any, tag: str) -> list[Any]:
    """The boxes of an element, in the order of the pages."""
    return [box for page in made.pages for box in page._page_box.descendants() if box.element_tag == tag]


def line(made: Any) -> Any:
    """The first line of the first paragraph."""
    return found(made, "p")[0].children[0]


def close(value: float, wanted: float) -> bool:
    return abs(value - wanted) < 0.01


def pdf(made: Any) -> bytes:
    written: bytes = made.write_pdf(uncompressed_pdf=True, pdf_tags=True)
    return written


def text(made: Any) -> str:
    return "".join(box.text for page in made.pages for box in page._page_box.descendants() if hasattr(box, "text"))


def reading_stands_over(made: Any) -> bool:
    (reading,), (base,) = ([box for box in found(made, tag) if hasattr(box, "text")] for tag in ("rt", "ruby"))
    ink = reading.composed
    middle = reading.position_x + ink.shift + sum(ink.advances) / 2
    return close(middle, base.position_x + base.width / 2) and ink.rise > EM / 2


def in_order(made: Any) -> bool:
    words = text(made)
    places = [words.find(mark) for mark in "甲乙丙丁戊己"]
    return -1 not in places and places == sorted(places)


def signs() -> tuple[Sign, ...]:
    """What is looked at."""
    return (
        Sign("css.validation.properties.property", tr("a property is taken"), "<p style='text-autospace: no-autospace'>文",
             lambda made: found(made, "p")[0].style["text_autospace"] == "no-autospace"),
        Sign("css.validation.expanders.generic_expander", tr("text-emphasis is taken"), "<p class=dots>文",
             lambda made: found(made, "p")[0].style["text_emphasis_style"] == ("filled", "dot")),
        Sign("layout.inline.split_inline_box", tr("punctuation is trimmed"), f"<p>文」「字{ASIDE}",
             lambda made: close(line(made).width, 3.5 * EM)),
        Sign("layout.inline.split_inline_box", tr("Latin stands a quarter of an em off"), "<p>文1文",
             lambda made: line(made).width > 2.8 * EM),
        Sign("layout.inline.split_inline_box", tr("full lines are flush"), f"<p class=half>{WORDS}、Tokyoの{WORDS}",
             lambda made: close(line(made).width, 8 * EM)),
        Sign("layout.inline.split_inline_box", tr("readings stand over their base"), "<p>文<ruby>組<rt>く</rt></ruby>字",
             reading_stands_over),
        Sign("layout.preferred.inline_line_widths", tr("boxes shrink to composed lines"), "<p class=left>文」「字",
             lambda made: close(found(made, "p")[0].width, 3.5 * EM)),
        Sign("layout.block.block_level_layout", tr("blocks take whole steps"), "<p class=step>文",
             lambda made: close(found(made, "p")[0].margin_height(), 40)),
        Sign("layout.block.columns_layout", tr("figures float to the head of a column"),
             f"<div class=columns><p>{WORDS}</p><div class=float>図</div><p>{WORDS * 3}</p></div>",
             lambda made: close(found(made, "p")[0].position_y, 30)),
        Sign("layout.inline.float_layout", tr("a float in the line waits for room"), FULL,
             lambda made: len(made.pages) == 2 and "浮く" in text(made)),
        Sign("layout.page.remake_page", tr("notes keep their order"), NOTES, in_order),
        Sign("draw.draw_text", tr("trimmed text is drawn so"), "<p>文」「字", lambda made: b">500<" in pdf(made)),
        Sign("draw.draw_text", tr("emphasis dots are drawn"), "<p class=dots>文", lambda made: b" c\n" in pdf(made)),
        Sign("pdf.add_tags", tr("readings are tagged"), "<p>文<ruby>組<rt>くみ</rt></ruby>字",
             lambda made: b"/S /RT" in pdf(made)),
    )  # fmt: skip


def faults() -> Iterator[tuple[str, str]]:
    """Each hook without effect, and what should have been seen of it ("" where it is only never called)."""
    for sign in signs():
        try:
            holds = sign.holds(document(sign.body))
        except Exception as fault:  # whatever another version does to it
            yield sign.hook, f"{sign.what}: {fault!r}"
            continue
        if not holds:
            yield sign.hook, sign.what
    try:
        yield from ((name, "") for name in uncalled())
    except Exception as fault:
        yield tr("a document with everything in it"), repr(fault)


def uncalled() -> list[str]:
    """The names whose replacement WeasyPrint never called for a document with everything in it."""
    called: set[str] = set()
    for name, function in hooks.replaced.items():
        setattr(*hooks.place_of(name), counting(name, function, called))
    try:
        pdf(document(EVERYTHING))
        html = (
            f"<html lang=ja><title>x</title><body><section style='break-before: page'>{WORDS}</section></body></html>"
        )
        sections.set_sections((html, html), make_press((("", STYLE),), lambda name: None), BASE, len)
    finally:
        for name, function in hooks.replaced.items():
            setattr(*hooks.place_of(name), function)
    return [name for name in hooks.replaced if name not in called]


def counting(name: str, function: Any, called: set[str]) -> Any:
    """The function, or property, that notes its name when it is called."""
    inner: Callable[..., Any] = getattr(function, "fget", function)

    @wraps(inner)
    def counted(*arguments: Any, **options: Any) -> Any:
        called.add(name)
        return inner(*arguments, **options)

    return property(counted) if isinstance(function, property) else counted
