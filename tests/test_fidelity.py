"""Every character of the model is in the print edition and in the e-book, in the model's order."""

import io
import re
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from kumihan import pipeline
from kumihan.commands.new import bring_in
from kumihan.model import CodeBlock, CrossReference, Figure, NoteReference, Ruby, Section, Text, blocks, inlines
from kumihan.stages.manuscript import read

MANUSCRIPT = Path(__file__).resolve().parents[2] / "shared/manuscript/outlook-2026.txt"
CONTENT = Path(__file__).resolve().parents[1] / "content"


# Stands for words that the medium puts in: up to twelve characters.
GAP = "\0"


def squeeze(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def words(nodes):
    """What a reader sees of inlines, note marks included; a GAP for a ruby reading or the label of a reference."""
    out = []
    for node in inlines(nodes):
        match node:
            case Text(text=text):
                out.append(text)
            case Ruby(pairs=pairs):
                out += [GAP + base + GAP for base, _ in pairs]
            case CrossReference(children=()):
                out.append(GAP)
            case NoteReference(number=number):
                out.append(f"注{number}")
            case _ if hasattr(node, "text"):
                out.append(node.text)
    return squeeze("".join(out))


def pieces(chapter):
    """The visible text of each block of a chapter, in the model's order."""
    for node in blocks(chapter.children):
        match node:
            case CodeBlock(text=text):
                yield squeeze(text)
            case Section(title=title):
                yield "◆" + words(title)
            case Figure():
                yield caption_of(node)
            case _:
                if text := words_of(node):
                    yield text


def words_of(node):
    """The text that stands directly in a paragraph, heading or table."""
    direct = getattr(node, "children", ())
    if direct and not hasattr(direct[0], "place"):
        return words(direct)
    return "".join(words(cell) for row in (getattr(node, "head", ()), *getattr(node, "rows", ())) for cell in row)


@pytest.fixture(scope="module", params=["imported", "content"])
def built(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fidelity")
    if request.param == "imported":
        if not MANUSCRIPT.is_file():
            pytest.skip("the manuscript in ../shared is not there")
        root = folder / "imported"
        bring_in(MANUSCRIPT, root)
    else:
        root = folder / "content"
        shutil.copytree(CONTENT, root)
    for picture in root.glob("figures/*.svg"):  # a picture's words are no part of the running text
        picture.write_text(re.sub(r"(?s)<text.*?</text>", "", picture.read_text(encoding="utf-8")), encoding="utf-8")
    pipeline.build(root, folder / "output", ("print", "epub"))
    manuscript = read(root)
    return manuscript, folder / "output"


def captions_of(chapter):
    """The captions of a chapter's figures with their numbers and credits."""
    yield from (caption_of(node) for node in blocks(chapter.children) if isinstance(node, Figure))


def caption_of(figure):
    return squeeze(f"図{figure.number}{figure.caption}" + (f"（{figure.credit}）" if figure.credit else ""))


def found_in_order(chapter, text, left_out=()):
    """The first piece that does not follow the one before it, or None."""
    at = 0
    for piece in pieces(chapter):
        if piece in left_out:
            continue
        found = re.compile(".{0,12}?".join(map(re.escape, piece.split(GAP)))).search(text, at)
        if not found:
            return piece
        at = found.end()
    return None


def test_the_e_book_has_every_character(built):
    manuscript, output = built
    (path,) = output.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        for number, chapter in enumerate(manuscript.book.chapters, 1):
            root = etree.fromstring(book.read(f"item/xhtml/p-{number:03}.xhtml"))
            text = squeeze("".join(root.find(".//{*}body").itertext()))
            assert found_in_order(chapter, text) is None, chapter.id
            for note in chapter.notes:
                assert f"注{note.number}" + "".join(words(block.children) for block in note.children) in text


def test_the_print_edition_has_every_character(built):
    manuscript, output = built
    (path,) = output.glob("*-print.pdf")
    document = pypdfium2.PdfDocument(io.BytesIO(path.read_bytes()))
    pages = [page.get_textpage().get_text_range() for page in document]
    for chapter in manuscript.book.chapters:
        text = running_text(manuscript, chapter, pages)
        # A figure floats to the head or foot of a column: in order among the figures, anywhere in the text.
        captions = [*captions_of(chapter)]
        places = [text.find(caption) for caption in captions]
        assert -1 not in places and places == sorted(places), chapter.id
        for caption in captions:
            text = text.replace(caption, "", 1)
        assert found_in_order(chapter, text, captions) is None, chapter.id
        for note in chapter.notes:
            assert note_text(note) in squeeze("".join(pages))


def note_text(note):
    return squeeze(f"注{note.number}") + "".join(words(block.children) for block in note.children)


def running_text(manuscript, chapter, pages):
    """The pages' text without running heads, folios and notes at the foot."""
    out = []
    for folio, page in enumerate(pages, -1):
        lines = [squeeze(line) for line in page.split("\n")]
        furniture = {squeeze(manuscript.config.title), squeeze(chapter.title), str(folio)}
        while lines and lines[-1] in furniture:
            lines.pop()
        out.append("".join(lines))
    text = "".join(out)
    for note in chapter.notes:
        text = text.replace(note_text(note), "")
    return text
