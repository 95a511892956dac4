"""Make a picture of a PDF's page."""

from __future__ import annotations

import io

import pypdfium2


def page_picture(pdf: bytes, index: int, short: int, kind: str = "image/png") -> bytes:
    """The page of a 0-based index within its trim box as a PNG or JPEG; its short side has `short` px or one more."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[index]
        left, bottom, right, top = page.get_mediabox()
        trim = page.get_trimbox()
        crop = (trim[0] - left, trim[1] - bottom, right - trim[2], top - trim[3])
        # One pixel more, because the crop loses up to one to rounding.
        scale = (short + 1) / min(trim[2] - trim[0], trim[3] - trim[1])
        image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
        out = io.BytesIO()
        if kind == "image/jpeg":
            image.save(out, "JPEG", quality=90, optimize=True)
            return out.getvalue()
        image.quantize(128).save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        document.close()
