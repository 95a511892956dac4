"""Know what of WeasyPrint's insides the binding stands on, and tell what a new version moved."""

from __future__ import annotations

import hashlib
import inspect
from importlib import import_module
from typing import Any

PINNED = "70.0"
# What is replaced, called or counted on, and the first digits of the SHA-256 of its source in the pinned version.
FINGERPRINTS = {
    "anchors.gather_anchors": "373f8c676f27",
    "css.AnonymousStyle": "414bbf41061e",
    "css.ComputedStyle": "4ff0512c0af1",
    "css.StyleFor": "dac5a1326168",
    "css.StyleFor.__init__": "b1e725a75525",
    "css.StyleFor.set_computed_styles": "b5b15856b8be",
    "css.computed_values.color": "1a924b43adba",
    "css.counters.CounterStyle": "055153dad23c",
    "css.declaration_precedence": "510a33df7059",
    "css.find_style_attributes": "c5b4eb4d3c00",
    "css.get_all_computed_styles": "e4063ec7d60e",
    "css.preprocess_declarations": "4db5fa5a1b14",
    "css.targets.CounterLookupItem": "96cc13d13b3f",
    "css.targets.TargetCollector": "ea382c293323",
    "css.targets.TargetLookupItem": "909e7c4a3a07",
    "css.tokens.get_keyword": "68c2cbb5790c",
    "css.tokens.get_single_keyword": "ae5285798e63",
    "css.validation.expanders.generic_expander": "3e2a0b8bdd42",
    "css.validation.properties.get_keyword": "68c2cbb5790c",
    "css.validation.properties.get_single_keyword": "ae5285798e63",
    "css.validation.properties.parse_color": "b03bc7ac488d",
    "css.validation.properties.property": "1c54178a8a85",
    "document.Document": "54092421bd31",
    "document.Page": "69061840d66b",
    "draw.color.get_color": "8196bf0c7ddc",
    "draw.draw_background": "1c5a4893ea84",
    "draw.draw_border": "8ba918f30893",
    "draw.draw_inline_level": "068162a401d0",
    "draw.draw_page": "d5bda6b6e675",
    "draw.draw_stacking_context": "c5811b178bdf",
    "draw.draw_text": "ebaf96239c6c",
    "draw.set_mask_border": "2d237bb80221",
    "draw.text.draw_first_line": "1bb8eae6d88e",
    "draw.text.draw_text": "ebaf96239c6c",
    "draw.text.draw_text_decoration": "2ddf203897c2",
    "formatting_structure.boxes.AtomicInlineLevelBox": "e97e39b9d1de",
    "formatting_structure.boxes.BlockBox": "c829b2b6161b",
    "formatting_structure.boxes.Box": "ff6d62300baf",
    "formatting_structure.boxes.Box.is_in_normal_flow": "5f49d6ab23da",
    "formatting_structure.boxes.InlineBox": "4feae895b840",
    "formatting_structure.boxes.LineBox": "1a068a4d0ed8",
    "formatting_structure.boxes.MarginBox": "79a17d1578a5",
    "formatting_structure.boxes.PageBox": "8d44dc3f384a",
    "formatting_structure.boxes.ParentBox": "2ff6abe36fdc",
    "formatting_structure.boxes.ParentBox.page_values": "9bcfda076d19",
    "formatting_structure.boxes.ReplacedBox": "6c9405f6cce6",
    "formatting_structure.boxes.TextBox": "7fcb818c71c2",
    "formatting_structure.build.build_formatting_structure": "cec02c484447",
    "formatting_structure.build.compute_content_list": "3a5674cabd84",
    "formatting_structure.build.content_to_boxes": "a4b18a5a0b50",
    "formatting_structure.build.element_to_box": "2d0a37e45b7f",
    "formatting_structure.build.marker_to_box": "b471a3133517",
    "html.get_html_metadata": "bc30b27717b2",
    "images.get_image_from_uri": "07bdb0c0e3fd",
    "layout.LayoutContext": "211f859ff4e2",
    "layout.LayoutContext.unlayout_footnote": "c7c223cf4a0f",
    "layout.absolute.AbsolutePlaceholder": "336e26c56311",
    "layout.absolute.absolute_layout": "303de9ffbec7",
    "layout.absolute.resolve_percentages": "71673078096f",
    "layout.background.layout_backgrounds": "5d7d4d589e3d",
    "layout.background.layout_box_backgrounds": "617a870678c8",
    "layout.block._add_break_values": "547eb148b813",
    "layout.block._break_line": "2b92255d94ab",
    "layout.block._in_flow_layout": "c2537262836d",
    "layout.block._linebox_layout": "e07bbe000974",
    "layout.block._out_of_flow_layout": "2ace1b03f455",
    "layout.block.block_box_layout": "a6279066e3d9",
    "layout.block.block_level_layout": "c1301dde9284",
    "layout.block.block_level_page_break": "4c36f807aa76",
    "layout.block.block_level_page_name": "5ee94a04549b",
    "layout.block.block_level_width": "f1668591a421",
    "layout.block.collapse_margin": "c91ad56f8171",
    "layout.block.columns_layout": "7a05cce3272f",
    "layout.block.float_layout": "d6c66bc08432",
    "layout.block.iter_line_boxes": "04aec48abfca",
    "layout.block.percentage": "ebe404ccd9da",
    "layout.block.remove_placeholders": "ce16d97a1caa",
    "layout.block.resolve_percentages": "71673078096f",
    "layout.column._create_column_box": "c9fc1aaa4d0f",
    "layout.column._report_footnotes": "0e9226e4e928",
    "layout.column.columns_layout": "7a05cce3272f",
    "layout.column.resolve_percentages": "71673078096f",
    "layout.float.avoid_collisions": "5fc7793c573a",
    "layout.float.resolve_percentages": "71673078096f",
    "layout.grid.resolve_percentages": "71673078096f",
    "layout.initialize_page_maker": "5bb3c878d722",
    "layout.inline._adjust_line_height": "822443b08f53",
    "layout.inline._out_of_flow_layout": "6bbd74324daf",
    "layout.inline.atomic_box": "928f0e7eed56",
    "layout.inline.float_layout": "d6c66bc08432",
    "layout.inline.get_next_linebox": "67af458c2545",
    "layout.inline.is_phantom_linebox": "20b14d541877",
    "layout.inline.iter_line_boxes": "04aec48abfca",
    "layout.inline.justify_line": "f83b21ff8793",
    "layout.inline.line_box_verticality": "1018aadb3410",
    "layout.inline.remove_last_whitespace": "53f0c79c9fbb",
    "layout.inline.resolve_percentages": "71673078096f",
    "layout.inline.skip_first_whitespace": "deb2f1a5e2a6",
    "layout.inline.split_inline_box": "3a0cb7ca7e34",
    "layout.inline.split_inline_level": "d98c008c8fc0",
    "layout.inline.strut": "b57885b70dd0",
    "layout.inline.text_align": "e953d41b87cc",
    "layout.layout_backgrounds": "5d7d4d589e3d",
    "layout.layout_document": "a5cbf437e99c",
    "layout.make_all_pages": "b5e403489484",
    "layout.make_margin_boxes": "4a2d2e301eb3",
    "layout.page.PageType": "65723918222f",
    "layout.page.block_level_layout": "c1301dde9284",
    "layout.page.float_layout": "d6c66bc08432",
    "layout.page.make_all_pages": "b5e403489484",
    "layout.page.make_margin_boxes": "4a2d2e301eb3",
    "layout.page.make_page": "656f183328e8",
    "layout.page.remake_page": "1ff09b2dffa1",
    "layout.page.resolve_percentages": "71673078096f",
    "layout.page.set_page_type_computed_styles": "4e68b396b35c",
    "layout.percent.percentage": "ebe404ccd9da",
    "layout.percent.resolve_one_percentage": "4cfaa9ad134e",
    "layout.percent.resolve_percentages": "71673078096f",
    "layout.preferred.inline_line_widths": "6c24f789e3ce",
    "layout.preferred.margin_width": "f1c631288fc1",
    "layout.preferred.table_and_columns_preferred_widths": "1624962c403d",
    "layout.table.auto_table_layout": "8ce6f1e31a00",
    "layout.table.resolve_percentages": "71673078096f",
    "pdf.add_tags": "f0e74575b0ba",
    "pdf.fonts.Font": "1888854798bf",
    "pdf.fonts.Font._harfbuzz_subset": "f80805663ede",
    "pdf.fonts.get_hb_object_data": "03040a623df0",
    "pdf.generate_pdf": "626343ef25c3",
    "pdf.metadata.DocumentMetadata": "caea48480357",
    "pdf.pydyf.PDF.page_references": "060bf90aad55",
    "pdf.stream.Stream": "624257224db6",
    "pdf.tags.add_tags": "f0e74575b0ba",
    "stacking.StackingContext": "ec586508cac9",
    "text.ffi.unicode_to_char_p": "c9ab2afbd2c1",
    "text.fonts.get_hb_object_data": "03040a623df0",
    "text.fonts.get_pango_font_hb_face": "a6ef5e59ed13",
    "text.fonts.get_pango_font_key": "74cbeff1fac3",
    "text.line_break.Layout": "681b737d1ba5",
    "text.line_break._font_style_cache_key": "d6b09d54b825",
    "text.line_break.create_layout": "6587192cc0ab",
    "text.line_break.strut": "b57885b70dd0",
    "text.line_break.unicode_to_char_p": "c9ab2afbd2c1",
}


# Every name that was replaced, and what stands there now.
replaced: dict[str, Any] = {}


def replace(name: str, function: Any) -> None:
    """Put a function of the binding in the place of WeasyPrint's; the name is as in FINGERPRINTS."""
    owner, attribute = place_of(name)
    getattr(owner, attribute)  # what is not there would never be called
    setattr(owner, attribute, function)
    replaced[name] = function


def place_of(name: str) -> tuple[Any, str]:
    """The module or class that has a name, and the name in it."""
    path, _, attribute = name.rpartition(".")
    try:
        return import_module(f"weasyprint.{path}".rstrip(".")), attribute
    except ModuleNotFoundError:
        owner, within = place_of(path)
        return getattr(owner, within), attribute


def fingerprint(name: str) -> str:
    """Twelve digits of the source of one of WeasyPrint's functions or classes; "" when it is not there."""
    try:
        found = getattr(*place_of(name))
        # A named tuple has no source; its fields are what counts.
        source = repr(found._fields) if hasattr(found, "_fields") else inspect.getsource(getattr(found, "fget", found))
    except (ImportError, AttributeError, OSError, TypeError, ValueError):
        return ""
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def moved() -> tuple[str, ...]:
    """The names of the hooks that are not what they were in the pinned version. Call it before they are replaced."""
    return tuple(name for name, known in FINGERPRINTS.items() if fingerprint(name) != known)
