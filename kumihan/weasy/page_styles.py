"""Find the margin boxes that a page type styles without looking at every element of the document for every page.

Stylesheets name few margin boxes; the cascade of a long book has tens of thousands of entries. `KUMIHAN_PERF=0` leaves
this out.
"""

from __future__ import annotations

from typing import Any

from kumihan.weasy.hooks import replace


def install() -> None:
    replace("layout.page.set_page_type_computed_styles", set_page_type_computed_styles)


def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """WeasyPrint's function of this name, linear in the number of pages."""
    style_for.add_page_declarations(page_type)
    root, base_url = html.etree_element, html.base_url
    style_for.set_computed_styles(page_type, root=root, parent=root, base_url=base_url)
    cascaded = style_for.get_cascaded_styles()
    for margin_box in margin_boxes(style_for):
        if (page_type, margin_box) in cascaded:
            style_for.set_computed_styles(
                page_type, pseudo_type=margin_box, root=root, parent=page_type, base_url=base_url
            )


def margin_boxes(style_for: Any) -> tuple[str, ...]:
    """The names of all margin boxes that the page rules of the stylesheets speak of, in their order."""
    known: tuple[str, ...] | None = style_for.__dict__.get("margin_boxes")
    if known is None:
        names = (
            pseudo_type
            for sheet, _, _ in style_for._sheets
            for _, selectors, _ in sheet.page_rules
            for _, pseudo_type, _ in selectors
            if pseudo_type
        )
        known = style_for.margin_boxes = tuple(dict.fromkeys(names))
    return known
