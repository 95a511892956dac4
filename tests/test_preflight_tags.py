"""The screen edition is held against the text as its tags have it read out: a planted fault is found, and nothing else."""

import re

import pikepdf
import planting
import pytest
from pikepdf import Array, Dictionary, Name, String
from planting import SCREEN, changed, found, painted
from test_preflight_faults import elements
from test_preflight_text import RICH, SVG

MENDED = "  hint: compare the publication's templates with the project's own"
MAKER = "  hint: look at what made the file"


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    """Ruby, dots, notes, a figure, a table, code and hyphenated words."""
    files = {"book.toml": planting.BOOK, "01-x.md": RICH, "figures/a.svg": SVG}
    return planting.build(tmp_path_factory.mktemp("rich"), files, "screen")


def test_a_good_file_gives_nothing_as_screen_edition(rich):
    assert found(rich[0], rich[1][SCREEN], SCREEN) == []


def paragraphs(pdf, kind="/P"):
    return [element for element in elements(pdf.Root.StructTreeRoot) if kind == element.S]


def long_ones(pdf):
    """The two paragraphs of the first part: the one that fills columns, and the short one behind it."""
    for element in elements(pdf.Root.StructTreeRoot):
        children = element.get("/K")
        inside = (
            [child for child in children if isinstance(child, Dictionary) and child.get("/S") == "/P"]
            if isinstance(children, Array)
            else []
        )
        if len(inside) > 1:
            return element, inside
    raise AssertionError


def swapped(pdf):
    parent, (one, two, *_) = long_ones(pdf)
    children = list(parent.K)
    places = [number for number, child in enumerate(children) if child in (one, two)]
    children[places[0]], children[places[1]] = children[places[1]], children[places[0]]
    parent.K = Array(children)


def lost(pdf):
    parent, (_, two, *_) = long_ones(pdf)
    parent.K = Array([child for child in parent.K if child != two])


def otherwise(pdf):
    _, (_, two, *_) = long_ones(pdf)
    two.ActualText = String("ほかの言葉")


def flat(pdf):
    for element in paragraphs(pdf, "/H2"):
        element.S = Name.P


SPOKEN = {
    "two paragraphs change places": (
        swapped, [r"01-x.md:8: error [spoken-text] small-screen.pdf: these words are not read out, or not in their place: 町史は東の窓にある。"],
    ),
    "other words are said": (
        otherwise, [r"01-x.md:8: error [spoken-text] small-screen.pdf: these words are not read out, or not in their place: 町史は東の窓にある。"],
    ),
    "a heading is a paragraph": (
        flat, [f"0{n}-x.md:10: error [spoken-text] small-screen.pdf: a heading is not tagged as one: 棚の話" for n in (1, 2)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOKEN)
def test_what_the_tags_have_read_out_is_the_text_in_its_order(small, fault):
    plant, told = SPOKEN[fault]
    assert found(small[0], changed(small[1][SCREEN], plant), SCREEN) == [f"{fact}\n{MENDED}" for fact in told]


def test_a_paragraph_that_the_tree_has_lost_is_told_on_its_page_and_at_its_line(small):
    assert found(small[0], changed(small[1][SCREEN], lost), SCREEN) == [
        f"error [tags] {SCREEN}, page 4 (folio 2): text stands outside all tags: 町史は東の窓にある。\n{MENDED}",
        "01-x.md:8: error [spoken-text] small-screen.pdf: these words are not read out, or not in their place:"
        f" 町史は東の窓にある。\n{MENDED}",
    ]


def test_parts_that_are_read_out_in_another_order_are_told(small):
    def plant(pdf):
        holder = next(item for item in elements(pdf.Root.StructTreeRoot) if len(item.get("/K", ())) > 3)
        holder.K = Array(list(reversed(list(holder.K))))

    told = found(small[0], changed(small[1][SCREEN], plant), SCREEN)
    assert [item.split(":")[0] for item in told if "[spoken-text]" in item] == ["02-x.md"]


def unknown(pdf):
    paragraphs(pdf)[0].S = Name("/Words")


def order_of_tabs(pdf):
    del pdf.pages[2].Tabs


TAGS = {
    "what is painted": (
        lambda pdf: painted(pdf, 4, b"q .5 g 100 60 20 20 re f Q "),
        ", page 5 (folio 3): something painted stands outside all tags",
    ),
    "an unknown tag": (unknown, ": no reader knows the tags Words"),
    "links out of order": (order_of_tabs, ", page 3 (folio 1): the links of the page are not reached in the order of its tags"),
}  # fmt: skip


@pytest.mark.parametrize("fault", TAGS)
def test_a_fault_of_the_tags_is_told(small, fault):
    plant, told = TAGS[fault]
    assert found(small[0], changed(small[1][SCREEN], plant), SCREEN) == [f"error [tags] {SCREEN}{told}\n{MENDED}"]


def unsaid(pdf):
    data = pdf.Root.Metadata.read_bytes()
    assert b"pdfuaid:part" in data
    pdf.Root.Metadata = pdf.make_stream(re.sub(b"pdfuaid:part", b"x:part", data), Type=Name.Metadata, Subtype=Name.XML)


def file_name(pdf):
    del pdf.Root.ViewerPreferences


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (unsaid, "the file does not say that it is made to PDF/UA"),
        (file_name, "a reader's window shows the file's name, not its title"),
    ],
)
def test_what_a_file_for_the_screen_says_of_itself(small, plant, told):
    assert found(small[0], changed(small[1][SCREEN], plant), SCREEN) == [
        f"warning [metadata] {SCREEN}: {told}\n{MAKER}"
    ]


def test_a_bookmark_that_leads_to_another_page_is_told(small):
    def plant(pdf):
        with pdf.open_outline() as outline:
            number, item = next((n, item) for n, item in enumerate(outline.root) if item.title.endswith("図書館1"))
            outline.root[number] = pikepdf.OutlineItem(item.title, 1)

    assert found(small[0], changed(small[1][SCREEN], plant), SCREEN)[0] == (
        f"01-x.md:1: warning [bookmarks] {SCREEN}: the bookmark “小さな町の図書館1” leads to page 2 of the file;"
        f" the part begins on 4\n{MENDED}"
    )


def test_bookmarks_in_another_order_are_told(small):
    def plant(pdf):
        with pdf.open_outline() as outline:
            outline.root.reverse()

    told = found(small[0], changed(small[1][SCREEN], plant), SCREEN)
    assert told and all("stands after what follows it in the text" in item for item in told)


def test_a_link_to_a_file_of_one_machine_is_told(small):
    def plant(pdf):
        action = Dictionary(S=Name.URI, URI=String("file:///home/a/b.pdf"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 20, 20]), A=action)
        pdf.pages[2].Annots.append(pdf.make_indirect(link))

    assert found(small[0], changed(small[1][SCREEN], plant), SCREEN) == [
        f"error [links] {SCREEN}, page 3 (folio 1): the link leads to a file of one machine: file:///home/a/b.pdf\n"
        "  hint: write an address that others have as well"
    ]
