"""Make a picture of a PDF's page."""

from __future__ import annotations

import io

import pypdfium2


def page_picture(pdf: bytes, index: int, width: int) -> bytes:
    """The page of a 0-based index within its trim box as a PNG, `width` px wide."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[index]
        left, bottom, right, top = page.get_mediabox()
        trim = page.get_trimbox()
        crop = (trim[0] - left, trim[1] - bottom, right - trim[2], top - trim[3])
        image = page.render(scale=width / (trim[2] - trim[0]), crop=crop).to_pil().convert("RGB")
        out = io.BytesIO()
        image.quantize(128).save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        document.close()
