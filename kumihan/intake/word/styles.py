"""Tell what Word's styles mean for a book: the role of a paragraph, the face of a run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kumihan.intake.draft import Role
from kumihan.intake.word.package import qn

HEADING = re.compile(r"(?:heading|見出し)(\d)")
CONTENTS = re.compile(r"(?:toc|目次)(?:\d|heading|の見出し)|tableoffigures|図表目次")
# Word keeps the names of its own styles in English whatever its language; other programs and authors write Japanese.
ROLES = {
    "title": Role.TITLE, "表題": Role.TITLE, "標題": Role.TITLE, "タイトル": Role.TITLE, "題名": Role.TITLE,
    "subtitle": Role.SUBTITLE, "副題": Role.SUBTITLE, "サブタイトル": Role.SUBTITLE,
    "caption": Role.CAPTION, "図表番号": Role.CAPTION, "キャプション": Role.CAPTION, "図表見出し": Role.CAPTION,
    "quote": Role.QUOTE, "intensequote": Role.QUOTE, "引用": Role.QUOTE, "引用文": Role.QUOTE, "blocktext": Role.QUOTE,
    "quotations": Role.QUOTE,
}  # fmt: skip
LISTS = re.compile(r"(list(?:bullet|number)?|箇条書き|段落番号|リスト)(\d)?")
NUMBERED = ("listnumber", "段落番号")
BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Face:
    """How characters stand: `script` is "super", "sub" or "", `href` the address that they lead to."""

    bold: bool = False
    italic: bool = False
    dots: bool = False
    script: str = ""
    hidden: bool = False
    upright: bool = False
    struck: bool = False
    underlined: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """What a paragraph's style says: its role, the level of a heading (from 1) or list (from 0), its numbering.

    `numbering` is Word's (numId, level), `numbered` tells a list without one that counts. `contents` marks lines of
    the contents that Word made.
    """

    role: Role | None = None
    level: int = 0
    numbering: tuple[str, int] | None = None
    numbered: bool = False
    contents: bool = False


@dataclass
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, Any] = field(default_factory=dict)
    default: str = ""

    def chain(self, name: str) -> Iterator[Any]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while name in self.by_id and name not in seen:
            seen.add(name)
            yield self.by_id[name]
            name = value(self.by_id[name], "w:basedOn")

    def manner(self, properties: Any) -> Manner:
        """What a paragraph's w:pPr says, its style first."""
        named = value(properties, "w:pStyle") or self.default
        manner = Manner()
        for style in self.chain(named):
            manner = of_name(normal(value(style, "w:name")))
            if manner != Manner():
                break
        numbering, outline = None, ""
        for holder in (properties, *(style.find(qn("w:pPr")) for style in self.chain(named))):
            numbering = numbering or numbering_of(holder)
            outline = outline or value(holder, "w:outlineLvl")
        if numbering and numbering[0] == "0":
            numbering = None
        if manner.role is None and outline.isdecimal() and int(outline) < BODY_LEVEL:
            manner = Manner(Role.HEADING, int(outline) + 1)
        if manner.role is None and numbering:
            manner = Manner(Role.BULLET)
        if manner.role is Role.BULLET and numbering:
            manner = replace(manner, level=max(manner.level, numbering[1]))
        return replace(manner, numbering=numbering)

    def face(self, properties: Any, face: Face) -> Face:
        """A run's face by its character style, then by its own w:rPr."""
        for style in reversed(list(self.chain(value(properties, "w:rStyle")))):
            if normal(value(style, "w:name")) not in (
                "hyperlink",
                "followedhyperlink",
                "footnotereference",
                "endnotereference",
                "commentreference",
            ):
                face = faced(style.find(qn("w:rPr")), face)
        return faced(properties, face)


def read_styles(root: Any) -> Styles:
    styles = Styles()
    for style in root.iterchildren(qn("w:style")) if root is not None else ():
        name = style.get(qn("w:styleId"), "")
        styles.by_id[name] = style
        if style.get(qn("w:default")) in ("1", "true") and style.get(qn("w:type")) == "paragraph":
            styles.default = name
    return styles


def of_name(name: str) -> Manner:
    if CONTENTS.fullmatch(name):
        return Manner(contents=True)
    if found := HEADING.match(name):
        return Manner(Role.HEADING, int(found[1]))
    if name in ROLES:
        return Manner(ROLES[name])
    if (found := LISTS.fullmatch(name)) and name not in ("list", "リスト"):
        return Manner(Role.BULLET, int(found[2] or 1) - 1, numbered=found[1] in NUMBERED)
    return Manner()


def normal(name: str) -> str:
    """A style's name for comparison: 見出し　１ and “heading 1” without blanks, width or case."""
    return re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", name)).lower()


def numbering_of(properties: Any) -> tuple[str, int] | None:
    holder = properties.find(qn("w:numPr")) if properties is not None else None
    name = value(holder, "w:numId")
    if not name:
        return None
    level = value(holder, "w:ilvl")
    return name, int(level) if level.isdecimal() else 0


def faced(properties: Any, face: Face) -> Face:
    """The face with what w:rPr sets."""
    if properties is None:
        return face
    changes: dict[str, Any] = {}
    for name, key in (
        ("w:b", "bold"),
        ("w:i", "italic"),
        ("w:vanish", "hidden"),
        ("w:strike", "struck"),
        ("w:dstrike", "struck"),
    ):
        if (element := properties.find(qn(name))) is not None:
            changes[key] = element.get(qn("w:val"), "1") not in ("0", "false", "off")
    if dots := value(properties, "w:em"):
        changes["dots"] = dots != "none"
    if line := value(properties, "w:u"):
        changes["underlined"] = line != "none"
    if script := value(properties, "w:vertAlign"):
        changes["script"] = {"superscript": "super", "subscript": "sub"}.get(script, "")
    layout = properties.find(qn("w:eastAsianLayout"))
    if layout is not None:
        changes["upright"] = layout.get(qn("w:vert"), "0") in ("1", "true", "on")
    return replace(face, **changes)


def value(element: Any, name: str) -> str:
    """The w:val of a child, or ""."""
    child = element.find(qn(name)) if element is not None else None
    return str(child.get(qn("w:val"), "")) if child is not None else ""
