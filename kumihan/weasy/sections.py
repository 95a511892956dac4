"""Set a document section by section and join the pages; how one section is laid out is known elsewhere.

A section is laid out again only when a number that it prints, or what it takes over from the one before, has changed.
"""

from __future__ import annotations

from typing import Any

from weasyprint.document import Document, Page
from weasyprint.html import get_html_metadata
from weasyprint.layout import layout_backgrounds, make_margin_boxes
from weasyprint.pdf.metadata import DocumentMetadata

from kumihan.weasy.section import Inseparable, Laid, Landing, Press, Start, elements, lay_out, parse, place_among, shell

# As often as WeasyPrint lays a document out until its page numbers agree.
ROUNDS = 8


def render(texts: tuple[str, ...], press: Press, base: str) -> Any:
    """WeasyPrint's Document of all sections. Raises Inseparable where they must be set as one."""
    documents = [parse(text, base, press.fetcher) for text in texts]
    row = [shell(*elements(html)) for html in documents]
    for index, html in enumerate(documents):
        place_among(html, row, index)
    laid = settle(documents, press)
    for name in {anchor for part in laid for anchor, landing in part.asked.items() if landing is None}:
        raise Inseparable(f"#{name} is nowhere")
    pages = finished(laid)
    first = documents[0]
    about = DocumentMetadata(**get_html_metadata(first))
    made = Document([Page(box) for box in pages], about, press.fetcher, press.fonts, {}, None)
    made._html = first
    return made


def settle(documents: list[Any], press: Press) -> list[Laid]:
    """The sections laid out so that every number that one prints of another is right."""
    laid: list[Laid | None] = [None] * len(documents)
    known: dict[str, Landing] = {}
    for turn in range(ROUNDS):
        changed = False
        start = Start()
        for index, html in enumerate(documents):
            part = laid[index]
            if part is None or moved(part, start) or any(known.get(name) != was for name, was in part.asked.items()):
                part = laid[index] = lay_out(html, press, start, known, guessing=turn == 0)
                known.update(part.landings)
                changed = True
            start = part.end
        if not changed:
            break
    return [part for part in laid if part is not None]


def moved(part: Laid, start: Start) -> bool:
    """Whether a section takes over something else than when it was laid out."""
    was = part.start
    return (was.index, was.right, was.page_counters, was.counters) != (
        start.index, start.right, start.page_counters, start.counters,
    )  # fmt: skip


def finished(laid: list[Laid]) -> list[Any]:
    """The pages with running heads and folios, of which the first section knows nothing and the last everything."""
    total = sum(len(part.pages) for part in laid)
    heads: dict[str, str] = {}
    for part in laid:
        heads = finish(part, heads, total)
    return [box for part in laid for box in part.pages]


def finish(part: Laid, heads: dict[str, str], total: int) -> dict[str, str]:
    """Fill the margins of a section's pages; the answer is what its running heads say at its end.

    What the section before said stands on a page that is not there, WeasyPrint's page 1.
    """
    context = part.context
    seen: list[Any] = []
    for name, text in heads.items():
        context.string_set[name][1].append(text)
    for number, box in enumerate(part.pages):
        counters = context.page_maker[number + 1][3][1]
        counters["pages"] = [total]
        for child in box.descendants():
            settle_child(child, seen, counters, context)
            if child.string_set and child.string_set != "none":
                for name, text in child.string_set:
                    context.string_set[name][number + 2].append(text)
                    heads = {**heads, name: text}
    for number, box in enumerate(part.pages):
        root, footnotes, notes = box.children
        context.current_page = number + 2
        filled = [area for area in (footnotes, notes) if area.children]
        margins = make_margin_boxes(context, box, context.page_maker[number + 1][3])
        box.children = (root, *filled, *margins)
        layout_backgrounds(box, context.get_image_from_uri)
    return heads


def settle_child(child: Any, seen: list[Any], counters: Any, context: Any) -> None:
    """Give a bookmark to the first of an element's boxes only, and words with page counters their numbers."""
    if child.bookmark_label:
        key = (child.element_tag.rpartition("::")[2] if "::" in child.element_tag else "", child.element)
        if key in seen:
            child.bookmark_label = ""
        seen.append(key)
    if child.missing_link:
        for (box, token), item in context.target_collector.counter_lookup_items.items():
            if child.missing_link == box and token != "content":
                if token == "bookmark-label" and not child.bookmark_label:
                    continue
                item.parse_again(counters)
                if token == "bookmark-label":
                    child.bookmark_label = box.bookmark_label
