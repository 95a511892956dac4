"""The check epub-text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.ebook.package import XHTML
from kumihan.preflight.ebook.subject import EbookSubject
from kumihan.preflight.lines import squeezed
from kumihan.preflight.passages import ASIDE, TITLE, Passage, passages

SHOWN = 24
# In vertical lines quotation marks are others.
VERTICAL = {0x301D: "“", 0x301F: "”"}


@check("epub-text", rationale="A paragraph that a template has swallowed is missed by nobody until a reader asks.")
def epub_text(subject: EbookSubject) -> Iterator[Remark]:
    """Every title, heading, paragraph, caption, note and cell stands in its part's document; the text in its order."""
    if subject.publication is None:
        return
    hint = tr("compare the publication's templates/epub with the project's own")
    texts: dict[int, str] = {}
    for part, chapter in enumerate(subject.book.chapters):
        path = next((path for path, ids in subject.package.ids.items() if chapter.id in ids), "")
        if path:
            texts[part] = same(words_of(subject.package.documents[path]))
    at = dict.fromkeys(texts, 0)
    for passage in passages(subject.book, subject.publication.targets):
        text = texts.get(passage.part, "")
        for piece in pieces(passage):
            beside = passage.kind in (ASIDE, TITLE)
            found = text.find(piece, 0 if beside else at.get(passage.part, 0))
            if found < 0:
                fact = tr("these words are not in the e-book, or not in their place: {text}", text=piece[:SHOWN])
                yield Remark(fact, passage.place, hint)
                break
            if not beside:
                at[passage.part] = found + len(piece)


def pieces(passage: Passage) -> Iterator[str]:
    """The words of a passage, parted where the layout puts in others."""
    edges = [0, *passage.gaps, len(passage.text)]
    yield from (same(passage.text[one:two]) for one, two in pairwise(edges) if passage.text[one:two])


def same(text: str) -> str:
    """Text without what the direction of lines changes: the width of characters, marks of quotation, blanks."""
    return squeezed(unicodedata.normalize("NFKC", text).translate(VERTICAL))


def words_of(root: etree._Element) -> str:
    """What a document says, without the readings of ruby."""
    body = root.find(f"{XHTML}body")
    return "".join(spoken(body)) if body is not None else ""


def spoken(node: etree._Element) -> Iterator[str]:
    if node.tag not in (f"{XHTML}rt", f"{XHTML}rp"):
        yield node.text or ""
        for child in node.iterchildren(etree.Element):
            yield from spoken(child)
            yield child.tail or ""
