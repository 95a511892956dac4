"""The screen edition's tags are the HTML's elements, in their order; each once, whatever pages and columns it is on."""

from html.parser import HTMLParser

import pikepdf
import pytest

from kumihan.cli import main

BOOK = 'slug = "small"\ntitle = "読める本"\nissuer = "発行所"\ndate = 2026-01-31\nthesis = "だれもが読める。"\n'
LONG = "この段落は段からあふれて次の段へ、さらに次のページへと続く。" * 160
CHAPTER = f"""---
title: 読み上げの順
authors: [{{name: 試験 太郎}}]
---

はじめの段落。{{漢字|かん|じ}}と==大切な文==、**太字**、《《傍点》》、`code`がある[^1]。[住所](https://example.jp/a)も読む。

[^1]: 注の文。[出典](https://example.jp/b)による。

![棒の図](figures/a.svg)

{LONG}

- 一つ目
- 二つ目
  - 内側

1. 手順

> 引用文

| 国 | 率 |
|---|---|
| 甲 | 1 |

## 提言 {{.recommendations}}

- 表示：すべての図に言葉を添えるべきである。
- 確認：声に出して読むべきである。
"""
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><title>図</title><rect width="9" height="9"/></svg>'
)
ROLES = {
    "p": "P", "h1": "H1", "h2": "H2", "h3": "H3", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "table": "Table",
    "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD", "figure": "Figure", "figcaption": "Caption",
    "blockquote": "BlockQuote", "a": "Link", "strong": "Strong", "em": "Em", "code": "Code", "section": "Sect",
    "nav": "Sect",
}  # fmt: skip


class Outline(HTMLParser):
    """The roles that the elements of the galley ask for, in order."""

    def __init__(self):
        super().__init__()
        self.roles, self.words = [], []

    def handle_starttag(self, tag, attributes):
        self.roles += [ROLES[tag]] if tag in ROLES else []

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("screen")
    (root / "content/figures").mkdir(parents=True)
    (root / "content/book.toml").write_text(BOOK, encoding="utf-8")
    (root / "content/figures/a.svg").write_text(FIGURE, encoding="utf-8")
    (root / "content/01-x.md").write_text(CHAPTER, encoding="utf-8")
    assert main(["galley", "--content", str(root / "content"), "--to", str(root / "g")]) == 0
    assert main(["screen", "--content", str(root / "content"), "--output", str(root / "out")]) == 0
    outline = Outline()
    outline.feed((root / "g/screen.html").read_text(encoding="utf-8"))
    with pikepdf.open(root / "out/small-screen.pdf") as pdf:
        yield outline, pdf


def elements(node):
    """Structure elements in reading order."""
    for kid in node.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def role(element):
    return str(element.S)[1:]


def test_the_tree_is_that_of_the_html(made):
    outline, pdf = made
    tree = [role(element) for element in elements(pdf.Root.StructTreeRoot)]
    listed = [name for name in tree if name in set(ROLES.values())]
    assert without_facts(listed) == without_facts(outline.roles)


def without_facts(roles):
    """Up to the colophon, which has a list of facts with items of another kind."""
    return roles[: len(roles) - 1 - roles[::-1].index("Sect")]


def test_a_paragraph_over_pages_is_one_element(made):
    _, pdf = made
    long = max((each for each in elements(pdf.Root.StructTreeRoot) if role(each) == "P"), key=lambda each: len(each.K))
    marks = [kid for kid in long.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR"]
    assert len({kid.Pg.objgen for kid in marks} | {long.Pg.objgen}) >= 2
    numbers = [int(kid) for kid in long.K if not isinstance(kid, pikepdf.Dictionary)]
    assert numbers == sorted(numbers)


def test_notes_ruby_tables_and_figures_say_what_they_are(made):
    _, pdf = made
    by_role = {}
    for element in elements(pdf.Root.StructTreeRoot):
        by_role.setdefault(role(element), []).append(element)
    (note,) = by_role["FENote"]
    (call,) = note.Ref
    assert "/ID" in note and call.Ref[0].objgen == note.objgen and role(note.K[0]) == "Lbl"
    assert [[role(kid) for kid in pair.K] for pair in by_role["Ruby"]] == [["RB", "RT"], ["RB", "RT"]]
    assert {str(head.A.Scope) for head in by_role["TH"]} == {"/Column"}
    assert [str(figure.Alt) for figure in by_role["Figure"]] == ["棒の図"]
    assert {str(each.A.ListNumbering) for each in by_role["L"]} == {"/Decimal", "/Unordered", "/Description"}


def test_running_matter_is_no_part_of_the_text(made):
    _, pdf = made
    kinds = [
        [str(args[0]) for args, op in pikepdf.parse_content_stream(page) if str(op) == "BDC" and "/Type" in args[1]]
        for page in pdf.pages
    ]
    assert kinds[3] == ["/Artifact"] * 2 and kinds[0] == []


def test_links_and_bookmarks_lead_to_elements(made):
    _, pdf = made
    links = [note for page in pdf.pages for note in page.get("/Annots", ())]
    assert [str(link.Contents) for link in links if "/URI" in link.A][:2] == ["住所", "出典"]
    inner = [link for link in links if "/SD" in link.A]
    assert inner and all(role(link.A.SD[0]) in ("Sect", "H1", "H2") for link in inner)
    first = pdf.Root.Outlines.First
    assert str(first.Title) == "目次" and role(first.A.SD[0]) == "H1"


def test_it_claims_both_standards(made):
    _, pdf = made
    xmp = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>4<" in xmp and "<pdfuaid:part>2<" in xmp
    assert pdf.pdf_version == "2.0" and "/Info" not in pdf.trailer
