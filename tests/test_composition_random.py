"""Random documents through the binding: no text is lost or reordered, no line is too wide, the bytes stay the same."""

import os
import re
from html import unescape

import weasyprint
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import kumihan.weasy

kumihan.weasy.enable()

PAGE = """<!DOCTYPE html><html lang="ja"><title>x</title><style>
@page {{ size: {width}pt {height}pt; margin: 20pt }}
body {{ margin: 0; font: 10pt/17pt "Noto Serif CJK JP"; text-align: justify; hyphens: auto }}
p {{ margin: 0; orphans: {orphans}; widows: {orphans} }} rt {{ font-size: .5em }}
.note {{ float: footnote; text-indent: 0 }} .box {{ display: inline-block; border: 1pt solid }}
.edge {{ padding: 0 2pt; border: .5pt solid }} .columns {{ columns: 2 }} .indent {{ text-indent: 1em }}
.aside {{ float: left; width: 3em; text-indent: 0 }} .filled {{ columns: 2; column-gap: 1em; column-fill: auto }}
table {{ border-collapse: collapse; table-layout: fixed; width: 100% }} td {{ padding: 0 }} .first::first-letter {{ color: red }}
.phrases {{ word-break: auto-phrase; text-wrap: pretty; text-align: right }} .whole {{ wrap-inside: avoid }}
</style><body>{body}</body></html>"""
EM = 4 / 3 * 10

LETTERS = "日本語組版漢字かなのをカタナッー々年円、。，．・：「」『』（）〈〉！？　——……AbcZ19 %.-/"
TEXT = st.text(LETTERS, min_size=1, max_size=24)
WORDS = st.sampled_from(
    [
        "international",
        "inter\u00adnatio\u00adnal",
        "e-mail",
        "「かこみ」。",
        "（注）",
        "https://example.org/a/path?q=1",
        "2026年度",
        "United Nations",
        "10,000円",
        "e\u0301tude",
        "か\u3099",
        "葛\U000e0100飾",
        "10\u00a0km",
        "a\u200bb\u2060c",
        "あ\t\u3000\u3000い",
        "Donaudampfschifffahrtsgesellschaft",
        "<b style='text-emphasis: dot'>点and、</b>",
    ]
)
RUBY = st.builds(
    lambda base, reading: f"<ruby>{base}<rt>{reading}</rt></ruby>",
    st.text("東京漢字紫陽花", min_size=1, max_size=3),
    st.text("とうきょうかんじ", min_size=1, max_size=6),
)
LEAF = st.one_of(TEXT, TEXT, WORDS, RUBY, st.just("<br>"))


def wrap(tag, attributes, parts):
    return f"<{tag}{attributes}>{''.join(parts)}</{tag}>"


INLINE = st.recursive(
    LEAF,
    lambda inner: st.builds(
        wrap,
        st.sampled_from(["b", "small", "sup", "span"]),
        st.sampled_from(["", " class=edge", " class=box", " class=whole", " style='position: relative'"]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
NOTE = st.builds(lambda parts: wrap("span", " class=note", parts), st.lists(LEAF, min_size=1, max_size=3))
LINK = st.builds(
    lambda parts: wrap("a", " href='https://example.org/'", parts), st.lists(INLINE, min_size=1, max_size=2)
)
TAG = st.sampled_from(["p", "p", "p", "li", "h2", "blockquote"])
BLOCK = st.builds(
    wrap,
    TAG,
    st.sampled_from(
        ["", " class=indent", " class=columns", " class=first", " class=phrases", " style='text-align: center'"]
    ),
    st.lists(st.one_of(INLINE, INLINE, INLINE, LINK, NOTE), min_size=1, max_size=6),
)
ASIDE = st.builds("<i class=aside>{}</i>".format, st.text("傍注の文", min_size=1, max_size=6))
# Not with columns of their own: WeasyPrint looks for their height for minutes.
WITHIN = st.builds(
    wrap,
    TAG,
    st.sampled_from(["", " class=indent"]),
    st.lists(st.one_of(INLINE, INLINE, INLINE, NOTE, ASIDE), min_size=1, max_size=6),
)
FLOATING = st.builds(lambda aside, text: aside + wrap("p", "", text), ASIDE, TEXT)
# A row of several cells that is cut goes on cell by cell, so each has one.
ROW = st.builds("<tr><td>{}</td></tr>".format, INLINE)
TABLE = st.builds(lambda rows: wrap("table", "", rows), st.lists(ROW, min_size=1, max_size=3))
COLUMNS = st.builds(lambda blocks: wrap("div", " class=filled", blocks), st.lists(st.one_of(BLOCK, WITHIN), min_size=1, max_size=3))
DOCUMENT = st.lists(st.one_of(BLOCK, BLOCK, WITHIN, FLOATING, TABLE, COLUMNS), min_size=1, max_size=5).map("".join)


def layout(body, measure, lines, orphans=1):
    height = 40 + 17 * lines
    return weasyprint.HTML(
        string=PAGE.format(body=body, width=40 + 10 * measure, height=height, orphans=orphans)
    ).render()


def walk(box):
    yield box
    for child in getattr(box, "children", ()):
        yield from walk(child)


def printed(made):
    """The text of all pages without blanks: what flows, the notes, what floats; what CSS puts in is left out."""
    flow, notes, asides = [], [], []
    for page in made.pages:
        for area in page._page_box.children:
            for box, floats in texts(area, False):
                (notes if "Footnote" in type(area).__name__ else asides if floats else flow).append(shown(box))
    return tuple(plain("".join(part)) for part in (flow, notes, asides))


def texts(box, floats):
    """Every text with whether it floats; the first letter is an element's own text."""
    floats = floats or box.element_tag == "i"
    if hasattr(box, "text") and (box.element_tag or "").partition("::")[2] in ("", "first-letter"):
        yield box, floats
    for child in getattr(box, "children", ()):
        yield from texts(child, floats)


def shown(box):
    mark = box.__dict__.get("composed")
    return "".join(cluster.text for cluster in mark.clusters) if mark else box.text


def plain(text):
    return re.sub(r"[\s\u00ad‐-]", "", text)


def source(body):
    """The text of the source in the same form."""
    note = r"<span class=note>(.*?)</span>"  # notes hold no other span
    aside = r"<i class=aside>(.*?)</i>"
    flow, notes = re.sub(note, "", body, flags=re.S), "".join(re.findall(note, body, re.S))
    flow, asides = re.sub(aside, "", flow, flags=re.S), "".join(re.findall(aside, flow, re.S))
    return tuple(plain(unescape(re.sub(r"<[^>]+>", "", part))) for part in (flow, notes, asides))


# Notes that went to the next page in the order in which they failed to fit.
SPAN = "<a>「円-…/<b><ruby>京<rt>う</rt></ruby><b class=edge><br></b><b class=edge><br></b></b></a>"
ORDER = (
    "<li><span class=note>international<ruby>字<rt>ょょうと</rt></ruby></span><span class=note>なな<br>10,000円</span>"
    f"<span class=edge><span class=edge><b>1</b></span></span> {SPAN}1{SPAN}</li>"
)


def free_lines(box):
    """The lines without boxes of their own size; such a box may be wider than any measure."""
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox" and not any(
            type(each).__name__ == "InlineBlockBox" for each in walk(child)
        ):
            yield child
        if type(child).__name__ != "InlineBlockBox":
            yield from free_lines(child)


# The same documents on every machine; EXAMPLES=500 looks at others, as many as it says.
@settings(
    max_examples=int(os.environ.get("EXAMPLES", "30")), derandomize="EXAMPLES" not in os.environ, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(DOCUMENT, st.integers(6, 24), st.integers(5, 40), st.integers(1, 2))
@example(ORDER, 6, 5, 1)
@example("<blockquote class=columns>international</blockquote>", 8, 11, 2)
@example("<p><ruby>東東京東<rt>じ</rt></ruby></p>" * 2, 2, 5, 1)
def test_random_documents_keep_text_measure_and_bytes(body, measure, lines, orphans):
    made = layout(body, measure, lines, orphans)
    assert printed(made) == source(body)
    for page in made.pages:
        for line in free_lines(page._page_box):
            if line.__dict__.get("composed_line"):
                assert line.width <= measure * EM + 0.01, "".join(
                    shown(box) for box in walk(line) if hasattr(box, "text")
                )
    assert made.write_pdf() == layout(body, measure, lines, orphans).write_pdf()
