"""Move a section that was set to other pages: what stands in their margins is laid out anew, its text stays as it is.

`KUMIHAN_PERF=0` leaves this out, and so does a list of other shortcuts: then it is laid out again.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from weasyprint.css import get_all_computed_styles
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure import build
from weasyprint.layout import LayoutContext, page

from kumihan.weasy.joints import Fixed, Landing, Leaf, Settled, Start
from kumihan.weasy.margins import fill_margins
from kumihan.weasy.page_styles import margin_boxes
from kumihan.weasy.press import Press
from kumihan.weasy.section import Laid, copied, emptied, opening_state, remake_state, stock_page_type

SIDES = ("top", "right", "bottom", "left")
# The margin boxes of CSS Paged Media 3, 5; whatever else a page rule may hold stands in the text area.
IN_MARGINS = frozenset(
    f"@{side}-{place}"
    for side in SIDES
    for place in (("left", "center", "right") if side in ("top", "bottom") else ("top", "middle", "bottom"))
) | {f"@{side}-{place}-corner" for side in ("top", "bottom") for place in ("left", "right")}


class Blind(TargetCollector):  # type: ignore[misc]
    """Knows no anchors; margins that name one are laid out with their section."""

    def lookup_target(self, token: Any, source: Any, css_token: str, parse_again: Any) -> Any:
        raise Fixed


class Context(LayoutContext):  # type: ignore[misc]
    """WeasyPrint's context for pages without text: what would open them is known from when they were set."""

    leaves: tuple[Leaf, ...] = ()

    def get_string_set_for(self, box: Any, name: str, keyword: str = "first") -> Any:
        if keyword == "start":
            opens = name in self.leaves[self.current_page - 2].opening
            keyword = "first" if opens else "none on this page"
        return super().get_string_set_for(box, name, keyword)


class Mover:
    """Moves sections of one document, of which `html` is any: only its elements above the section count."""

    def __init__(self, html: Any, press: Press) -> None:
        self.press, self.styles, self.collector = press, CounterStyle(), Blind()
        self.html = emptied(html)
        self.style_for = get_all_computed_styles(
            self.html, press.sheets, False, press.fonts, self.styles, {}, [], [], self.collector, False
        )

    @cached_property
    def root(self) -> Any:
        """The box of the root element, empty."""
        html = self.html
        return build.build_formatting_structure(
            html.etree_element, self.style_for, self.press.find_picture, html.base_url, self.collector, self.styles, []
        )

    def move(self, part: Settled, start: Start) -> Laid:
        """The section's pages from `start`, with margins but without text. Raises Fixed where it must be laid out again."""
        before = part.leaves
        if before is None or part.start.counters != start.counters or part.start.before != start.before:
            raise Fixed
        leaves = self.turned(before, part.start, start)
        lead = len(leaves) - len(before)
        context = Context(
            self.style_for, self.press.find_picture, self.press.fonts, self.styles, self.collector
        )  # fmt: skip
        context.leaves, context.rendered_notes = leaves, []
        for name, text in start.heads:
            context.string_set[name][1].append(text)
        was = replace(part.start, index=part.start.index - lead, right=part.start.right ^ bool(lead))
        pages = list(self.pages(context, leaves, was, start))
        if fill_margins(context, pages, 0):
            raise Fixed  # that says how many pages there are, which nobody knows yet
        after = [state[1] for *_, state, _ in context.page_maker[1:]]
        landings = {name: landed(landing, lead, after) for name, landing in part.landings.items()}
        end = replace(
            part.end,
            index=start.index + len(leaves),
            right=is_right(start, len(leaves)),
            page_counters=copied(after[-1]) | {"pages": [0]},
            heads=tuple(heads_after(dict(start.heads), leaves).items()),
        )
        return Laid(context, pages, replace(part, start=start, end=end, landings=landings, leaves=leaves))

    def turned(self, leaves: tuple[Leaf, ...], was: Start, start: Start) -> tuple[Leaf, ...]:
        """The pages when the section begins on the other side: with a blank one before them, or without."""
        if was.right == start.right or not any(leaf.sided for leaf in leaves):
            return leaves
        root = self.root
        if not leaves[0].sided or start.before is None or root.style["anchor"] or is_marked(root.style):
            raise Fixed
        if leaves[0].blank:
            return leaves[1:]
        return (Leaf(True, root.children[0].style["page"], (), leaves[0].sided, (), frozenset()), *leaves)

    def pages(self, context: Any, leaves: tuple[Leaf, ...], was: Start, start: Start) -> Iterator[Any]:
        """The pages of a section with nothing on them; if it had them all, it began at `was`."""
        state, right = opening_state(start), start.right
        context.page_maker = [(None, {"break": "any", "page": ""}, right, copy.deepcopy(state), remake_state())]
        for number, leaf in enumerate(leaves):
            new = page_type_of(leaf, start, number)
            if not self.frames_alike(page_type_of(leaf, was, number), new):
                raise Fixed
            page.set_page_type_computed_styles(new, self.html, self.style_for)
            box, _, _ = page.make_page(context, self.root, new, None, number + 1, state)
            for name, texts in leaf.strings:
                context.string_set[name][number + 2] = list(texts)
            right = not right
            context.page_maker.append((None, {"break": "any", "page": ""}, right, copy.deepcopy(state), remake_state()))
            yield box

    def frames_alike(self, old: Any, new: Any) -> bool:
        """Whether the stylesheets say the same of two pages, but for their margins."""
        for page_type in (old, new):
            self.style_for.add_page_declarations(page_type)
        cascaded = self.style_for.get_cascaded_styles()
        names = [name for name in margin_boxes(self.style_for) if name not in IN_MARGINS]
        return all(
            values_of(cascaded.get((old, name), {})) == values_of(cascaded.get((new, name), {}))
            for name in (None, *names)
        )


def is_marked(style: Any) -> bool:
    """Whether a blank page would be in the outline, or change running heads."""
    return bool(style["string_set"] != "none" or style["bookmark_level"] != "none")


def is_right(start: Start, number: int) -> bool:
    """Whether a section's page stands on the right."""
    return start.right == (number % 2 == 0)


def page_type_of(leaf: Leaf, start: Start, number: int) -> Any:
    """WeasyPrint's page type of a section's page."""
    side = "right" if is_right(start, number) else "left"
    return stock_page_type(side, leaf.blank, leaf.name, start.index + number, leaf.groups)


def values_of(declared: Any) -> dict[str, Any]:
    """What is declared, without its weight."""
    return {name: values for name, (values, _) in declared.items()}


def landed(landing: Landing, lead: int, after: list[Any]) -> Landing:
    """Where an anchor stands with so many pages more before it; `after` has the counters of each page."""
    if landing.page is None:
        return landing
    page = landing.page + lead
    counters = {name: values for name, values in copied(after[page]).items() if name != "pages"}
    return replace(landing, page_counters=counters, page=page)


def heads_after(heads: dict[str, str], leaves: tuple[Leaf, ...]) -> dict[str, str]:
    """What running heads say at the section's end."""
    for leaf in leaves:
        heads |= {name: texts[-1] for name, texts in leaf.strings}
    return heads
