"""Turn pictures into inks. Their number of pixels stays; grey ones stay grey."""

from __future__ import annotations

import io
import zlib

from pikepdf import Array, Name, Pdf, PdfImage, Stream
from PIL import Image, ImageCms

from kumihan.export.finish.inks import to_press
from kumihan.export.finish.job import Job
from kumihan.remembered import recalled

QUALITY = 95


def pictures(pdf: Pdf, job: Job) -> None:
    """RGB pictures become CMYK by their own profile, or sRGB, and the press's. Photographs stay JPEG, others lossless."""
    for thing in list(pdf.objects):
        if not isinstance(thing, Stream) or thing.get("/Subtype") != Name.Image:
            continue
        if "/Interpolate" in thing:
            del thing["/Interpolate"]
        if job.standard == "x1a" and "/SMask" in thing:
            on_paper(thing)
        if thing.get("/ColorSpace") == Name.DeviceRGB:
            separate(thing, job.profile)


def separate(thing: Stream, profile: bytes) -> None:
    jpeg = thing.get("/Filter") == Name.DCTDecode
    about = tuple(str(thing.get(key)) for key in ("/Width", "/Height", "/Filter", "/DecodeParms", "/Decode"))
    key = (thing.read_raw_bytes(), about, profile)
    data = recalled("a picture in inks", key, lambda: in_inks(PdfImage(thing).as_pil_image(), profile, jpeg))
    thing["/ColorSpace"] = Name.DeviceCMYK
    for name in ("/DecodeParms", "/Decode"):
        if name in thing:
            del thing[name]
    thing.write(data, filter=Name.DCTDecode if jpeg else Name.FlateDecode)
    if jpeg:
        thing["/Decode"] = Array([1, 0] * 4)  # Pillow writes CMYK as Adobe does, inverted


def in_inks(image: Image.Image, profile: bytes, jpeg: bool) -> bytes:
    """A picture's data in CMYK, as JPEG or deflated."""
    made = ImageCms.applyTransform(image.convert("RGB"), to_press(profile, image.info.get("icc_profile") or b""))
    assert made is not None
    if not jpeg:
        return zlib.compress(made.tobytes())
    out = io.BytesIO()
    made.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def on_paper(thing: Stream) -> None:
    """A picture with a soft mask on white: PDF/X-1a has no transparency."""
    image, mask = PdfImage(thing).as_pil_image(), PdfImage(thing["/SMask"]).as_pil_image().convert("L")  # type: ignore[arg-type]
    flat = Image.new(image.mode, image.size, 255 if image.mode == "L" else (255, 255, 255))
    flat.paste(image, mask=mask)
    del thing["/SMask"]
    if "/DecodeParms" in thing:
        del thing["/DecodeParms"]
    thing.write(flat.tobytes())
