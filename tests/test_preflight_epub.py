"""The checks of e-books: a fault planted in a really built EPUB is found, and nothing else; good ones give nothing."""

import io
import json
import re
import zipfile

import planting
import pytest
from planting import SMALL, found
from test_preflight_text import RICH, SVG

from kumihan.cli import main
from kumihan.pages.store import STORES
from kumihan.preflight.inspection import inspect

NAME = "small.epub"
TEMPLATES = "  hint: compare the publication's templates/epub with the project's own"
CHANGED = "  hint: build the e-book again; the file was changed after that"
MAKER = "  hint: look at what made the file"
OPF, NAV, PART = "item/standard.opf", "item/navigation-documents.xhtml", "item/xhtml/p-001.xhtml"


def repacked(data, change=lambda members: None, kind=zipfile.ZIP_STORED):
    """The EPUB after a change to its members, which are bytes by name in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in members.items():
            new.writestr(name, content, kind if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def replaced(name, old, new):
    def change(members):
        text = members[name].decode()
        assert re.search(old, text), (old, text)
        members[name] = re.sub(old, new, text, count=1).encode()

    return change


def without(name):
    return lambda members: members.pop(name)


def loose(members):
    members["item/loose.txt"] = b"x"


FAULTS = {
    "no mimetype": (
        without("mimetype"),
        [f"error [epub-container] {NAME}: the archive does not begin with its media type, stored as it is\n{CHANGED}"],
    ),
    "a file that is not listed": (loose, [f"error [epub-manifest] {NAME}: item/loose.txt is not in the manifest\n{MAKER}"]),
    "a part without its entry": (
        replaced(NAV, r'(?s)<li><a href="xhtml/p-002.xhtml#ch2">.*?</li>\n</ol>\n</li>', ""),
        [f"02-x.md:1: error [epub-contents] {NAME}: the contents do not have the part “小さな町の図書館2”\n{TEMPLATES}"],
    ),
    "pages in the wrong order": (
        replaced(NAV, r'(<li><a href="[^"]*#page-2">2</a></li>)\n(<li><a href="[^"]*#page-4">4</a></li>)', r"\2\n\1"),
        [
            f"error [epub-contents] {NAME}: “2” stands in the contents or page list after what follows it in the text\n"
            + TEMPLATES
        ],
    ),
    "a link": (
        replaced(NAV, "p-001.xhtml#ch1-s1", "p-001.xhtml#nowhere"),
        [f"error [broken-link] {NAME}: the link “xhtml/p-001.xhtml#nowhere” leads nowhere\n{TEMPLATES}"],
    ),
    "a picture from elsewhere": (
        replaced(PART, "</section>\n</body>", '<img src="https://example.org/a.png" alt="絵"/></section>\n</body>'),
        [
            f"01-x.md:1: error [epub-remote] {NAME}: the e-book loads https://example.org/a.png\n"
            "  hint: put the file into the publication and name it by its path"
        ],
    ),
    "a font from elsewhere": (
        replaced("item/style/book.css", "$", "@import 'https://example.org/a.css';"),
        [
            f"error [epub-remote] {NAME}: the e-book loads https://example.org/a.css\n"
            "  hint: put the file into the publication and name it by its path"
        ],
    ),
    "a picture without words": (
        replaced(PART, "</section>\n</body>", '<img src="../image/cover.png"/></section>\n</body>'),
        [
            f"01-x.md:1: error [epub-alt-text] {NAME}: 1 pictures of {PART} have no alternative text\n"
            "  hint: write it: ![…](…)"
        ],
    ),
    "another language": (
        replaced(PART, 'xml:lang="ja"', 'xml:lang="en"'),
        [f"01-x.md:1: error [epub-language] {NAME}: {PART} says the language “en”, not “ja”\n{TEMPLATES}"],
    ),
    "another title": (
        replaced(OPF, ">試験の本<", ">別の本<"),
        [f"error [epub-metadata] {NAME}: the file says the title “別の本”; book.toml says “試験の本”\n{MAKER}"],
    ),
    "no day of change": (
        replaced(OPF, '<meta property="dcterms:modified">.*?</meta>', ""),
        [f"error [epub-metadata] {NAME}: the package does not say dcterms:modified\n{MAKER}"],
    ),
    "pages the other way round": (
        replaced(OPF, 'direction="ltr"', 'direction="rtl"'),
        [f"error [epub-metadata] {NAME}: the file says the direction of pages “rtl”; book.toml says “ltr”\n{MAKER}"],
    ),
    "no version of the guide": (
        replaced(OPF, '<meta property="ebpaj:guide-version">.*?</meta>', ""),
        [
            f"warning [epub-store] {NAME}: the package does not say ebpaj:guide-version\n"
            "  hint: see docs/guide/ebook.md, and look at what made the file"
        ],
    ),
    "a swallowed paragraph": (
        replaced(PART, '<p id="ch1-l8">.*?</p>', ""),
        [
            f"01-x.md:8: error [epub-text] {NAME}: these words are not in the e-book, or not in their place:"
            f" 町史は東の窓にある。\n{TEMPLATES}"
        ],
    ),
    "a document that is no XML": (
        replaced("item/xhtml/p-colophon.xhtml", "</body>", ""),
        [f"error [epub-manifest] {NAME}: item/xhtml/p-colophon.xhtml of the e-book is not well-formed XML: "],
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_all_that_is_found(small, fault):
    manuscript, products = small
    plant, messages = FAULTS[fault]
    told = found(manuscript, repacked(products[NAME], plant), NAME)
    assert len(told) == len(messages)
    assert all(one.startswith(two) for one, two in zip(told, messages, strict=True)), told


def test_a_good_e_book_gives_nothing(small):
    manuscript, products = small
    assert found(manuscript, products[NAME], NAME) == []
    assert inspect("foreign.epub", repacked(products[NAME])) == ()


def test_a_mimetype_that_is_compressed_is_told(small):
    (told,) = inspect(NAME, repacked(small[1][NAME], kind=zipfile.ZIP_DEFLATED))
    assert told.rule == "epub-container" and told.is_error


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_the_e_book_of_each_store_gives_nothing(tmp_path, store, writing):
    about = f'writing = "{writing}"\nsample = 1\nissuer = "試験社"\n' + SMALL["book.toml"]
    files = {"book.toml": about, "01-x.md": RICH, "02-x.md": SMALL["02-x.md"], "figures/a.svg": SVG}
    manuscript, products = planting.build(tmp_path, files, "epub", "--target", store)
    assert len(products) == 2
    assert [message for name, data in products.items() for message in found(manuscript, data, name)] == []


def test_the_command_reads_e_books_by_name_and_from_the_output_folder(small, tmp_path, capsys):
    manuscript, products = small
    file = tmp_path / "output" / NAME
    file.parent.mkdir()
    file.write_bytes(repacked(products[NAME], replaced(PART, '<p id="ch1-l8">.*?</p>', "")))
    assert main(["preflight", str(file)]) == 0  # nothing is known of its text
    capsys.readouterr()
    arguments = ["--content", str(manuscript.root), "--output", str(file.parent), "--format", "json"]
    assert main(["preflight", *arguments]) == 1
    told = [(item["rule"], item["product"], item["file"]) for item in json.loads(capsys.readouterr().out)]
    assert told == [("epub-text", NAME, "01-x.md")]


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_e_book_is_told_and_does_not_raise(data):
    told = inspect("x.epub", data)
    assert told and told[0].rule in ("unreadable-epub", "epub-container")
