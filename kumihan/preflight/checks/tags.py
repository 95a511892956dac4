"""The check tags."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.marks import ARTIFACT, UNTAGGED, Area, Picture
from kumihan.preflight.structure import Element
from kumihan.preflight.subject import Subject

# The types of elements that need no role map (ISO 32000-2, 14.8.4).
STANDARD = frozenset(
    [
        "Document",
        "DocumentFragment",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "Aside",
        "Title",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "Sub",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "FENote",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Em",
        "Strong",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
        "Artifact",
    ]
)


@check("tags", rationale="Who has the page read out hears the tags: without them there is no order (ISO 14289-2).")
def tags(subject: Subject) -> Iterator[Remark]:
    """The screen edition is tagged with known tags, all that it shows stands within them, and its tables have head cells."""
    document = subject.document
    elements = document.structure
    hint = tr("compare the publication's templates with the project's own")
    if not elements or "/MarkInfo" not in document.pdf.Root or not document.pdf.Root.MarkInfo.get("/Marked", False):
        yield Remark(tr("the file has no tags"), Place(), hint)
        return
    reached = {(piece.page, piece.tag) for piece in document.pieces} | {
        (page.objgen, ARTIFACT) for page in document.pages
    }
    for number, (page, marks) in enumerate(zip(document.pages, document.marks, strict=True), 1):
        key = page.objgen
        bare = next((run.text for run in marks.runs if run.text.strip() and (key, run.tag) not in reached), "")
        if bare:
            yield Remark(tr("text stands outside all tags: {text}", text=bare), Place(), hint, number)
        painted: tuple[Area | Picture, ...] = (*marks.areas, *marks.pictures)
        if any(item.tag == UNTAGGED for item in painted):
            yield Remark(tr("something painted stands outside all tags"), Place(), hint, number)
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield Remark(tr("the links of the page are not reached in the order of its tags"), Place(), hint, number)
    known = STANDARD | {str(name)[1:] for name in document.pdf.Root.StructTreeRoot.get("/RoleMap", {})}
    if unknown := sorted({element.kind for element in elements} - known):
        yield Remark(tr("no reader knows the tags {names}", names=", ".join(unknown)), Place(), hint)
    headless = sum(not has_head(elements, number) for number, element in enumerate(elements) if element.kind == "Table")
    if headless:
        yield Remark(tr("{count} tables have no head cells", count=headless), Place(), hint)


def has_head(elements: tuple[Element, ...], table: int) -> bool:
    """Whether a head cell stands below the table of this index."""
    for element in elements[table + 1 :]:
        if element.depth <= elements[table].depth:
            return False
        if element.kind == "TH":
            return True
    return False
