"""Tag the screen edition: one structure element for each HTML element, whatever pages and columns it is spread over.

Takes the place of WeasyPrint's tree, which has an element for each fragment. This module draws nothing. ISO 32000-2,
14.8; ISO 14289-2 (PDF/UA-2); ISO/TS 32005 says what may stand in what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

NAMESPACE = "http://iso.org/pdf2/ssn"
ROLES = {
    "section": "Sect", "nav": "Sect", "article": "Art", "main": "Part", "header": "Div", "footer": "Div", "div": "Div",
    "aside": "Aside", "blockquote": "BlockQuote", "p": "P", "pre": "Div", "ul": "L", "ol": "L", "dl": "L", "li": "LI",
    "dt": "Lbl", "dd": "LBody", "figure": "Figure", "figcaption": "Caption", "caption": "Caption", "table": "Table",
    "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD", "a": "Link", "em": "Em",
    "strong": "Strong", "code": "Code", **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip
# Types that PDF 2.0 brought; all others are of the default namespace.
NEW = frozenset({"Aside", "Em", "FENote", "Strong"})
# What may be empty; other elements without content are left out.
CELLS = frozenset({"TD", "TH"})
PT = 0.75


@dataclass(eq=False, slots=True)
class Node:
    """A structure element in the making. `kids` are nodes, (page, MCID), or annotations with their page."""

    role: str
    element: Any = None
    parent: Node | None = None
    kids: list[Any] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    refers: list[Node] = field(default_factory=list)
    page: int = -1
    box: tuple[float, float, float, float] | None = None
    out: Any = None

    def add(self, kid: Any, page: int) -> None:
        self.page = page if self.page < 0 else self.page
        self.kids.append(kid)

    @property
    def filled(self) -> bool:
        return self.role in CELLS or any(not isinstance(kid, Node) or kid.filled for kid in self.kids)

    @property
    def text(self) -> str:
        return "".join(self.words)


class Tree:
    """The structure elements of a document by HTML element, in the order of its pages."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.top = Node("Document")
        self.nodes: dict[tuple[int, str], Node] = {}
        self.rubies: dict[int, Node] = {}
        self.page = 0
        self.tags: dict[Any, Any] = {}
        self.owners: dict[int, Node] = {}
        self.links: list[tuple[Any, Node]] = []
        self.height = 0.0

    def node(self, element: Any, kind: str, role: str, parent: Node) -> Node:
        """The node of an element, made at its first box; `kind` tells the nodes of one element apart."""
        key = (id(element), kind)
        if key not in self.nodes:
            made = self.nodes[key] = Node(role, element, parent)
            parent.add(made, self.page)
        return self.nodes[key]

    def begin_page(self, number: int, page: Any, tags: dict[Any, Any]) -> None:
        self.page, self.tags, self.owners = number, tags, {}
        self.height = page.height
        for child in page._page_box.children:
            if not isinstance(child, boxes.MarginBox):
                self.walk(child, self.top, None)

    def walk(self, box: Any, parent: Node, link: Node | None) -> None:
        """Put a box's content into the tree."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
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
            return parent
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
        self.owners[kid["mcid"]] = node
        node.add((self.page, kid["mcid"]), self.page)
        above: Node | None = node
        while above is not None and above.role not in ("Sect", "Document", "Div"):
            if node.role != "RT" or above is node:
                above.words.append(box.text)
            above = above.parent

    def base(self, box: Any, parent: Node) -> Node:
        """The RB of the pair that a base belongs to: a Ruby holds one base and its reading (ISO 32000-2, 14.8.4.7.3)."""
        pair = self.rubies.get(id(parent))
        if pair is None or pair.element is not box.element or any(kid.role == "RT" for kid in pair.kids):
            pair = Node("Ruby", box.element, parent)
            parent.add(pair, self.page)
            pair.add(Node("RB", box.element, pair), self.page)
            self.rubies[id(parent)] = pair
        base: Node = pair.kids[0]
        return base

    def picture(self, box: Any, node: Node) -> None:
        kid = self.tags.pop(box, None)
        if kid is None:
            return
        left, top = box.content_box_x() * PT, (self.height - box.content_box_y()) * PT
        node.box = (left, top - box.height * PT, left + box.width * PT, top)
        self.owners[kid["mcid"]] = node
        node.add((self.page, kid["mcid"]), self.page)

    def annotate(self, box: Any, node: Node, link: Node | None) -> Node | None:
        """Join a link's annotation; what stands within an annotated box needs none of its own."""
        annotation = box.link_annotation
        if annotation:
            if link is node:
                sheet = self.sheet()
                sheet["Annots"].remove(annotation.reference)
                return link
            node.add(annotation, self.page)
            self.links.append((annotation, node))
            return node
        return link

    def sheet(self) -> Any:
        number = int(self.pdf.page_references[self.page].split()[0])
        return self.pdf.objects[number]


def install() -> None:
    """Tag what this project builds; other programs that are enabled keep WeasyPrint's own tree."""
    weasyprint.pdf.add_tags = add_tags


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """WeasyPrint's function of this name."""
    tree = Tree(pdf)
    parents: list[tuple[int, dict[int, Node]]] = []
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        tree.begin_page(number, page, stream._tags)
        drop(stream, {kid["mcid"] for kid in stream._tags.values()})
        parents.append((max(tree.owners, default=-1) + 1, tree.owners))
    write(pdf, tree, parents)


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


def write(pdf: Any, tree: Tree, parents: list[tuple[int, dict[int, Node]]]) -> None:
    """Add the tree, its parent tree, its ids and its destinations to the file."""
    space = added(pdf, {"Type": "/Namespace", "NS": pydyf.String(NAMESPACE)})
    root = added(pdf, {"Type": "/StructTreeRoot", "Namespaces": pydyf.Array([space.reference])})
    nodes = tuple(filled(tree.top))
    ids: dict[str, Node] = {}
    for node in nodes:
        node.out = added(pdf, {"Type": "/StructElem", "S": f"/{node.role}"})
        name = identity(node)
        if name and name not in ids:
            ids[name] = node
            node.out["ID"] = pydyf.String(name)
    for node in nodes:
        describe(pdf, node, root, space)
    numbers = pydyf.Array()
    for page, (count, owners) in enumerate(parents):
        numbers += [page, pydyf.Array(owners[n].out.reference if n in owners else "null" for n in range(count))]
    for number, (annotation, node) in enumerate(tree.links, len(parents)):
        numbers += [number, node.out.reference]
        annotation["StructParent"] = number
        aim(annotation, node, ids)
    outline(pdf, [node for node in nodes if node.role[0] == "H"])
    root["K"] = pydyf.Array([tree.top.out.reference])
    root["ParentTree"] = added(pdf, {"Nums": numbers}).reference
    root["ParentTreeNextKey"] = len(parents) + len(tree.links)
    names = pydyf.Array(
        part for name in sorted(ids, key=encoded) for part in (pydyf.String(name), ids[name].out.reference)
    )
    root["IDTree"] = added(pdf, {"Names": names}).reference
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def encoded(name: str) -> bytes:
    """A string as PDF has it, by which name trees are sorted."""
    return name.encode() if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


def added(pdf: Any, values: dict[str, Any]) -> Any:
    made = pydyf.Dictionary(values)
    pdf.add_object(made)
    return made


def filled(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node) and kid.filled:
            yield from filled(kid)


def identity(node: Node) -> str:
    """The id in HTML, for the element's own node; a note has one in any case."""
    own = node.role not in ("LBody", "Lbl", "Ruby", "RB", "RT") and not (node.role == "Span" and node.refers)
    name = node.element.get("id", "") if own and node.element is not None else ""
    return str(name) or (f"note-{node.out.number}" if node.role == "FENote" else "")


def describe(pdf: Any, node: Node, root: Any, space: Any) -> None:
    """Fill a structure element."""
    out = node.out
    out["P"] = node.parent.out.reference if node.parent else root.reference
    if node.page >= 0:
        out["Pg"] = pdf.page_references[node.page]
    out["K"] = pydyf.Array(kid for part in node.kids for kid in child(pdf, node, part))
    if node.role in NEW or node.role == "Document":
        out["NS"] = space.reference
    if node.refers:
        out["Ref"] = pydyf.Array([other.out.reference for other in node.refers])
    if language := node.element is not None and node.role not in ("LBody", "Lbl") and node.element.get("lang"):
        out["Lang"] = pydyf.String(language)
    if node.role == "Figure" and (alt := alternative(node)):
        out["Alt"] = pydyf.String(alt)
    if node.role in ATTRIBUTES and (attributes := ATTRIBUTES[node.role](node)):
        out["A"] = pydyf.Dictionary(attributes)


def child(pdf: Any, node: Node, kid: Any) -> Iterator[Any]:
    if isinstance(kid, Node):
        if kid.filled:
            yield kid.out.reference
    elif isinstance(kid, tuple):
        page, number = kid
        reference = pdf.page_references[page]
        mark = {"Type": "/MCR", "Pg": reference, "MCID": number}
        yield number if page == node.page else pydyf.Dictionary(mark)
    else:
        yield pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.reference})


def alternative(node: Node) -> str:
    """A picture in words: its alt, else its caption."""
    image = node.element if node.element.tag == "img" else node.element.find(".//img")
    return (image.get("alt", "") if image is not None else "") or node.text


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


def aim(annotation: Any, node: Node, ids: dict[str, Node]) -> None:
    """A link's words, and for one within the document its structure destination (ISO 32000-2, 12.3.2.3)."""
    annotation["F"] = 4
    annotation["Contents"] = pydyf.String(node.text.strip() or "→")
    target = ids.get(node.element.get("href", "").removeprefix("#"))
    if "Dest" in annotation and target is not None:
        annotation["A"] = going(annotation.pop("Dest"), target)


def going(place: Any, target: Node) -> Any:
    """A jump to a place on a page for programs that know no structure, and to an element for those that do."""
    element = pydyf.Array([target.out.reference, "/Fit"])
    return pydyf.Dictionary({"S": "/GoTo", "D": place, "SD": element})


def outline(pdf: Any, headings: list[Node]) -> None:
    """Let each bookmark lead to its heading."""
    marks = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "Title" in item and "Dest" in item]
    by_words: dict[str, list[Node]] = {}
    for node in headings:
        by_words.setdefault("".join(node.text.split()), []).append(node)
    for mark in marks:
        found = by_words.get("".join(mark["Title"].string.split()))
        if found:
            mark["A"] = going(mark.pop("Dest"), found.pop(0) if len(found) > 1 else found[0])
