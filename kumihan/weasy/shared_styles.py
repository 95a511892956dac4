"""Compute the styles of elements and pages once that the cascade treats alike: the same declarations under the same parent.

They may stand in different sections of a document, which are laid out apart. An element's own id is all that tells such
elements apart, so each keeps a style of its own that takes everything else from the first one's. `KUMIHAN_PERF=0` leaves
this out.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from weasyprint.css import ComputedStyle, StyleFor

from kumihan.weasy.hooks import replace

stock_set_computed_styles = StyleFor.set_computed_styles
# Elements that WeasyPrint builds as they are, without wrapping them into others.
ELEMENTS = frozenset(
    {
        "html", "head", "meta", "title", "body", "section", "header", "footer", "nav", "div", "p", "h1", "h2", "h3", "h4",
        "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "blockquote", "td", "th", "em", "strong", "span", "a",
        "ruby", "rt",
    }
)  # fmt: skip
# An element and those of its parts whose styles nobody writes in.
SHARED_PARTS = (None, "before", "after")
# What an element's style has for itself: its id, and what WeasyPrint moves from the root to the page.
OWN = ("anchor", "overflow")


def install() -> None:
    replace("css.StyleFor.set_computed_styles", set_computed_styles)


class Twin(ComputedStyle):  # type: ignore[misc]
    """A style that is another's in everything but what is its own. A copy is a style like any other."""

    def __init__(self, like: Any, cascaded: Any) -> None:
        super().__init__(
            like.parent_style, cascaded, like.pseudo_type, like.root_style, like.base_url, like.font_config,
            like.initial_page_sizes,
        )  # fmt: skip
        self.like, self.specified = like, like.specified
        self.used_values = like.__dict__.setdefault("used_values", {})
        # An id is its own also where it has none and the first one has.
        self.own = [key for key in OWN if key == "anchor" or key in cascaded]
        self.take()

    def take(self) -> None:
        """Take what the other style has worked out since."""
        own = {key: self[key] for key in self.own}
        self.update(self.like)
        self.update(own)

    def __missing__(self, key: str) -> Any:
        if key in self.own:
            return super().__missing__(key)
        value = self.like[key]
        self.take()
        return value

    @cached_property
    def anonymous_style(self) -> Any:
        return self.like.anonymous_style


def set_computed_styles(
    style_for: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, base_url: Any = None,
    target_collector: Any = None,
) -> None:  # fmt: skip
    """WeasyPrint's function of this name; the second of two elements that are alike gets a twin of the first's style."""
    arguments = (element, parent, root, pseudo_type, base_url, target_collector)
    tag = getattr(element, "tag", None)  # a page has none
    if tag is not None and (pseudo_type not in SHARED_PARTS or tag not in ELEMENTS):
        stock_set_computed_styles(style_for, *arguments)
        return
    cascaded = style_for.get_cascaded_styles().get((element, pseudo_type), {})
    computed = style_for.get_computed_styles()
    parent_style = None if element == root else computed[parent, None]
    # The first style keeps its parent and its values alive, so their identities stay theirs.
    values = frozenset(
        (name, value if name == "lang" else id(value), *weight[:2], *weight[2])
        for name, (value, weight) in cascaded.items()
        if name != "anchor"
    )
    key = (id(first_of(parent_style)), id(style_for.font_config), tag, pseudo_type, base_url, values)
    lasts = is_lasting(element, tag, parent_style)
    firsts = first_styles(style_for, lasts)
    if (first := firsts.get(key)) is None:
        stock_set_computed_styles(style_for, *arguments)
        style = computed[element, pseudo_type]
        # WeasyPrint numbers the notes in margins in their styles.
        if isinstance(style["position"], str):
            firsts[key], style.lasts = style, lasts
        return
    computed[element, pseudo_type] = twin = Twin(first, cascaded)
    if target_collector and twin["anchor"]:
        target_collector.collect_anchor(twin["anchor"])


def first_of(style: Any) -> Any:
    """The style that a style is like; itself where there is none."""
    return style if style is None else style.__dict__.get("like", style)


def is_lasting(element: Any, tag: str | None, parent_style: Any) -> bool:
    """Whether another section can have a style that is met again by its key.

    It cannot below what has a style attribute, whose values are others each time that it is read, nor below what is no first.
    """
    if parent_style is not None and not first_of(parent_style).__dict__.get("lasts"):
        return False
    return tag is None or not element.get("style")


def first_styles(style_for: Any, lasts: bool) -> dict[Any, Any]:
    """The first of each kind of style; those that last do so as long as the last of the stylesheets, which sections have in common."""
    sheet, origin, _ = style_for._sheets[-1]
    owner = sheet if lasts and origin != "user agent" else style_for
    found: dict[Any, Any] = owner.__dict__.setdefault("first_styles", {})
    return found
