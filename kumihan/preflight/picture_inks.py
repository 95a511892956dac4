"""Measure how much ink a picture lays. Only a small copy of it is looked at, and only where its colours are inks."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from PIL import Image, UnidentifiedImageError

# The long side of the copy, in px: each of its pixels is the mean of a small area, as a press and its ink see it.
COPY = 256
# The share of a picture that may be darker than what is told: a hair or a grain does not smear.
LEFT_OUT = 0.001


def heaviest_ink(thing: Any) -> float:
    """The sum of inks of a picture's darkest parts, 1 for each full one; 0 where it has no four inks of 8 bits."""
    small = small_copy(thing)
    if small is None:
        return 0.0
    sums = sorted(map(sum, zip(*[iter(small.tobytes())] * 4, strict=True)))
    return sums[-1 - int(len(sums) * LEFT_OUT)] / 255


def small_copy(thing: Any) -> Image.Image | None:
    """The picture at COPY px with 255 for each full ink, or None."""
    width, height = int(thing["/Width"]), int(thing["/Height"])
    filters = thing.get("/Filter", pikepdf.Array())
    kinds = [str(item) for item in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    try:
        if kinds == ["/DCTDecode"]:
            picture: Image.Image = Image.open(io.BytesIO(thing.read_raw_bytes()))
            picture.draft("CMYK", (COPY, COPY))
            inverted = "adobe" in picture.info  # Pillow has turned such a picture round already
        else:
            picture = Image.frombytes("CMYK", (width, height), bytes(thing.get_stream_buffer()))
            inverted = False
    except (UnidentifiedImageError, ValueError, OSError, pikepdf.PdfError):
        return None
    if picture.mode != "CMYK" or int(thing.get("/BitsPerComponent", 8)) != 8:
        return None
    picture.thumbnail((COPY, COPY), Image.Resampling.BOX)
    decoded = "/Decode" in thing and float(thing["/Decode"][0]) == 1
    return picture.point(lambda value: 255 - value) if inverted != decoded else picture
