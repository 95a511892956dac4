"""Know what of WeasyPrint's insides the binding stands on, and tell what a new version moved."""

from __future__ import annotations

import hashlib
import inspect
from importlib import import_module

PINNED = "70.0"
# What is replaced or called, and the first digits of the SHA-256 of its source in the pinned version.
FINGERPRINTS = {
    "layout.block.block_box_layout": "a6279066e3d9",
    "layout.block.columns_layout": "7a05cce3272f",
    "layout.absolute.absolute_layout": "303de9ffbec7",
    "layout.percent.resolve_percentages": "71673078096f",
    "layout.percent.percentage": "ebe404ccd9da",
    "text.line_break.create_layout": "6587192cc0ab",
    "text.line_break.unicode_to_char_p": "c9ab2afbd2c1",
    "draw.color.get_color": "8196bf0c7ddc",
    "css.computed_values.color": "1a924b43adba",
    "css.validation.properties.get_single_keyword": "ae5285798e63",
    "css.validation.properties.get_keyword": "68c2cbb5790c",
    "formatting_structure.boxes.Box": "ff6d62300baf",
    "formatting_structure.boxes.ParentBox": "2ff6abe36fdc",
    "formatting_structure.boxes.TextBox": "7fcb818c71c2",
    "formatting_structure.boxes.InlineBox": "4feae895b840",
    "formatting_structure.boxes.LineBox": "1a068a4d0ed8",
    "pdf.stream.Stream": "624257224db6",
    "pdf.fonts.Font": "1888854798bf",
    "draw.text.draw_text": "ebaf96239c6c",
    "draw.text.draw_text_decoration": "2ddf203897c2",
    "layout.block._out_of_flow_layout": "2ace1b03f455",
    "layout.block.remove_placeholders": "ce16d97a1caa",
    "layout.column.columns_layout": "7a05cce3272f",
    "layout.column._create_column_box": "c9fc1aaa4d0f",
    "layout.column._report_footnotes": "0e9226e4e928",
    "layout.absolute.AbsolutePlaceholder": "336e26c56311",
    "layout.block.block_level_layout": "c1301dde9284",
    "layout.inline._adjust_line_height": "822443b08f53",
    "layout.inline._out_of_flow_layout": "6bbd74324daf",
    "layout.inline.atomic_box": "928f0e7eed56",
    "layout.inline.get_next_linebox": "67af458c2545",
    "layout.inline.justify_line": "f83b21ff8793",
    "layout.inline.split_inline_box": "3a0cb7ca7e34",
    "layout.inline.split_inline_level": "d98c008c8fc0",
    "layout.page.set_page_type_computed_styles": "4e68b396b35c",
    "layout.preferred.inline_line_widths": "6c24f789e3ce",
    "pdf.tags.add_tags": "f0e74575b0ba",
    "text.line_break.Layout": "681b737d1ba5",
    "text.line_break._font_style_cache_key": "d6b09d54b825",
    "text.line_break.strut": "b57885b70dd0",
    "css.ComputedStyle": "4ff0512c0af1",
    "css.AnonymousStyle": "414bbf41061e",
    "css.StyleFor": "dac5a1326168",
    "css.validation.properties.property": "1c54178a8a85",
    "css.validation.expanders.generic_expander": "3e2a0b8bdd42",
    "css.declaration_precedence": "510a33df7059",
    "css.find_style_attributes": "c5b4eb4d3c00",
    "css.preprocess_declarations": "4db5fa5a1b14",
    "css.get_all_computed_styles": "e4063ec7d60e",
    "css.targets.TargetCollector": "ea382c293323",
    "formatting_structure.build.build_formatting_structure": "cec02c484447",
    "formatting_structure.build.element_to_box": "2d0a37e45b7f",
    "layout.LayoutContext": "211f859ff4e2",
    "layout.initialize_page_maker": "5bb3c878d722",
    "layout.layout_document": "a5cbf437e99c",
    "layout.page.make_all_pages": "b5e403489484",
    "layout.page.make_margin_boxes": "4a2d2e301eb3",
    "layout.page.remake_page": "1ff09b2dffa1",
}


def fingerprint(name: str) -> str:
    """Twelve digits of the source of one of WeasyPrint's functions or classes; "" when it is not there."""
    module, _, attribute = name.rpartition(".")
    try:
        source = inspect.getsource(getattr(import_module(f"weasyprint.{module}"), attribute))
    except (ImportError, AttributeError, OSError, TypeError):
        return ""
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def moved() -> tuple[str, ...]:
    """The names of the hooks that are not what they were in the pinned version. Call it before they are replaced."""
    return tuple(name for name, known in FINGERPRINTS.items() if fingerprint(name) != known)
