"""Japanese line composition for WeasyPrint 70: `import kumihan.weasy; kumihan.weasy.enable()` is the whole public door.

Paragraphs with Japanese text are then set by `kumihan.jlreq`; a paragraph that holds what the composer does not set keeps
WeasyPrint's own lines, and WeasyPrint's log says so.
"""

from __future__ import annotations

from kumihan.weasy import boot
from kumihan.weasy.hooks import PINNED, moved, replace

boot.import_weasyprint()
__all__ = ["PINNED", "enable"]

enabled = False


def enable() -> tuple[str, ...]:
    """Let Japanese paragraphs be composed from now on.

    Another version of WeasyPrint than the pinned one serves as well as long as none of the hooks moved. The answer
    names those that did: then nothing is changed, and lines stay WeasyPrint's own. Calling it again does nothing.
    """
    global enabled
    import weasyprint

    if enabled:
        return ()
    if weasyprint.__version__ != PINNED and (names := moved()):
        return names
    install()
    enabled = True
    return ()


def install() -> None:
    """Put every hook in its place, whatever the version."""
    from kumihan.weasy import (
        column_widths,
        drawing,
        footnotes,
        line_floats,
        lines,
        markers,
        page_floats,
        properties,
        rhythm,
        shortcuts,
        widths,
    )

    properties.register()
    replace("layout.inline.split_inline_box", lines.split_inline_box)
    replace("layout.inline.justify_line", lines.justify_line)
    replace("layout.preferred.inline_line_widths", widths.inline_line_widths)
    replace("layout.table.auto_table_layout", column_widths.auto_table_layout)
    replace("layout.block.block_level_layout", rhythm.block_level_layout)
    replace("draw.draw_text", drawing.draw_text)
    replace("layout.block._out_of_flow_layout", page_floats.out_of_flow_layout)
    replace("layout.block.columns_layout", page_floats.columns_layout)
    footnotes.install()
    line_floats.install()
    markers.install()
    shortcuts.install()
