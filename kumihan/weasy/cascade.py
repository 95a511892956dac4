"""Work out once what the stylesheets say of all elements that the same selectors match, and style pseudo-elements on demand.

WeasyPrint's own stylesheet names half a dozen pseudo-elements of every element; few are ever made. `KUMIHAN_PERF=0` leaves
this out.
"""

from __future__ import annotations

from math import inf
from typing import Any
from weakref import proxy

from weasyprint.css import declaration_precedence, find_style_attributes, preprocess_declarations
from weasyprint.logger import PROGRESS_LOGGER

from kumihan.weasy.hooks import replace

# The winning value of each property with its weight.
Declared = dict[str, tuple[Any, Any]]


def install() -> None:
    replace("css.StyleFor.__init__", begin)


class Computed(dict[tuple[Any, str | None], Any]):
    """Computed styles by element and pseudo-element; those of an element's pseudo-elements come when they are asked for."""

    def __init__(self, style_for: Any, html: Any) -> None:
        super().__init__()
        # Each has the other; what nobody else has is to go at once.
        self.style_for, self.html = proxy(style_for), html
        # What is declared of the pseudo-elements of each element.
        self.pseudo: dict[Any, dict[str | None, Declared]] = {}

    def get(self, key: tuple[Any, str | None], default: Any = None) -> Any:
        element, pseudo_type = key
        if pseudo_type and key not in self and pseudo_type in self.pseudo.get(element, ()):
            self.compute(element, pseudo_type, self.pseudo[element][pseudo_type], element, None)
        return super().get(key, default)

    def compute(self, element: Any, pseudo_type: str | None, declared: Declared, parent: Any, collector: Any) -> None:
        """One style; WeasyPrint looks for what is declared in a place of its own."""
        cascaded = self.style_for.get_cascaded_styles()
        cascaded[element, pseudo_type] = declared
        self.style_for.set_computed_styles(
            element, root=self.html.etree_element, parent=parent, pseudo_type=pseudo_type, base_url=self.html.base_url,
            target_collector=collector,
        )  # fmt: skip
        del cascaded[element, pseudo_type]


def begin(style_for: Any, html: Any, sheets: Any, presentational_hints: bool, fonts: Any, collector: Any) -> None:
    """StyleFor's own beginning: the styles of all elements, in the order of the tree."""
    PROGRESS_LOGGER.info("Step 3 - Applying CSS")
    style_for._cascaded_styles, style_for._sheets, style_for.font_config = {}, sheets, fonts
    style_for._computed_styles = computed = Computed(style_for, html)
    style_for.initial_page_sizes = {"box": None, "area": None}
    attributes = declared_by_attributes(html, presentational_hints)
    cascades: dict[Any, dict[str | None, Declared]] = {}
    for wrapper in html.wrapper_element.iter_subtree():
        element = wrapper.etree_element
        matched = [sheet.matcher.match(wrapper) for sheet, _, _ in sheets]
        # A selector's place in its stylesheet tells it from all others there.
        key = tuple(tuple(order for _, order, _, _ in selectors) for selectors in matched)
        if (cascade := cascades.get(key)) is None:
            cascade = cascades[key] = cascade_of(sheets, matched)
        declared = cascade.get(None, {})
        if own := attributes.get(element):
            declared = {**declared, **{name: each for name, each in own.items() if wins(each, declared.get(name))}}
        parent = wrapper.parent.etree_element if wrapper.parent else None
        computed.compute(element, None, declared, parent, collector)
        computed.pseudo[element] = cascade
        for pseudo_type, style in cascade.items():
            if pseudo_type and "anchor" in style:
                computed.compute(element, pseudo_type, style, element, collector)


def declared_by_attributes(html: Any, presentational_hints: bool) -> dict[Any, Declared]:
    """What elements declare of themselves: style, language and id, and how they look where that is asked for."""
    found: dict[Any, Declared] = {}
    hints = find_style_attributes(html.etree_element, presentational_hints, html.base_url)
    for specificity, element, declarations, base_url in hints:
        declare(found.setdefault(element, {}), base_url, declarations, specificity)
    return found


def declare(declared: Declared, base_url: Any, declarations: Any, specificity: Any) -> None:
    for name, values, importance in preprocess_declarations(base_url, declarations):
        weight = (declaration_precedence("author", importance), inf, specificity)
        if name not in declared or declared[name][1] <= weight:
            declared[name] = values, weight


def wins(own: tuple[Any, Any], other: tuple[Any, Any] | None) -> bool:
    """Whether an element's own declaration is heavier than the stylesheets' (CSS Cascade 4, 6)."""
    return other is None or bool(own[1] > other[1])


def cascade_of(sheets: Any, matched: list[Any]) -> dict[str | None, Declared]:
    """What the matching selectors of all stylesheets declare, by pseudo-element."""
    found: dict[str | None, Declared] = {}
    for (sheet, origin, of_sheet), selectors in zip(sheets, matched, strict=True):
        for specificity, _, pseudo_type, (declarations, layer) in selectors:
            style = found.setdefault(pseudo_type, {})
            order = inf if layer is None else sheet.layers.index(layer)
            for name, values, importance in declarations:
                weight = (declaration_precedence(origin, importance), order, of_sheet or specificity)
                if name not in style or style[name][1] <= weight:
                    style[name] = values, weight
    return found
