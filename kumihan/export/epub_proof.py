"""Look over a laid-out e-book before it is packaged, so that what is wrong is told with its place and never delivered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from kumihan.config import FILE, Config
from kumihan.finding import Finding, Place, error, warning
from kumihan.messages import tr
from kumihan.model import Book, Chapter, Heading, Section, blocks, plain
from kumihan.pages.ebook import Document, EBook
from kumihan.pages.store import Store
from kumihan.source import CONTROL, Source, places_of

# Old devices load a document whole; 電書協 and Apple ask for 300 KB at most.
MAX_DOCUMENT = 300 * 1024
# In JIS X 0213 by another mapping than Python's: the dash, and the blanks and line ends that are no characters of text.
ALSO_JIS = frozenset("—￤￠￡￢\u00a0\u200b\n\r\t")
# Combine with the character before them to one of JIS X 0213.
COMBINING = frozenset("\u309a\u02e5\u02e9\u0300\u0301")


def proof_ebook(
    ebook: EBook, book: Book, config: Config, store: Store, sources: tuple[Source, ...]
) -> tuple[Finding, ...]:
    """What is wrong with the documents (errors), and what stores or readers will mind (warnings)."""
    documents = (*ebook.documents, ebook.navigation)
    broken = tuple(finding for document in documents for finding in not_xml(document))
    if broken:
        return broken
    roots = {document.file: etree.fromstring(document.text.encode()) for document in documents}
    places = {document.file: document.place for document in documents}
    return (
        *(finding for name, root in roots.items() for finding in repeated_ids(root, places[name])),
        *(finding for chapter in book.chapters for finding in skipped_levels(chapter)),
        *(finding for document in documents for finding in too_long(document)),
        *outside_jis(roots, sources),
        *(missing_facts(config) if store.guide else ()),
    )


def not_xml(document: Document) -> Iterator[Finding]:
    """A document that no reader opens: a character that XML forbids, or a tag of a template that is not closed."""
    found = CONTROL.search(document.text)
    if found:
        fact = tr("control character U+{code:04X}", code=ord(found[0]))
        yield error("control-character", fact, document.place, tr("delete the character"))
        return
    try:
        etree.fromstring(document.text.encode())
    except etree.XMLSyntaxError as reason:
        fact = tr("{file} of the e-book is not well-formed XML: {reason}", file=document.file, reason=reason.msg)
        hint = tr("compare the publication's templates/epub with the project's own")
        yield error("epub-xml", fact, document.place, hint)


def repeated_ids(root: etree._Element, place: Place) -> Iterator[Finding]:
    """An id that a document has twice: one that the author gave and one that was made."""
    counts = Counter(str(node.get("id")) for node in root.iter() if node.get("id"))
    for name, count in counts.items():
        if count > 1:
            fact = tr("the e-book needs the id “{id}” for itself", id=name)
            yield error("duplicate-id", fact, place, tr("give one of them another id"))


def skipped_levels(chapter: Chapter) -> Iterator[Finding]:
    """A heading more than one level below the one before it: who hears the page looks for what lies between."""
    last = 1
    for node in blocks(chapter.children):
        match node:
            case Section():
                last = 2
            case Heading(level=level, children=children, place=place):
                if level > last + 1:
                    words = {"level": level, "last": last, "title": plain(children)}
                    fact = tr("the heading “{title}” skips from level {last} to {level}", **words)
                    hint = tr("write it with {marks}", marks="#" * (last + 1))
                    yield warning("heading-level", fact, place, hint)
                last = level
            case _:
                pass


def too_long(document: Document) -> Iterator[Finding]:
    size = len(document.text.encode())
    if size > MAX_DOCUMENT:
        fact = tr(
            "this part has {size} KB in the e-book; readers ask for {limit} KB at most", size=size // 1024, limit=300
        )
        yield warning("epub-size", fact, document.place, tr("divide it into two parts"))


def outside_jis(roots: dict[str, etree._Element], sources: tuple[Source, ...]) -> Iterator[Finding]:
    """外字: characters outside JIS X 0213:2004, the set that 電書協's guide allows."""
    counts = Counter(character for root in roots.values() for text in root.itertext() for character in str(text))
    for character, count in sorted(counts.items()):
        if character in ALSO_JIS or character in COMBINING or in_jis(character):
            continue
        words = {"character": character, "code": ord(character), "count": count}
        fact = tr("{character} (U+{code:04X}) is outside JIS X 0213:2004; the e-book has it {count} times", **words)
        hint = tr("write it otherwise, or see that each store accepts it")
        yield warning("gaiji", fact, (*places_of(character, sources), Place())[0], hint)


def in_jis(character: str) -> bool:
    try:
        return bool(character.encode("euc_jis_2004"))
    except UnicodeEncodeError:
        return False


def missing_facts(config: Config) -> Iterator[Finding]:
    """What Japanese stores ask for and book.toml does not say."""
    asked = {"title_reading": config.title_reading, "issuer": config.issuer, "rights": config.rights}
    if config.issuer:
        asked["issuer_reading"] = config.issuer_reading
    absent = [key for key, value in asked.items() if not value]
    if absent:
        fact = tr("stores ask for what the publication does not say: {keys}", keys=", ".join(absent))
        yield warning("store-facts", fact, Place(FILE), tr("write it in book.toml (docs/guide/ebook.md)"))
