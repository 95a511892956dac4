"""Cut the publication's fonts down to the e-book's characters and obfuscate them. This module finds no font."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from fontTools import subset
from fontTools.ttLib import TTFont
from lxml import etree

from kumihan.config import FILE, Config
from kumihan.finding import Finding, Place, warning
from kumihan.messages import tr
from kumihan.pages.ebook import EBook

OPENTYPE = "font/otf"
# What epub.css sets in the sans face; everything else is in the serif one.
SANS_ELEMENTS = frozenset({"h1", "h2", "h3", "h4", "th", "figcaption", "dt", "nav"})
SANS_CLASSES = frozenset({"label", "byline", "backlink", "book-edition", "book-issuer"})
# The features that Japanese text needs: composed forms, the forms of the language, vertical forms, kerning of Latin.
FEATURES = ["ccmp", "locl", "vert", "vrt2", "kern", "liga"]
# OS/2 fsType: the font must not be embedded without leave (OpenType 1.9, OS/2).
RESTRICTED = 0x0002
# How much of a font is obfuscated (EPUB 3.3 §4.4.3).
OBFUSCATED = 1040


@dataclass(frozen=True, slots=True)
class Face:
    """One face of the e-book: the family's name in epub.css, its weight, and its path in the package."""

    family: str
    weight: int
    path: str


FACES = (
    Face("serif-ja", 400, "font/serif.otf"),
    Face("sans-serif-ja", 400, "font/sans.otf"),
    Face("sans-serif-ja", 700, "font/sans-bold.otf"),
)


def with_fonts(
    ebook: EBook, config: Config, font_file: Callable[[str, int], tuple[bytes, int] | None]
) -> tuple[EBook, dict[str, bytes], tuple[Finding, ...]]:
    """The e-book with rules for its fonts, the subset fonts by their path in the package, and what could not be embedded.

    `font_file` gives the bytes and the index of a family at a weight.
    """
    everything, sans = characters(ebook)
    held: dict[str, bytes] = {}
    rules: list[str] = []
    findings: list[Finding] = []
    for face in FACES:
        family = config.fonts.serif if face.family == "serif-ja" else config.fonts.sans
        found = font_file(family, face.weight)
        fault = not_embeddable(found, family)
        if found is None or fault:
            findings += [fault] if fault else []
            continue
        held[face.path] = cut(found, sans if face.family == "sans-serif-ja" else everything)
        rules.append(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; src: url("../{face.path}") format("opentype"); }}'
        )
    charset, _, sheet = ebook.stylesheet.partition("\n")
    return replace(ebook, stylesheet="\n".join((charset, *rules, sheet))), held, tuple(dict.fromkeys(findings))


def characters(ebook: EBook) -> tuple[frozenset[str], frozenset[str]]:
    """Every character of the documents, and those that stand in the sans face."""
    everything: set[str] = set()
    sans: set[str] = set()
    for document in (*ebook.documents, ebook.navigation):
        root = etree.fromstring(document.text.encode())
        everything.update(*map(str, root.itertext()))
        for element in root.iter(etree.Element):
            if is_sans(element):
                sans.update(*map(str, element.itertext()))
    return frozenset(everything), frozenset(sans)


def is_sans(element: etree._Element) -> bool:
    name = etree.QName(element).localname
    return name in SANS_ELEMENTS or not SANS_CLASSES.isdisjoint(str(element.get("class", "")).split())


def opened(found: tuple[bytes, int]) -> TTFont:
    data, index = found
    return TTFont(io.BytesIO(data), fontNumber=index, lazy=True, recalcTimestamp=False)


def not_embeddable(found: tuple[bytes, int] | None, family: str) -> Finding | None:
    """Why a font cannot go into the e-book: the machine has another one, or its licence forbids it."""
    place = Place(FILE)
    font = opened(found) if found else None
    if font is None or font["name"].getBestFamilyName() != family:
        fact = tr("the font family {family} is not installed and is not embedded in the e-book", family=family)
        return warning("missing-font", fact, place, tr("install the font, or name another under [fonts] in book.toml"))
    if font["OS/2"].fsType & RESTRICTED:
        fact = tr("the licence of the font {family} does not allow it to be embedded in the e-book", family=family)
        return warning("font-licence", fact, place, tr("name another under [fonts] in book.toml, or set embed = false"))
    return None


def cut(found: tuple[bytes, int], wanted: frozenset[str]) -> bytes:
    """The font with these characters alone; the same input gives the same bytes."""
    font = opened(found)
    options = subset.Options(layout_features=FEATURES, notdef_outline=True, desubroutinize=True, hinting=False)
    options.drop_tables += ["FFTM", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, wanted)))
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def obfuscate(font: bytes, identifier: str) -> bytes:
    """The font with its first bytes mixed with the book's identifier (EPUB 3.3 §4.4.4); done twice it is the font again."""
    key = hashlib.sha1("".join(identifier.split()).encode(), usedforsecurity=False).digest()
    head = bytes(byte ^ key[index % len(key)] for index, byte in enumerate(font[:OBFUSCATED]))
    return head + font[OBFUSCATED:]


def encryption(paths: Iterator[str]) -> str:
    """META-INF/encryption.xml, which tells readers of the obfuscated files (EPUB 3.3 §4.2.6.3.2)."""
    entries = "\n".join(
        '<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>'
        f'<enc:CipherData><enc:CipherReference URI="item/{path}"/></enc:CipherData></enc:EncryptedData>'
        for path in paths
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        f'xmlns:enc="http://www.w3.org/2001/04/xmlenc#">\n{entries}\n</encryption>\n'
    )
