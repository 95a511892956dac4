"""Japanese line composition for WeasyPrint 70: `import kumihan.weasy; kumihan.weasy.enable()` is the whole public door.

Paragraphs with Japanese text are then set by `kumihan.jlreq`; every other one, and every one that holds what the
composer does not set, keeps WeasyPrint's own lines.
"""

from __future__ import annotations

PINNED = "70.0"


def enable() -> bool:
    """Let Japanese paragraphs be composed from now on; False, and nothing is changed, with another WeasyPrint."""
    import weasyprint
    from weasyprint import draw
    from weasyprint.layout import block, inline, preferred

    if weasyprint.__version__ != PINNED:
        return False
    from kumihan.weasy import drawing, lines, properties, rhythm

    properties.register()
    inline.split_inline_box = lines.split_inline_box
    inline.justify_line = lines.justify_line
    preferred.inline_line_widths = lines.inline_line_widths
    block.block_level_layout = rhythm.block_level_layout
    draw.draw_text = drawing.draw_text
    return True
