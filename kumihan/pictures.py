"""Make a photograph fit for every product: upright, RGB or grey, in a format that books may carry."""

from __future__ import annotations

import io

from PIL import Image, ImageCms, ImageOps

from kumihan.figures import SVG, media_type
from kumihan.remembered import remembered

ORIENTATION = 0x0112
QUALITY = 92


@remembered(lambda data: data)
def prepare(data: bytes) -> tuple[str, bytes]:
    """The media type and bytes to use. SVG and plain JPEG, PNG and GIF pass unchanged.

    A picture with an EXIF rotation is turned upright, CMYK becomes sRGB by its own profile, TIFF and WebP become
    PNG where they are transparent and JPEG otherwise. Raises OSError for what is no picture.
    """
    kind = media_type(data)
    if kind in (SVG, "image/gif"):
        return kind, data
    with Image.open(io.BytesIO(data)) as image:
        turned = image.getexif().get(ORIENTATION, 1) != 1
        if kind in ("image/jpeg", "image/png") and not turned and image.mode != "CMYK":
            return kind, data
        upright = ImageOps.exif_transpose(image)
        flat = to_rgb(upright)
        out = io.BytesIO()
        if kind == "image/png" or flat.mode in ("RGBA", "LA", "PA"):
            flat.save(out, "PNG", optimize=True)
            return "image/png", out.getvalue()
        flat.save(out, "JPEG", quality=QUALITY, subsampling=0, icc_profile=flat.info.get("icc_profile"))
        return "image/jpeg", out.getvalue()


def to_rgb(image: Image.Image) -> Image.Image:
    """CMYK by its embedded profile, else by plain arithmetic; palettes and 16-bit grey as RGB or grey."""
    if image.mode == "CMYK":
        profile = image.info.get("icc_profile")
        if profile:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            assert converted is not None
            converted.info.pop("icc_profile", None)
            return converted
        return image.convert("RGB")
    if image.mode in ("I;16", "I", "F", "1"):
        return image.convert("L")
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image
