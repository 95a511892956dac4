"""Turn pictures into inks. Their number of pixels stays; grey ones stay grey."""

from __future__ import annotations

import io

from pikepdf import Array, Name, Pdf, PdfImage, Stream
from PIL import Image, ImageCms

from kumihan.export.finish.inks import to_press
from kumihan.export.finish.job import Job

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
    image = PdfImage(thing).as_pil_image()
    made = ImageCms.applyTransform(image.convert("RGB"), to_press(profile, image.info.get("icc_profile") or b""))
    assert made is not None
    thing["/ColorSpace"] = Name.DeviceCMYK
    for key in ("/DecodeParms", "/Decode"):
        if key in thing:
            del thing[key]
    if thing.get("/Filter") == Name.DCTDecode:
        out = io.BytesIO()
        made.save(out, "JPEG", quality=QUALITY, subsampling=0)
        thing.write(out.getvalue(), filter=Name.DCTDecode)
        thing["/Decode"] = Array([1, 0] * 4)  # Pillow writes CMYK as Adobe does, inverted
        return
    thing.write(made.tobytes())


def on_paper(thing: Stream) -> None:
    """A picture with a soft mask on white: PDF/X-1a has no transparency."""
    image, mask = PdfImage(thing).as_pil_image(), PdfImage(thing["/SMask"]).as_pil_image().convert("L")  # type: ignore[arg-type]
    flat = Image.new(image.mode, image.size, 255 if image.mode == "L" else (255, 255, 255))
    flat.paste(image, mask=mask)
    del thing["/SMask"]
    if "/DecodeParms" in thing:
        del thing["/DecodeParms"]
    thing.write(flat.tobytes())
