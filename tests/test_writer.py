"""What the writer writes, the reader reads back."""

from dataclasses import fields, is_dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kumihan.finding import Place
from kumihan.markup.reader import read_chapter
from kumihan.markup.writer import write_chapter
from kumihan.model import (
    Author,
    Chapter,
    Emphasis,
    EmphasisDots,
    Figure,
    Heading,
    KeySentence,
    ListBlock,
    Paragraph,
    Quote,
    Ruby,
    Section,
    Strong,
    Table,
    Text,
)
from kumihan.source import Source

NOWHERE = Place()
# Japanese with every character that the dialect might take for a mark.
PROSE = st.text("日本語のカナ、。（）「」《》aZ09*_[]{}|`<>\\^=#+-.!&~:\"'", min_size=1, max_size=24).filter(
    lambda text: text.strip() == text and "==" not in text
)


def texts(strategy):
    return strategy.map(lambda text: Text(text))


INLINES = st.one_of(
    texts(PROSE).map(lambda node: (node,)),
    st.tuples(texts(PROSE), st.sampled_from([Ruby((("漢字", "かんじ"),)), Ruby((("自", "じ"), ("律", "りつ")))]), texts(PROSE)),
    st.tuples(Text("前") and st.just(Text("前")), PROSE.map(lambda t: KeySentence((Text(t),))), st.just(Text("後"))),
    st.tuples(st.just(Text("前")), PROSE.filter(lambda t: "《" not in t and "》" not in t).map(lambda t: EmphasisDots((Text(t),))), st.just(Text("後"))),
    st.just((Text("あ"), Emphasis((Text("強"),)), Text("い"), Strong((Text("太"),)), Text("う"))),
)  # fmt: skip
PARAGRAPH = INLINES.map(lambda nodes: Paragraph(nodes, NOWHERE))
BLOCK = st.one_of(
    PARAGRAPH,
    st.lists(PARAGRAPH, min_size=1, max_size=3).map(
        lambda items: ListBlock(tuple((item,) for item in items), None, NOWHERE)
    ),
    st.lists(PARAGRAPH, min_size=1, max_size=2).map(lambda items: Quote(tuple(items), NOWHERE)),
    st.tuples(PROSE, PROSE, PROSE.filter(lambda text: "{" not in text and "}" not in text)).map(
        lambda words: Figure("fig-a", "figures/a.svg", words[0], words[1], words[2], "", "column", 0, NOWHERE)
    ),
)


def bare(node):
    """The same value without places, and neighbouring lists told apart by nothing but their order."""
    if isinstance(node, Place):
        return NOWHERE
    if isinstance(node, tuple):
        return tuple(bare(child) for child in node)
    if is_dataclass(node):
        return replace(node, **{field.name: bare(getattr(node, field.name)) for field in fields(node)})
    return node


def chapter(children):
    return Chapter("ch1", "第1章", "題", (Author("氏名", "所属"),), None, False, tuple(children), (), NOWHERE)


@settings(max_examples=150, deadline=None)
@given(BLOCK, INLINES, PARAGRAPH)
def test_reader_gives_back_what_the_writer_wrote(block, title, paragraph):
    wanted = chapter([block, Section("s", title, False, (paragraph,), NOWHERE)])
    text = write_chapter(wanted)
    given_back, findings = read_chapter(Source("01-x.md", text))
    assert findings == (), text
    assert bare(given_back) == bare(wanted), text


def test_tables_and_headings_come_back():
    cells = ((Text("項|目"),), (Text("値"),))
    table = Table(cells, (cells,), ("", "right"), NOWHERE)
    wanted = chapter(
        [table, Heading(3, "h", (Text("小見出し"),), NOWHERE), Paragraph((Text("1. 数字で始まる"),), NOWHERE)]
    )
    assert bare(read_chapter(Source("01-x.md", write_chapter(wanted)))[0]) == bare(wanted)
