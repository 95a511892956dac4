"""Give the facts of an EPUB, each read once and only when a check asks for it (EPUB 3.3). This module judges nothing."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
MIMETYPE = "mimetype"
DOCUMENT = "application/xhtml+xml"
# No file of an e-book is larger (bytes), and no reading system would unpack it.
LARGEST = 500_000_000
OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the manifest: its id, path in the archive, media type and properties."""

    id: str
    path: str
    kind: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a document of the archive refers to: `path` and `id` within it, or `outside` as it is written."""

    document: str
    tag: str
    written: str
    path: str
    id: str
    outside: bool


class Package:
    """An EPUB that is read lazily; not a frozen value, because it keeps what it has read.

    Raises BadZipFile when it is no archive.
    """

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.members = tuple(self.archive.infolist())
        self.names = frozenset(member.filename for member in self.members)
        self.faults: dict[str, str] = {}

    @cached_property
    def damaged(self) -> tuple[str, ...]:
        """The members that cannot be unpacked: broken, encrypted, of an unknown kind, or larger than any of an e-book's."""
        found = []
        for member in self.members:
            try:
                if member.file_size > LARGEST:
                    raise zipfile.BadZipFile
                with self.archive.open(member) as file:
                    while file.read(1 << 20):
                        pass
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
                found.append(member.filename)
        return tuple(found)

    def read(self, path: str) -> bytes:
        return self.archive.read(path) if path in self.names else b""

    def parse(self, path: str) -> etree._Element | None:
        """The root of an XML file; None where it cannot be read, and then `faults` has the reason."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return etree.fromstring(self.read(path), parser)
        except etree.XMLSyntaxError as reason:
            self.faults[path] = str(reason.msg)
            return None

    @cached_property
    def root_file(self) -> str:
        """The path of the package document; "" where the container names none that is there."""
        root = self.parse("META-INF/container.xml") if "META-INF/container.xml" in self.names else None
        found = (
            [str(item.get("full-path", "")) for item in root.iter(f"{CONTAINER}rootfile")] if root is not None else []
        )
        return next((path for path in found if path in self.names), "")

    @cached_property
    def opf(self) -> etree._Element:
        """The package document; an empty one where there is none."""
        root = self.parse(self.root_file) if self.root_file else None
        return root if root is not None else etree.Element(f"{OPF}package")

    @property
    def whole(self) -> bool:
        """Whether the archive can be unpacked and its package document read."""
        return not self.damaged and self.opf is not None and self.root_file not in ("", *self.faults)

    def resolve(self, href: str, base: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href)))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return tuple(
            Item(
                str(item.get("id", "")), self.resolve(str(item.get("href", "")), self.root_file),
                str(item.get("media-type", "")), tuple(str(item.get("properties", "")).split()),
            )
            for item in self.opf.iterfind(f"{OPF}manifest/{OPF}item")
        )  # fmt: skip

    @cached_property
    def spine(self) -> tuple[str, ...]:
        """The ids of the documents in reading order."""
        return tuple(str(item.get("idref", "")) for item in self.opf.iterfind(f"{OPF}spine/{OPF}itemref"))

    @cached_property
    def documents(self) -> dict[str, etree._Element]:
        """The root of each document that can be read, by its path, those of the spine first and in its order."""
        paths = {item.id: item.path for item in self.items if item.kind == DOCUMENT and item.path in self.names}
        order = [*(name for name in self.spine if name in paths), *(name for name in paths if name not in self.spine)]
        found = ((paths[name], self.parse(paths[name])) for name in order)
        return {path: root for path, root in found if root is not None}

    @cached_property
    def ids(self) -> dict[str, dict[str, int]]:
        """Each document's ids, with their order in it."""
        return {
            path: {str(node.get("id")): number for number, node in enumerate(root.iter()) if node.get("id")}
            for path, root in self.documents.items()
        }

    @cached_property
    def order(self) -> dict[str, int]:
        return {path: number for number, path in enumerate(self.documents)}

    def place(self, item: Reference) -> tuple[int, int] | None:
        """Where a target stands in reading order; None where there is none."""
        ids = self.ids.get(item.path, {})
        if item.path not in self.order or (item.id and item.id not in ids):
            return None
        return self.order[item.path], ids.get(item.id, -1)

    @cached_property
    def navigation(self) -> tuple[str, etree._Element | None]:
        """The navigation document and its path; None where there is none."""
        path = next((item.path for item in self.items if "nav" in item.properties), "")
        return path, self.documents.get(path)

    def entries(self, kind: str) -> tuple[tuple[str, Reference], ...]:
        """The words and targets of the navigation's list of a kind: toc, page-list, landmarks."""
        path, root = self.navigation
        lists = [] if root is None else [nav for nav in root.iter(f"{XHTML}nav") if nav.get(f"{OPS}type") == kind]
        return tuple(
            ("".join(map(str, link.itertext())), self.reference(path, link, str(link.get("href", ""))))
            for nav in lists
            for link in nav.iter(f"{XHTML}a")
        )

    def reference(self, document: str, node: etree._Element, written: str) -> Reference:
        path, _, name = written.partition("#")
        outside = bool(OUTSIDE.match(written))
        target = "" if outside else self.resolve(path, document) if path else document
        return Reference(document, etree.QName(node).localname, written, target, unquote(name), outside)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Everything that documents refer to: links, pictures, styles."""
        return tuple(
            self.reference(path, node, str(node.get(key)))
            for path, root in self.documents.items()
            for node in root.iter(etree.Element)
            for key in ("href", "src", "{http://www.w3.org/1999/xlink}href")
            if node.get(key) is not None
        )

    def said(self, name: str) -> list[str]:
        """What the metadata says of a property, or of a Dublin Core element written as dc:…"""
        metadata = f"{OPF}metadata"
        if name.startswith("dc:"):
            nodes: Iterator[etree._Element] = self.opf.iterfind(f"{metadata}/{DC}{name[3:]}")
        else:
            metas = self.opf.iterfind(f"{metadata}/{OPF}meta")
            nodes = (node for node in metas if name in (node.get("property"), node.get("name")))
        return [(node.text or str(node.get("content", ""))).strip() for node in nodes]
