"""Lay out one section of a document as it would come out in the whole; this module joins nothing."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint.css import get_all_computed_styles
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetCollector, TargetLookupItem
from weasyprint.formatting_structure import build
from weasyprint.layout import LayoutContext, block, page

from kumihan.weasy.joints import FORCED, Ending, Inseparable, Landing, Settled, Start, page_break
from kumihan.weasy.leaves import leaves_of, says_its_page
from kumihan.weasy.margins import collect_heads
from kumihan.weasy.press import Press

stock_element_to_box = build.element_to_box
stock_page_type = page.PageType
# How deep counters are nested where the children of <body> are made.
IN_BODY = 3


@dataclass(frozen=True, slots=True)
class Laid:
    """A section laid out: WeasyPrint's page boxes, without what stands in their margins."""

    context: Any
    pages: list[Any]
    settled: Settled


class Collector(TargetCollector):  # type: ignore[misc]
    """Finds targets of other sections in `known`; one that is not there yet reads 0 while `guessing`."""

    def __init__(self, known: Mapping[str, Landing], guessing: bool) -> None:
        super().__init__()
        self.known, self.guessing = known, guessing
        self.asked: dict[str, Landing | None] = {}

    def lookup_target(self, token: Any, source: Any, css_token: str, parse_again: Any) -> Any:
        value = source.element.get(token[1][0]) if token[0] == "attr()" else ""
        name = value[1:] if value and value.startswith("#") else None
        if name is None or name in self.target_lookup_items or (name not in self.known and not self.guessing):
            return super().lookup_target(token, source, css_token, parse_again)
        landing = self.asked[name] = self.known.get(name)
        item = TargetLookupItem("up-to-date")
        item.page_maker_index = -1  # on no page of this section
        counters = landing.counters if landing else {}
        item.target_box = SimpleNamespace(cached_counter_values=counters, extract_text=words_of_another)
        item.cached_page_counter_values = dict(landing.page_counters) if landing else {}
        return item


def words_of_another(part: str) -> str:
    raise Inseparable("it prints words of another section")


def parse(text: str, base: str, fetcher: Any) -> Any:
    """The section's document. Raises Inseparable where it holds more than one element."""
    html = weasyprint.HTML(string=text, base_url=base, url_fetcher=fetcher)
    if len(elements(html)) != 1:
        raise Inseparable("a section is not one element")
    return html


def elements(html: Any) -> list[Any]:
    """What stands in <body>, without comments."""
    return [child for child in html.etree_element.find("body") if isinstance(child.tag, str)]


def place_among(html: Any, row: list[Any], index: int) -> None:
    """Let selectors see the section among its siblings, of which `row` holds tags and attributes."""
    body = html.etree_element.find("body")
    (own,) = elements(html)
    siblings = [*row[:index], own, *row[index + 1 :]]

    class Among(ElementWrapper):  # type: ignore[misc]
        @property
        def etree_children(self) -> list[Any]:
            return siblings if self.etree_element is body else super().etree_children

        def iter_children(self) -> Iterator[Any]:
            children = super().iter_children()
            if self.etree_element is not body:
                return children  # type: ignore[no-any-return]
            return (child for child in children if child.etree_element is own)

    html.wrapper_element = Among.from_html_root(html.etree_element)


def emptied(html: Any) -> Any:
    """The section's document with nothing in <body>."""
    root = shell(html.etree_element)
    root.extend(shell(child) if child.tag == "body" else child for child in html.etree_element)
    empty = copy.copy(html)
    empty.etree_element, empty.wrapper_element = root, ElementWrapper.from_html_root(root)
    return empty


def shell(element: Any) -> Any:
    """An element without its content."""
    return Element(element.tag, element.attrib)


def lay_out(html: Any, press: Press, start: Start, known: Mapping[str, Landing], guessing: bool) -> Laid:
    """Make the section's boxes and pages. Raises Inseparable."""
    collector, styles = Collector(known, guessing), CounterStyle()
    style_for = get_all_computed_styles(html, press.sheets, False, press.fonts, styles, {}, [], [], collector, False)
    context = LayoutContext(style_for, press.find_picture, press.fonts, styles, collector)
    with counting(start.counters) as ends:
        root = build.build_formatting_structure(
            html.etree_element, style_for, context.get_image_from_uri, html.base_url, collector, styles,
            context.footnotes,
        )  # fmt: skip
    fill_in(collector)
    pages = paginate(html, root, context, start)
    if any(context.running_elements.values()) or any(box.fixed_boxes for box in pages):
        raise Inseparable("a box of its stands on pages of others")
    counters = {name: list(value) for name, value in context.page_maker[-1][3][1].items()} | {"pages": [0]}
    right = context.page_maker[-1][2]
    ending = Ending(tuple(block._add_break_values(root, "after")), root.page_values()[1])
    heads = tuple(collect_heads(pages, context, dict(start.heads)).items())
    end = Start(
        start.index + len(pages), right, counters, ends[-1] if ends else start.counters, ending, heads
    )  # fmt: skip
    settled = Settled(start, end, landings(collector), collector.asked, leaves_of(pages, context))
    return Laid(context, pages, settled)


def fill_in(collector: Collector) -> None:
    """Print the numbers of other sections' pages. WeasyPrint would do it when it has laid out a page, and lay it out again.

    It takes them for numbers of the own page, for it confuses counters that are missing with those of missing targets.
    """
    for (box, token), lookup in collector.counter_lookup_items.items():
        names = chain.from_iterable(lookup.missing_target_counters.values())
        if set(names) == {"page"} and not says_its_page(box, token, lookup, collector.target_lookup_items.keys()):
            lookup.parse_again({})
            lookup.missing_counters = []


def let_go(laid: Laid) -> None:
    """Free a section's boxes. A picture that it was the first to show keeps its context for what it draws."""
    context = laid.context
    for box in laid.pages:
        for area in box.__dict__.get("areas", box.children):
            area.__dict__.pop("page", None)  # the area for notes knows the page that it stands on
    laid.pages.clear()
    context.page_maker, context.style_for, context.target_collector = [], None, None
    context.footnotes, context.page_footnotes, context.string_set = [], {}, {}
    context.tables, context.running_elements, context.current_footnote_area = {}, {}, None
    for name in ("passed_on", "footnote_order", "taken_over", "standing"):
        context.__dict__.pop(name, None)


def landings(collector: Any) -> dict[str, Landing]:
    return {
        name: Landing(
            {key: value for key, value in copied(item.cached_page_counter_values).items() if key != "pages"},
            copied(item.target_box.cached_counter_values),
            item.page_maker_index,
        )
        for name, item in collector.target_lookup_items.items()
        if item.target_box is not None
    }


def copied(counters: Mapping[str, list[int]] | None) -> dict[str, list[int]]:
    return {name: list(values) for name, values in (counters or {}).items()}


@contextmanager
def counting(counters: tuple[Any, ...] | None) -> Iterator[list[Any]]:
    """Begin the section with the counters of the text before; the list's last value is how they stand at its end."""
    ends: list[Any] = []

    def element_to_box(*arguments: Any) -> Any:
        state: Any = arguments[7] if len(arguments) > 7 else None
        inside: bool = state is not None and len(state[2]) == IN_BODY and isinstance(arguments[0].tag, str)
        if inside and counters is not None and not ends:
            quotes, values, scopes = copy.deepcopy(counters)
            state[0][:] = quotes
            state[1].clear()
            state[1].update(values)
            state[2][:] = scopes
        made = stock_element_to_box(*arguments)
        if inside:
            ends.append(copy.deepcopy((state[0], state[1], state[2])))
        return made

    build.element_to_box = element_to_box
    try:
        yield ends
    finally:
        build.element_to_box = stock_element_to_box


def paginate(html: Any, root: Any, context: Any, start: Start) -> list[Any]:
    """WeasyPrint's layout_document without margin boxes, from the section's own start."""
    next_page: dict[str, Any] = {"break": "any", "page": root.page_values()[0]}
    resume = None
    right = start.right
    if start.before is not None:
        kind = page_break((*start.before.breaks, *block._add_break_values(root, "before")))
        name = root.page_values()[0] if start.before.page != root.page_values()[0] else None
        if kind not in FORCED and not name:
            raise Inseparable("a section does not begin on a page of its own")
        next_page = {"break": kind if kind in FORCED else "any", "page": root.page_values()[0]}
        resume = {0: {0: None}}
    context.page_maker = [(resume, next_page, right, opening_state(start), remake_state())]
    pages: list[Any] = []
    footnotes = context.footnotes.copy()
    page.PageType = numbered_from(start.index)
    try:
        for _ in range(8):
            context.footnotes = footnotes.copy()
            broken = False
            made = []
            for box in page.make_all_pages(context, root, html, pages):
                made.append(box)
                broken = bool(context.broken_out_of_flow) or "goes_on" in context.__dict__
            pages = made
            if broken or any(remakes["pages_wanted"] for *_, remakes in context.page_maker):
                raise Inseparable("a float goes on after its end, or it prints the number of all pages")
            if not any(remakes["content_changed"] for *_, remakes in context.page_maker):
                break
    finally:
        page.PageType = stock_page_type
    return pages


def opening_state(start: Start) -> tuple[Any, ...]:
    """The counters of pages before the section's first: depth of quotes, values, scopes, groups of pages."""
    return [0], copy.deepcopy(dict(start.page_counters)), [set(start.page_counters)], []


def remake_state() -> dict[str, Any]:
    """What WeasyPrint notes of a page that is yet to be laid out."""
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}


def numbered_from(first: int) -> Callable[..., Any]:
    """WeasyPrint's PageType for a section whose first page is the document's page `first`."""

    def page_type(side: str, blank: bool, name: str, index: int, groups: Any) -> Any:
        return stock_page_type(side, blank, name, index + first, groups)

    return page_type
