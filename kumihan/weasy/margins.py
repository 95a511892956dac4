"""Fill the margins of a section's pages: running heads, folios, backgrounds. The pages are laid out elsewhere."""

from __future__ import annotations

from typing import Any

from weasyprint.layout import layout_backgrounds, make_margin_boxes

from kumihan.weasy.joints import Inseparable


def collect_heads(pages: list[Any], context: Any, heads: dict[str, str]) -> dict[str, str]:
    """Let the context know what running heads say on each page; the answer is what they say at the section's end.

    What the section before said stands on a page that is not there, WeasyPrint's page 1.
    """
    for name, text in heads.items():
        context.string_set[name][1].append(text)
    seen: set[Any] = set()
    for number, box in enumerate(pages):
        counters = context.page_maker[number + 1][3][1]
        for child in box.descendants():
            settle_child(child, seen, counters, context)
            if child.string_set and child.string_set != "none":
                for name, text in child.string_set:
                    context.string_set[name][number + 2].append(text)
                    heads = {**heads, name: text}
    return heads


def settle_child(child: Any, seen: set[Any], counters: Any, context: Any) -> None:
    """Give a bookmark to the first of an element's boxes only, and words with page counters their numbers."""
    if child.bookmark_label:
        key = (child.element_tag.rpartition("::")[2] if "::" in child.element_tag else "", child.element)
        if key in seen:
            child.bookmark_label = ""
        seen.add(key)
    if child.missing_link:
        for (box, token), item in context.target_collector.counter_lookup_items.items():
            if child.missing_link == box and token != "content":
                if "pages" in item.missing_counters:
                    raise Inseparable("a bookmark or running head of its says the number of all pages")
                if token == "bookmark-label" and not child.bookmark_label:
                    continue
                item.parse_again(counters)
                if token == "bookmark-label":
                    child.bookmark_label = box.bookmark_label


class Counters(dict[str, list[int]]):
    """Page counters that notice when somebody asks how many pages there are; their copies notice it too."""

    def __init__(self, values: dict[str, list[int]], asked: list[str]) -> None:
        super().__init__(values)
        self.asked = asked

    def get(self, key: str, default: Any = None) -> Any:
        if key == "pages":
            self.asked.append(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> list[int]:
        if key == "pages":
            self.asked.append(key)
        return super().__getitem__(key)

    def __deepcopy__(self, memo: object) -> Counters:
        return Counters({name: list(values) for name, values in self.items()}, self.asked)


def fill_margins(context: Any, pages: list[Any], total: int) -> bool:
    """Give the pages what stands in their margins; whether any of it says the number of all pages, `total`."""
    asked: list[str] = []
    for number, box in enumerate(pages):
        root, footnotes, notes = box.__dict__.setdefault("areas", box.children)
        context.current_page = number + 2
        filled = [area for area in (footnotes, notes) if area.children]
        state = list(context.page_maker[number + 1][3])
        state[1] = Counters({**state[1], "pages": [total]}, asked)
        box.children = (root, *filled, *make_margin_boxes(context, box, tuple(state)))
        layout_backgrounds(box, context.get_image_from_uri)
    return bool(asked)
