"""`make specimens`: draw the specimen pages of line composition, to be looked at. It judges nothing; tests/test_specimens.py does."""

from __future__ import annotations

import io
from pathlib import Path

import weasyprint
from PIL import Image, ImageOps

import kumihan.weasy
from kumihan.export.raster import page_picture

HERE = Path(__file__).parent
DPI, PAGE = 150, 340  # the pages are 340 pt wide
MARGIN, COLOURS = 20, 64


def main() -> None:
    kumihan.weasy.enable()
    for page in sorted(HERE.glob("*.html")):
        draw(weasyprint.HTML(page).write_pdf(), page.with_suffix(".png"))


def draw(pdf: bytes, path: Path) -> None:
    """The first page as a picture of few colours, without the blank paper below its last line."""
    picture = Image.open(io.BytesIO(page_picture(pdf, 0, round(PAGE * DPI / 72)))).convert("RGB")
    box = ImageOps.invert(picture).getbbox()
    bottom = min(picture.height, (box[3] if box else 0) + MARGIN)
    picture.crop((0, 0, picture.width, bottom)).quantize(COLOURS, Image.Quantize.FASTOCTREE).save(path, optimize=True)


main()
