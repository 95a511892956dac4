"""Open a Word document safely and give its parts as XML elements. Of intake, only this module knows python-docx."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import docx  # registers the classes of the parts
from docx.opc.oxml import parse_xml, serialize_part_xml
from docx.opc.package import OpcPackage

from kumihan.errors import InputError
from kumihan.finding import Place, error
from kumihan.intake.file_kinds import broken, refused
from kumihan.messages import tr

assert docx
MAX_MEMBERS, MAX_XML, MAX_TOTAL = 20_000, 64_000_000, 500_000_000
XML = (".xml", ".rels")
# XML may name its encoding by a byte order mark; a document type can then hide from a search of bytes.
UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
# ISO/IEC 29500 Transitional, which Word writes; kinds of relationships end with a word.
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# The Strict form of the standard has the same elements under other addresses.
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
PREFIXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": RELATED.rstrip("/"),
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}


def qn(name: str) -> str:
    """`w:p` as lxml has it."""
    prefix, _, local = name.partition(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class Story:
    """A part with running text: its root, and by relationship id the addresses and the files that it names."""

    root: Any
    addresses: Mapping[str, str]
    files: Mapping[str, tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document; None where it has none of a kind. `margins` are its headers and footers."""

    main: Story
    styles: Any
    numbering: Any
    footnotes: Story | None
    endnotes: Story | None
    comments: Story | None
    margins: tuple[Story, ...]


def open_package(data: bytes, name: str) -> Package:
    """The document's parts. Raises InputError for what is broken, too large or would reach out."""
    try:
        members = unpacked(data, name)
        opened = OpcPackage.open(io.BytesIO(mended(members)))
        return parts_of(opened)
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, SyntaxError, OSError, EOFError, RuntimeError,
            NotImplementedError, AttributeError, TypeError) as reason:  # fmt: skip
        fact, hint = broken(name)
        detail = f" ({type(reason).__name__})"
        raise InputError(error("manuscript-kind", fact + detail, Place(name), hint)) from None


def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """The package's files by name, within limits. What a member declares as its size, zipfile never exceeds."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        infos = [info for info in package.infolist() if not info.is_dir()]
        sizes = [info.file_size for info in infos]
        xml = [info.file_size for info in infos if info.filename.lower().endswith(XML)]
        if len(infos) > MAX_MEMBERS or sum(sizes) > MAX_TOTAL or max(xml, default=0) > MAX_XML:
            fact = tr(
                "{file} unpacks to more than a manuscript can hold ({size} MB)", file=name, size=sum(sizes) // 1_000_000
            )
            raise refused(
                name, fact, tr("take the large pictures out, or save the text alone; bring the pictures in by hand")
            )
        members = {info.filename: package.read(info) for info in infos}
    for member, content in members.items():
        if member.lower().endswith(XML) and (b"<!DOCTYPE" in content or b"<!ENTITY" in content or content[:2] in UTF16):
            fact = tr(
                "{file}: {member} declares a document type or entities, which Word never does", file=name, member=member
            )
            raise refused(name, fact, tr("ask where the file comes from; save the text alone"))
    return members


def mended(members: dict[str, bytes]) -> bytes:
    """The package in the Transitional form, without relationships to files that it does not hold.

    Over either, python-docx would stumble.
    """
    out = io.BytesIO()
    strict = STRICT.search(members.get("_rels/.rels", b""))
    with zipfile.ZipFile(out, "w") as package:
        for member, content in members.items():
            if strict and member.endswith(XML):
                content = STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
            if member.endswith(".rels"):
                content = without_dangling(member, content, members)
            package.writestr(member, content)
    return out.getvalue()


def without_dangling(member: str, content: bytes, members: Mapping[str, bytes]) -> bytes:
    root: Any = parse_xml(content)  # type: ignore[arg-type]
    folder = posixpath.dirname(posixpath.dirname(member))
    dangling = [
        relation
        for relation in root
        if relation.get("TargetMode") != "External"
        and posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/") not in members
    ]
    for relation in dangling:
        root.remove(relation)
    return serialize_part_xml(root) if dangling else content


def parts_of(opened: Any) -> Package:
    main = opened.main_document_part
    related: dict[str, list[Any]] = {}
    for relation in main.rels.values():
        if not relation.is_external:
            related.setdefault(relation.reltype.removeprefix(RELATED), []).append(relation.target_part)

    def root(kind: str) -> Any:
        return root_of(related[kind][0]) if kind in related else None

    def story(kind: str) -> Story | None:
        return story_of(related[kind][0]) if kind in related else None

    found = story_of(main)
    if found.root.tag != qn("w:document"):
        raise ValueError(found.root.tag)
    margins = tuple(story_of(part) for kind in ("header", "footer") for part in related.get(kind, []))
    return Package(
        found, root("styles"), root("numbering"), story("footnotes"), story("endnotes"), story("comments"), margins
    )


def story_of(part: Any) -> Story:
    addresses: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for name, relation in part.rels.items():
        if relation.is_external:
            addresses[name] = relation.target_ref
        elif not hasattr(relation.target_part, "element"):
            target = relation.target_part
            files[name] = (str(target.partname), target.blob)
    return Story(root_of(part), addresses, files)


def root_of(part: Any) -> Any:
    """The root element; python-docx parses the parts that it knows, the others here by its parser without entities."""
    return part.element if hasattr(part, "element") else parse_xml(part.blob)
