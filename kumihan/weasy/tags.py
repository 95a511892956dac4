"""Grow the tree of tags: one structure element for each HTML element, whatever pages and columns it is spread over.

Takes the place of WeasyPrint's tree, which has an element for each fragment. This module draws and writes nothing.
ISO 32000-2, 14.8; ISO 14289-2 (PDF/UA-2); ISO/TS 32005 says what may stand in what.
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from kumihan.weasy.hooks import replace
from kumihan.weasy.structure import Branch, Linked, Marked, Node, Writer

ROLES = {
    "section": "Sect", "nav": "Sect", "article": "Art", "main": "Part", "header": "Div", "footer": "Div", "div": "Div",
    "aside": "Aside", "blockquote": "BlockQuote", "p": "P", "pre": "Div", "ul": "L", "ol": "L", "dl": "L", "li": "LI",
    "dt": "Lbl", "dd": "LBody", "figure": "Figure", "figcaption": "Caption", "caption": "Caption", "table": "Table",
    "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD", "a": "Link", "em": "Em",
    "strong": "Strong", "code": "Code", **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip
PT = 0.75


class Tree:
    """The structure elements of a document or section by HTML element, in the order of its pages."""

    def __init__(self) -> None:
        self.top = Node("Document")
        self.nodes: dict[tuple[int, str], Node] = {}
        self.rubies: dict[int, Node] = {}
        # Where elements stand that have no node of their own: a float may go on at the head of the next page.
        self.homes: dict[int, Node] = {}
        self.lead = self.page = 0
        self.tags: dict[Any, Any] = {}
        self.owners: list[dict[int, Node]] = []
        self.links: list[tuple[Linked, Node]] = []
        self.within: list[Linked] = []
        self.annotated: dict[int, int] = {}
        self.height = 0.0

    def node(self, element: Any, kind: str, role: str, parent: Node) -> Node:
        """The node of an element, made at its first box; `kind` tells the nodes of one element apart."""
        key = (id(element), kind)
        if key not in self.nodes:
            made = self.nodes[key] = Node(role, element, parent)
            parent.add(made, self.page)
        return self.nodes[key]

    def add_page(self, page: Any, stream: Any) -> None:
        """Put a page's content into the tree; what is no part of the text becomes an artifact in its stream."""
        self.page, self.tags = len(self.owners), stream._tags
        if not self.owners and page._page_box.page_type.blank:
            self.lead += 1
            drop(stream, {kid["mcid"] for kid in self.tags.values()})
            return
        self.owners.append({})
        self.height = page.height
        self.annotated = {
            id(unwrapped(box)): index for index, (kind, _, _, box) in enumerate(page.links) if kind != "attachment"
        }
        for child in page._page_box.children:
            if not isinstance(child, boxes.MarginBox):
                self.walk(child, self.top, None)
        drop(stream, {kid["mcid"] for kid in self.tags.values()})

    def branch(self) -> Branch:
        """The tree as values, free of the document that it is of."""
        self.top.detach()
        return Branch(self.top, tuple(self.owners), tuple(self.links), tuple(self.within), self.lead)

    def walk(self, box: Any, parent: Node, link: Node | None) -> None:
        """Put a box's content into the tree."""
        box = unwrapped(box)
        if isinstance(box, boxes.TextBox):
            self.content(box, parent)
            return
        tag = box.element_tag or ""
        node = self.place(box, tag, parent) if tag else parent
        if node is None:
            return
        if node.role == "Link":
            link = self.annotate(box, node, link)
        if isinstance(box, boxes.ReplacedBox):
            self.picture(box, node)
        for child in getattr(box, "children", ()):
            self.walk(child, node, link)

    def place(self, box: Any, tag: str, parent: Node) -> Node | None:
        """The node that a box's content belongs to; None for heads of tables that are printed again."""
        element = box.element
        name, _, pseudo = tag.partition("::")
        if pseudo:
            return self.generated(element, name, pseudo, parent)
        if (id(element), "note") in self.nodes:
            return self.nodes[id(element), "note"]
        if name in ("html", "body"):
            return self.top
        if name == "ruby":
            return parent
        if name == "rt":
            return self.node(element, "rt", "RT", self.rubies.get(id(parent), parent))
        if name == "thead" and (old := self.nodes.get((id(element), ""))) and old.page != self.page:
            return None
        if name == "img":
            return parent if parent.role == "Figure" else self.node(element, "", "Figure", parent)
        if name == "div" and parent.role == "L":
            return self.node(element, "", "LI", parent)
        role = ROLES.get(name) or ("Span" if element.get("lang") or element.get("id") else "")
        if not role:
            return self.homes.setdefault(id(element), parent)
        if role == "LI":
            item = self.node(element, "", role, parent)
            return self.node(element, "body", "LBody", item)
        return self.node(element, "", role, parent)

    def generated(self, element: Any, name: str, pseudo: str, parent: Node) -> Node:
        """Where content goes that CSS has put in: labels of items and notes, the call of a note."""
        if pseudo == "footnote-call":
            call = self.node(element, "call", "Span", parent)
            note = self.node(element, "note", "FENote", parent)
            call.refers, note.refers = [note], [call]
            return call
        if pseudo == "footnote-marker":
            return self.node(element, "label", "Lbl", parent)
        if name == "li" and pseudo in ("before", "marker"):
            item = self.nodes.get((id(element), ""), parent)
            if (id(element), "label") not in self.nodes:
                label = self.nodes[id(element), "label"] = Node("Lbl", element, item)
                item.kids.insert(0, label)
                label.page = self.page
            return self.nodes[id(element), "label"]
        return parent

    def content(self, box: Any, node: Node) -> None:
        """A text box's marked content."""
        kid = self.tags.pop(box, None)
        if kid is None:
            return
        if box.element_tag == "ruby":
            node = self.base(box, node)
        self.owners[-1][kid["mcid"]] = node
        node.add(Marked(self.page, kid["mcid"]), self.page)
        above: Node | None = node
        while above is not None and above.role not in ("Sect", "Document", "Div"):
            if node.role != "RT" or above is node:
                above.words.append(box.text)
            above = above.parent

    def base(self, box: Any, parent: Node) -> Node:
        """The RB of the pair that a base belongs to: a Ruby holds one base and its reading (ISO 32000-2, 14.8.4.7.3)."""
        pair = self.rubies.get(id(parent))
        if (
            pair is None
            or pair.element is not box.element
            or any(isinstance(kid, Node) and kid.role == "RT" for kid in pair.kids)
        ):
            pair = Node("Ruby", box.element, parent)
            parent.add(pair, self.page)
            pair.add(Node("RB", box.element, pair), self.page)
            self.rubies[id(parent)] = pair
        base = pair.kids[0]
        assert isinstance(base, Node)
        return base

    def picture(self, box: Any, node: Node) -> None:
        kid = self.tags.pop(box, None)
        if kid is None:
            return
        left, top = box.content_box_x() * PT, (self.height - box.content_box_y()) * PT
        node.box = (left, top - box.height * PT, left + box.width * PT, top)
        self.owners[-1][kid["mcid"]] = node
        node.add(Marked(self.page, kid["mcid"]), self.page)

    def annotate(self, box: Any, node: Node, link: Node | None) -> Node | None:
        """Join a link's annotation; what stands within an annotated box needs none of its own."""
        index = self.annotated.get(id(box))
        if index is None:
            return link
        annotation = Linked(self.page, index)
        if link is node:
            self.within.append(annotation)
            return link
        node.add(annotation, self.page)
        self.links.append((annotation, node))
        return node


def unwrapped(box: Any) -> Any:
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def install() -> None:
    """Tag what this project builds; other programs that are enabled keep WeasyPrint's own tree."""
    replace("pdf.add_tags", add_tags)


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """WeasyPrint's function of this name. A document joined of sections brings their branches."""
    branches = document.__dict__.get("branches")
    if branches is None:
        tree = Tree()
        for page, stream in zip(document.pages, page_streams, strict=True):
            tree.add_page(page, stream)
        branches = (tree.branch(),)
    Writer(pdf, document.pages, branches).write()


def drop(stream: Any, artifacts: set[int]) -> None:
    """Running matter, and whatever else is no part of the text, becomes an artifact (ISO 32000-2, 14.8.2.2)."""
    content = stream.stream
    for index, item in enumerate(content):
        if artifacts and isinstance(item, pydyf.Dictionary | bytes):
            number = mcid(item)
            if number in artifacts:
                content[index - 1], content[index] = b"/Artifact", b"<</Type /Pagination>>"


def mcid(item: Any) -> int | None:
    """The number of a property list of marked content."""
    if isinstance(item, pydyf.Dictionary):
        number: int | None = item.get("MCID")
        return number
    return int(item[8:-2]) if item.startswith(b"<</MCID ") else None
