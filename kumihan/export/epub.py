"""Package an e-book with ebooklib: raw documents, one fixed time, the metadata that Japanese stores and readers ask for.

The only module that imports ebooklib. EPUB 3.3; the names inside the package follow 電書協 EPUB 3 制作ガイド 1.1.3.
"""

from __future__ import annotations

import datetime
import io
import uuid
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ebooklib import epub

from kumihan.config import Config
from kumihan.export.epub_fonts import OPENTYPE, encryption, obfuscate
from kumihan.pages.ebook import EBook, Entry, cover_file
from kumihan.pages.store import DEFAULT, Store

XHTML = "application/xhtml+xml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEATURES = ("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")
SUMMARY = "文字だけで読むことができる。図には代替テキストがある。"
SUMMARY_WITHOUT_ALT = "本文は文字だけで読むことができる。代替テキストのない図がある。"
PAGE_FEATURES = ("pageBreakMarkers", "pageNavigation")


class FixedZip(zipfile.ZipFile):
    """Gives every member the same time, mode and compression, so that the same book is the same file."""

    when: tuple[int, int, int, int, int, int] = (1980, 1, 1, 0, 0, 0)

    def writestr(self, name: Any, data: Any, compress_type: Any = None, compresslevel: Any = None) -> None:
        member = zipfile.ZipInfo(str(name), self.when)
        member.create_system, member.external_attr = 3, 0o644 << 16
        member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
        super().writestr(member, data, member.compress_type, 9)


class Writer(epub.EpubWriter):  # type: ignore[misc]
    """ebooklib's writer without its clock; the package has a language and the spine has properties."""

    def __init__(
        self, out: io.BytesIO, book: Any, when: datetime.datetime, cover: Mapping[str, str], fonts: Mapping[str, bytes]
    ) -> None:
        options = {"mtime": when, "epub3_pages": False, "epub3_landmark": False, "raise_exceptions": True}
        super().__init__("", book, options)
        self.target, self.when, self.cover, self.fonts = out, when, cover, fonts

    def write(self) -> None:
        with FixedZip(self.target, "w", zipfile.ZIP_DEFLATED) as self.out:
            self.out.when = self.when.timetuple()[:6]
            self.out.writestr("mimetype", "application/epub+zip")
            self._write_container()
            if self.fonts:
                self.out.writestr("META-INF/encryption.xml", encryption(iter(self.fonts)))
            self._write_opf()
            self._write_items()

    def _write_container(self) -> None:
        container = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" '
            'xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n<rootfiles>'
            '<rootfile full-path="item/standard.opf" media-type="application/oebps-package+xml"/>'
            "</rootfiles>\n</container>\n"
        )
        self.out.writestr("META-INF/container.xml", container)

    def _write_opf_file(self, root: Any) -> None:
        from lxml import etree

        root.set(XML_LANG, self.book.language)
        for reference in root.find("spine"):
            if reference.get("idref") == "p-cover":
                reference.attrib.update(self.cover)
        data = etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)
        self.out.writestr("item/standard.opf", data)


def package(
    ebook: EBook,
    config: Config,
    cover: bytes,
    pictures: Mapping[str, tuple[str, bytes]],
    store: Store = DEFAULT,
    fonts: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """The EPUB's bytes. `pictures`: path in the package → (media type, bytes); `cover` is of the store's kind.

    `fonts`: path in the package → a subset font, which is obfuscated here with the book's identifier.
    """
    book = epub.EpubBook()
    book.FOLDER_NAME, book.IDENTIFIER_ID = "item", "unique-id"
    book.metadata = {}
    describe(book, config, ebook)
    for_store(book, config, store)
    add(book, "book-style", "style/book.css", "text/css", ebook.stylesheet.encode())
    add(book, "cover", cover_file(store), store.cover_kind, cover, "cover-image")
    for number, (path, (kind, data)) in enumerate(pictures.items(), 1):
        add(book, f"image-{number:03}", path, kind, data)
    for number, (path, font) in enumerate(fonts.items(), 1):
        add(book, f"font-{number}", path, OPENTYPE, obfuscate(font, identify(config, ebook.sample)))
    for document in ebook.documents:
        add(book, document.id, document.file, XHTML, document.text.encode())
    navigation = ebook.navigation
    add(book, navigation.id, navigation.file, XHTML, navigation.text.encode(), "nav")
    book.toc = [link(entry, f"nav-{number}") for number, entry in enumerate(ebook.entries, 1)]
    book.add_item(epub.EpubNcx())
    names = [document.id for document in ebook.documents]
    book.spine = [*names[:2], navigation.id, *names[2:]]
    book.set_direction("rtl" if config.writing == "vertical" else "ltr")
    out = io.BytesIO()
    when = datetime.datetime.combine(config.date, datetime.time(), datetime.UTC)
    Writer(out, book, when, cover_place(config, store), fonts).write()
    return out.getvalue()


def cover_place(config: Config, store: Store) -> dict[str, str]:
    """What the spine says of the cover: a first page stands on the right of a book that opens to the left."""
    side = "left" if config.writing == "vertical" else "right"
    properties = {"properties": f"page-spread-{side}"} if store.spreads else {}
    return properties if store.cover_in_text else properties | {"linear": "no"}


def for_store(book: Any, config: Config, store: Store) -> None:
    """Metadata that is no part of EPUB 3.3 and that some stores read."""
    book.add_metadata(None, "meta", "", {"name": "cover", "content": "cover"})
    if store.writing_mode:
        mode = "vertical-rl" if config.writing == "vertical" else "horizontal-lr"
        book.add_metadata(None, "meta", "", {"name": "primary-writing-mode", "content": mode})
    if store.guide:
        book.add_prefix("ebpaj", "http://www.ebpaj.jp/")
        book.add_metadata(None, "meta", "1.1.3", {"property": "ebpaj:guide-version"})


def add(book: Any, name: str, file: str, kind: str, content: bytes, *properties: str) -> None:
    """A raw item: ebooklib writes its bytes as they are."""
    item = epub.EpubItem(uid=name, file_name=file, media_type=kind, content=content)
    item.properties = list(properties)
    book.add_item(item)


def link(entry: Entry, name: str) -> Any:
    """An entry of the NCX, which old reading systems use."""
    here = epub.Link(entry.href, entry.title, name)
    if not entry.children:
        return here
    return here, [link(child, f"{name}-{number}") for number, child in enumerate(entry.children, 1)]


def describe(book: Any, config: Config, ebook: EBook) -> None:
    """The package's metadata (EPUB 3.3 §5.5, EPUB Accessibility 1.1 §2)."""

    def meta(name: str, value: str, **attributes: str) -> None:
        book.add_metadata(None, "meta", value, {"property": name, **attributes})

    identifier = identify(config, ebook.sample)
    book.uid, book.title, book.language = identifier, config.title, config.language
    book.add_metadata("DC", "identifier", identifier, {"id": "unique-id"})
    title = full_title(config) + ("（試し読み）" if ebook.sample else "")
    book.add_metadata("DC", "title", title, {"id": "title"})
    if config.title_reading:
        meta("file-as", config.title_reading, refines="#title")
    book.add_metadata("DC", "language", config.language)
    if config.issuer:
        for element, role in (("creator", "aut"), ("publisher", "pbl")):
            book.add_metadata("DC", element, config.issuer, {"id": element})
            meta("role", role, refines=f"#{element}", scheme="marc:relators")
            if config.issuer_reading:
                meta("file-as", config.issuer_reading, refines=f"#{element}")
    book.add_metadata("DC", "date", config.date.isoformat())
    if config.rights:
        book.add_metadata("DC", "rights", config.rights)
    if config.thesis:
        book.add_metadata("DC", "description", config.thesis)
    if config.isbn:
        book.add_metadata("DC", "source", f"urn:isbn:{config.isbn.replace('-', '')}", {"id": "print-edition"})
    accessibility(meta, config, ebook.described, ebook.paged)


def accessibility(meta: Any, config: Config, described: bool, has_pages: bool) -> None:
    """What a reader who does not see the page may expect (schema.org names), and who answers for it.

    A book with a figure that is not `described` does not claim to conform, nor does one without an issuer: the
    standard asks for the name of who evaluated it (EPUB Accessibility 1.1 §4.3).
    """
    for value in ("textual", "visual"):
        meta("schema:accessMode", value)
    meta("schema:accessModeSufficient", "textual" if described else "textual,visual")
    for value in (*(("alternativeText",) if described else ()), *FEATURES, *(PAGE_FEATURES if has_pages else ())):
        meta("schema:accessibilityFeature", value)
    meta("schema:accessibilityHazard", "none")
    meta("schema:accessibilitySummary", SUMMARY if described else SUMMARY_WITHOUT_ALT)
    if described and config.issuer:
        meta("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.1 Level AA", id="conformance")
        meta("a11y:certifiedBy", config.issuer, refines="#conformance")
    if has_pages:
        source = f"urn:isbn:{config.isbn.replace('-', '')}" if config.isbn else f"{full_title(config)}（印刷版）"
        meta("pageBreakSource", source)


def full_title(config: Config) -> str:
    return " ".join(part for part in (config.title, config.edition) if part)


def identify(config: Config, sample: bool = False) -> str:
    """An identifier that depends on the publication alone: its ISBN, or its address, slug and edition.

    A sample is another publication than the book (EPUB 3.3 §5.5.3.1).
    """
    if config.isbn and not sample:
        return f"urn:isbn:{config.isbn.replace('-', '')}"
    name = f"{config.url}#{config.slug}#{config.edition}" + ("#sample" if sample else "")
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
