"""校正用の一覧: pictures of a PDF's pages as they lie in the bound book. Nothing is set or changed here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from kumihan.errors import InputError
from kumihan.finding import Place, error
from kumihan.messages import tr

# Heights of a page in px: to be read on a screen, and on the sheet of all spreads.
HEIGHT, SMALL_HEIGHT = 1120, 300
ACROSS = 4
GAP, CAPTION = 16, 26
GROUND, INK = "#d9dce0", "#30353b"


def proof_sheet(stem: str, data: bytes) -> dict[str, bytes]:
    """PNG files by name: one of all spreads, and one for each spread. The same PDF gives the same bytes.

    Raises InputError when the bytes are no PDF.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as reason:
        fact = tr("this is no PDF that can be read: {reason}", reason=reason)
        raise InputError(error("unreadable-pdf", fact, Place(f"{stem}.pdf"), tr("export the file again"))) from None
    try:
        pages = [trimmed(document[index], HEIGHT) for index in range(len(document))]
        labels = [document.get_page_label(index) or str(index + 1) for index in range(len(document))]
    finally:
        document.close()
    spreads = [join(pages, labels, pair, HEIGHT) for pair in pairs(len(pages))]
    small = [
        page.resize((page.width * SMALL_HEIGHT // HEIGHT, SMALL_HEIGHT), Image.Resampling.LANCZOS) for page in pages
    ]
    sheet = contact([join(small, labels, pair, SMALL_HEIGHT) for pair in pairs(len(pages))])
    files = {f"{stem}-sheet.png": png(sheet)}
    files.update((f"{stem}-spread-{number:02}.png", png(spread)) for number, spread in enumerate(spreads, 1))
    return files


def pairs(count: int) -> Iterator[tuple[int | None, int | None]]:
    """The 0-based pages that face each other in a book bound on the left: the cover stands alone, on the right."""
    for left in range(-1, count, 2):
        yield left if left >= 0 else None, left + 1 if left + 1 < count else None


def trimmed(page: Any, height: int) -> Image.Image:
    """The page within its trim box, `height` px high."""
    media, trim = page.get_mediabox(), page.get_trimbox()
    crop = (trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3])
    scale = (height + 1) / (trim[3] - trim[1])  # one pixel more, because the crop loses up to one to rounding
    image: Image.Image = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
    width = round(height * (trim[2] - trim[0]) / (trim[3] - trim[1]))
    return image.crop((0, 0, min(width, image.width), min(height, image.height)))


def join(pages: list[Image.Image], labels: list[str], pair: tuple[int | None, int | None], height: int) -> Image.Image:
    """A spread: two pages side by side with their folios beneath; the ground where there is no page."""
    widest = max(page.width for page in pages)
    spread = Image.new("RGB", (2 * widest + 2 * GAP, height + GAP + CAPTION), GROUND)
    draw, font = ImageDraw.Draw(spread), ImageFont.load_default(14)
    for side, index in enumerate(pair):
        if index is None:
            continue
        left = GAP + widest - pages[index].width if side == 0 else GAP + widest
        spread.paste(pages[index], (left, GAP))
        if side == 1 and pair[0] is not None:
            draw.line((left, GAP, left, GAP + height), fill=GROUND)
        # A folio in words (表紙) has no glyphs in this font; the picture says as much.
        if labels[index].isascii():
            middle = left + pages[index].width / 2
            draw.text((middle, GAP + height + CAPTION / 2), labels[index], INK, font, "mm")
    return spread


def contact(spreads: list[Image.Image]) -> Image.Image:
    """All spreads on one sheet, ACROSS in a row."""
    width, height = spreads[0].size
    rows = -(-len(spreads) // ACROSS)
    sheet = Image.new("RGB", (width * min(ACROSS, len(spreads)), height * rows), GROUND)
    for number, spread in enumerate(spreads):
        sheet.paste(spread, (number % ACROSS * width, number // ACROSS * height))
    return sheet


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.quantize(128).save(out, "PNG")
    return out.getvalue()
