"""`make pictures`: build content/ and draw the pictures of README and docs from its pages."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image

from kumihan import pipeline
from kumihan.export.raster import page_picture

HOME = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
WIDTH, COLOURS = 640, 96
# The spread of chapter 4: sheets 12 and 13 of the screen edition, counted from the cover.
SPREAD = (11, 12)


def draw(pdf: bytes, sheets: tuple[int, ...], name: str) -> None:
    """Pages side by side, as a picture of few colours."""
    pages = [Image.open(io.BytesIO(page_picture(pdf, sheet, WIDTH))).convert("RGB") for sheet in sheets]
    canvas = Image.new("RGB", (sum(page.width for page in pages) + 2, pages[0].height + 2), "#bbbbbb")
    left = 1
    for page in pages:
        canvas.paste(page, (left, 1))
        left += page.width
    canvas.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(HERE / name, optimize=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        pipeline.build(HOME / "content", output, ("screen", "digest"))
        (screen,), (digest,) = output.glob("*-screen.pdf"), output.glob("*-digest.pdf")
        draw(screen.read_bytes(), SPREAD, "spread.png")
        draw(digest.read_bytes(), (0,), "digest.png")


main()
