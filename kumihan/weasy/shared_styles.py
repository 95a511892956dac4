"""Compute the styles of elements once that the cascade treats alike: the same declarations under the same parent.

An element's own id is all that tells such elements apart, so each keeps a style of its own that reads everything else
from the first one's. `KUMIHAN_PERF=0` leaves this out.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor

stock_set_computed_styles = StyleFor.set_computed_styles
# Elements that come in numbers and that WeasyPrint builds as they are, without wrapping them into others.
ELEMENTS = frozenset({"p", "em", "strong", "span", "h2", "h3", "h4", "td", "th", "ruby", "rt", "blockquote"})


def install() -> None:
    StyleFor.set_computed_styles = set_computed_styles


class AnonymousTwin(AnonymousStyle):  # type: ignore[misc]
    """The style of anonymous boxes in an element: what another element's is."""

    def __init__(self, style: Any, like: Any) -> None:
        super().__init__(style)
        self.like = like
        self.used_values = like.__dict__.setdefault("used_values", {})

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.like[key]
        return value


class Twin(ComputedStyle):  # type: ignore[misc]
    """A style that is another's in everything but the anchor. A copy is a style like any other."""

    def __init__(self, like: Any, cascaded: Any) -> None:
        super().__init__(
            like.parent_style, cascaded, None, like.root_style, like.base_url, like.font_config,
            like.initial_page_sizes,
        )  # fmt: skip
        self.like, self.specified = like, like.specified
        self.used_values = like.__dict__.setdefault("used_values", {})

    def __missing__(self, key: str) -> Any:
        if key == "anchor":
            return super().__missing__(key)
        value = self[key] = self.like[key]
        return value

    @cached_property
    def anonymous_style(self) -> Any:
        return AnonymousTwin(self, self.like.anonymous_style)


def set_computed_styles(
    style_for: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, base_url: Any = None,
    target_collector: Any = None,
) -> None:  # fmt: skip
    """WeasyPrint's function of this name; the second of two elements that are alike gets a twin of the first's style."""
    arguments = (element, parent, root, pseudo_type, base_url, target_collector)
    if pseudo_type or parent is None or target_collector is None or element.tag not in ELEMENTS:
        stock_set_computed_styles(style_for, *arguments)
        return
    cascaded, computed = style_for.get_cascaded_styles().get((element, None), {}), style_for.get_computed_styles()
    parent_style = computed[parent, None]
    # The first style keeps its values alive, so their identities stay theirs.
    values = tuple((name, id(value), weight) for name, (value, weight) in cascaded.items() if name != "anchor")
    key = (id(parent_style.__dict__.get("like", parent_style)), element.tag, base_url, values)
    firsts = style_for.__dict__.setdefault("first_styles", {})
    if (first := firsts.get(key)) is None:
        stock_set_computed_styles(style_for, *arguments)
        style = computed[element, None]
        # WeasyPrint rewrites the styles of boxes out of the flow.
        if style["float"] == "none" and style["position"] == "static":
            firsts[key] = style
        return
    computed[element, None] = twin = Twin(first, cascaded)
    if twin["anchor"]:
        target_collector.collect_anchor(twin["anchor"])
