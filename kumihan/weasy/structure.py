"""Hold the tree of tags as values and write it into the file. Which element belongs where is decided elsewhere.

ISO 32000-2, 14.7 and 14.8; ISO 14289-2 (PDF/UA-2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

NAMESPACE = "http://iso.org/pdf2/ssn"
# Types that PDF 2.0 brought; all others are of the default namespace.
NEW = frozenset({"Aside", "Em", "FENote", "Strong"})
# What may be empty; other elements without content are left out.
CELLS = frozenset({"TD", "TH"})


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked content: the 0-based page in its section and the number there (MCID)."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Linked:
    """A link's annotation: the 0-based page in its section and the link's place among those of the page."""

    page: int
    index: int


@dataclass(eq=False, slots=True)
class Node:
    """A structure element. `element` is that of the HTML; `page` the 0-based one in its section where it begins."""

    role: str
    element: Any = None
    parent: Node | None = None
    kids: list[Node | Marked | Linked] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    refers: list[Node] = field(default_factory=list)
    page: int = -1
    box: tuple[float, float, float, float] | None = None
    picture: str = ""

    def add(self, kid: Node | Marked | Linked, page: int) -> None:
        self.page = page if self.page < 0 else self.page
        self.kids.append(kid)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def detach(self) -> None:
        """Keep of the elements what is written of them, for this node and all below."""
        if self.element is not None:
            image = self.element if self.element.tag == "img" else self.element.find(".//img")
            self.picture = image.get("alt", "") if self.role == "Figure" and image is not None else ""
            self.element = Element(self.element.tag, self.element.attrib)
        for kid in self.kids:
            if isinstance(kid, Node):
                kid.detach()


@dataclass(frozen=True, slots=True)
class Branch:
    """A section's part of the tree: its nodes, those that own each page's content, and its links.

    `lead` blank pages come before it, which are not counted. `within` are links in a link; they need no annotation of their own.
    """

    top: Node
    owners: tuple[dict[int, Node], ...]
    links: tuple[tuple[Linked, Node], ...]
    within: tuple[Linked, ...]
    lead: int = 0


class Writer:
    """Writes the branches of a file's sections as one tree; their nodes are not changed."""

    def __init__(self, pdf: Any, pages: Any, branches: tuple[Branch, ...]) -> None:
        self.pdf, self.pages, self.branches = pdf, pages, branches
        ends = [0, *accumulate(branch.lead + len(branch.owners) for branch in branches)]
        self.count = ends[-1]
        self.firsts = [end + branch.lead for end, branch in zip(ends, branches, strict=False)]
        self.out: dict[int, Any] = {}

    def write(self) -> None:
        """Add the tree, its parent tree, its ids and its destinations to the file."""
        space = self.add({"Type": "/Namespace", "NS": pydyf.String(NAMESPACE)})
        root = self.add({"Type": "/StructTreeRoot", "Namespaces": pydyf.Array([space.reference])})
        top = self.add({"Type": "/StructElem", "S": "/Document"})
        nodes = [
            pair
            for branch, first in zip(self.branches, self.firsts, strict=True)
            for kid in branch.top.kids
            if isinstance(kid, Node) and self.is_filled(kid, first)
            for pair in self.filled(kid, first)
        ]
        ids: dict[str, Node] = {}
        for node, _ in nodes:
            self.out[id(node)] = out = self.add({"Type": "/StructElem", "S": f"/{node.role}"})
            name = self.identity(node)
            if name and name not in ids:
                ids[name] = node
                out["ID"] = pydyf.String(name)
        self.out |= {id(branch.top): top for branch in self.branches}  # words that stand in no element
        self.describe_top(top, root, space)
        for node, first in nodes:
            self.describe(node, first, top, space)
        numbers = pydyf.Array([*self.owners(), *self.links(ids)])
        self.outline([node for node, _ in nodes if node.role[0] == "H"])
        root["K"] = pydyf.Array([top.reference])
        root["ParentTree"] = self.add({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = len(numbers) // 2
        names = pydyf.Array(
            part for name in sorted(ids, key=encoded) for part in (pydyf.String(name), self.reference(ids[name]))
        )
        root["IDTree"] = self.add({"Names": names}).reference
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def add(self, values: dict[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self.pdf.add_object(made)
        return made

    def reference(self, node: Node) -> Any:
        return self.out[id(node)].reference

    def annotation(self, link: Linked, first: int) -> Any:
        """The annotation of a link; None where it leads to nothing."""
        return self.pages[first + link.page].links[link.index][3].link_annotation

    def is_filled(self, node: Node, first: int) -> bool:
        return node.role in CELLS or any(
            self.is_filled(kid, first)
            if isinstance(kid, Node)
            else isinstance(kid, Marked) or self.annotation(kid, first) is not None
            for kid in node.kids
        )

    def filled(self, node: Node, first: int) -> Iterator[tuple[Node, int]]:
        yield node, first
        for kid in node.kids:
            if isinstance(kid, Node) and self.is_filled(kid, first):
                yield from self.filled(kid, first)

    def identity(self, node: Node) -> str:
        """The id in HTML, for the element's own node; a note has one in any case."""
        own = node.role not in ("LBody", "Lbl", "Ruby", "RB", "RT") and not (node.role == "Span" and node.refers)
        name = node.element.get("id", "") if own and node.element is not None else ""
        return str(name) or (f"note-{self.out[id(node)].number}" if node.role == "FENote" else "")

    def describe_top(self, out: Any, root: Any, space: Any) -> None:
        """Fill the element of the whole document."""
        branches = list(zip(self.branches, self.firsts, strict=True))
        page = next((first + branch.top.page for branch, first in branches if branch.top.kids), -1)
        out["P"] = root.reference
        if page >= 0:
            out["Pg"] = self.pdf.page_references[page]
        kids = (each for branch, first in branches for kid in branch.top.kids for each in self.child(kid, first, page))
        out["K"] = pydyf.Array(kids)
        out["NS"] = space.reference

    def describe(self, node: Node, first: int, top: Any, space: Any) -> None:
        """Fill a structure element."""
        out = self.out[id(node)]
        out["P"] = self.out.get(id(node.parent), top).reference
        page = first + node.page if node.page >= 0 else -1
        if page >= 0:
            out["Pg"] = self.pdf.page_references[page]
        out["K"] = pydyf.Array(each for kid in node.kids for each in self.child(kid, first, page))
        if node.role in NEW:
            out["NS"] = space.reference
        if node.refers:
            out["Ref"] = pydyf.Array([self.reference(other) for other in node.refers])
        if language := node.element is not None and node.role not in ("LBody", "Lbl") and node.element.get("lang"):
            out["Lang"] = pydyf.String(language)
        if node.role == "Figure" and (alt := node.picture or node.text):
            out["Alt"] = pydyf.String(alt)
        if node.role in ATTRIBUTES and (attributes := ATTRIBUTES[node.role](node)):
            out["A"] = pydyf.Dictionary(attributes)

    def child(self, kid: Node | Marked | Linked, first: int, here: int) -> Iterator[Any]:
        """A kid of an element that begins on page `here` of the file."""
        if isinstance(kid, Node):
            if self.is_filled(kid, first):
                yield self.reference(kid)
        elif isinstance(kid, Marked):
            reference = self.pdf.page_references[first + kid.page]
            mark = {"Type": "/MCR", "Pg": reference, "MCID": kid.number}
            yield kid.number if first + kid.page == here else pydyf.Dictionary(mark)
        elif annotation := self.annotation(kid, first):
            yield pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference})

    def owners(self) -> Iterator[Any]:
        """For each page the elements that own its marked content, by its number (ISO 32000-2, 14.7.5.4)."""
        of_all = chain.from_iterable((*({},) * branch.lead, *branch.owners) for branch in self.branches)
        for page, owners in enumerate(of_all):
            count = max(owners, default=-1) + 1
            yield page
            yield pydyf.Array(self.reference(owners[n]) if n in owners else "null" for n in range(count))

    def links(self, ids: dict[str, Node]) -> Iterator[Any]:
        """For each link its element; the link learns where it leads to."""
        number = self.count
        for branch, first in zip(self.branches, self.firsts, strict=True):
            for link in branch.within:
                if annotation := self.annotation(link, first):
                    place = int(self.pdf.page_references[first + link.page].split()[0])
                    self.pdf.objects[place]["Annots"].remove(annotation.reference)
            for link, node in branch.links:
                if annotation := self.annotation(link, first):
                    annotation["StructParent"] = number
                    self.aim(annotation, node, ids)
                    yield number
                    yield self.reference(node)
                    number += 1

    def aim(self, annotation: Any, node: Node, ids: dict[str, Node]) -> None:
        """A link's words, and for one within the document its structure destination (ISO 32000-2, 12.3.2.3)."""
        annotation["F"] = 4
        annotation["Contents"] = pydyf.String(node.text.strip() or "→")
        target = ids.get(node.element.get("href", "").removeprefix("#"))
        if "Dest" in annotation and target is not None:
            annotation["A"] = self.going(annotation.pop("Dest"), target)

    def going(self, place: Any, target: Node) -> Any:
        """A jump to a place on a page for programs that know no structure, and to an element for those that do."""
        element = pydyf.Array([self.reference(target), "/Fit"])
        return pydyf.Dictionary({"S": "/GoTo", "D": place, "SD": element})

    def outline(self, headings: list[Node]) -> None:
        """Let each bookmark lead to its heading."""
        objects = self.pdf.objects
        marks = [item for item in objects if isinstance(item, pydyf.Dictionary) and "Title" in item and "Dest" in item]
        by_words: dict[str, list[Node]] = {}
        for node in headings:
            by_words.setdefault("".join(node.text.split()), []).append(node)
        for mark in marks:
            found = by_words.get("".join(mark["Title"].string.split()))
            if found:
                mark["A"] = self.going(mark.pop("Dest"), found.pop(0) if len(found) > 1 else found[0])


def encoded(name: str) -> bytes:
    """A string as PDF has it, by which name trees are sorted."""
    return name.encode() if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


def numbering(node: Node) -> str:
    return {"ol": "/Decimal", "ul": "/Unordered"}.get(node.element.tag, "/Description")


def spans(node: Node) -> dict[str, Any]:
    """A cell's attributes (ISO 32000-2, 14.8.5.7)."""
    made: dict[str, Any] = {"O": "/Table"} if node.role == "TH" else {}
    if node.role == "TH":
        made["Scope"] = "/Row" if node.element.get("scope") == "row" else "/Column"
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if node.element.get(name, "1") != "1":
            made |= {"O": "/Table", key: int(node.element.get(name))}
    return made


ATTRIBUTES: dict[str, Callable[[Node], dict[str, Any]]] = {
    "L": lambda node: {"O": "/List", "ListNumbering": numbering(node)},
    "TH": spans,
    "TD": spans,
    "Figure": lambda node: {"O": "/Layout", "Placement": "/Block", "BBox": pydyf.Array(node.box)} if node.box else {},
    "FENote": lambda node: {"O": "/FENote", "NoteType": "/Footnote"},
}
