"""Tell what of a section's pages stays when they get other numbers, and whether its text says on which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kumihan.weasy.joints import SIDES, Leaf

COUNTERS = ("counter()", "counters()")


def leaves_of(pages: list[Any], context: Any) -> tuple[Leaf, ...] | None:
    """The pages without their numbers, after their running heads are known; None where the text itself prints numbers."""
    collector = context.target_collector
    here = collector.target_lookup_items.keys()
    lookups = collector.counter_lookup_items.items()
    if any(says_its_page(box, token, lookup, here) for (box, token), lookup in lookups):
        return None
    if any(has_counting_notes(box.page_type, context.style_for) for box in pages):
        return None
    return tuple(leaf_of(box, number, context) for number, box in enumerate(pages))


def says_its_page(box: Any, token: str, lookup: Any, here: Any) -> bool:
    """Whether words with counters say the page that they stand on, or that of an anchor in their own section."""
    if token != "content" or not here.isdisjoint(lookup.missing_target_counters):
        return True
    # The list of counters that are missing is not to be trusted where targets are missing too: WeasyPrint confuses the two.
    known = box.cached_counter_values
    return any(kind in COUNTERS and value[0] not in known for kind, value in box.style["content"])


def has_counting_notes(page_type: Any, style_for: Any) -> bool:
    """Whether the area for notes at the page's head has words of its own, which may count pages."""
    style = style_for(page_type, "@note-area")
    return style is not None and any(kind not in ("element()", "string") for kind, *_ in style["content"])


def leaf_of(box: Any, number: int, context: Any) -> Leaf:
    page_type = box.page_type
    sided = context.page_maker[number][1]["break"] in SIDES
    # Numbers of pages in what running heads say: page 1 is that of the section before.
    strings = tuple(
        (name, tuple(texts[number + 2])) for name, texts in context.string_set.items() if number + 2 in texts
    )
    return Leaf(page_type.blank, page_type.name, page_type.groups, sided, strings, frozenset(opening(box)))


def opening(box: Any) -> Iterator[str]:
    """The named strings that the first boxes of a page set, as WeasyPrint finds them for `string(…, start)`."""
    while True:
        if box.style["string_set"] != "none":
            yield from (name for name, _ in box.style["string_set"])
        if not getattr(box, "children", ()):
            return
        box = box.children[0]
