"""Photographs come out upright and in colours that every product can show."""

import io

import pytest
from PIL import Image

from kumihan.pictures import prepare


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data):
    return Image.open(io.BytesIO(prepare(data)[1]))


def test_plain_pictures_pass_unchanged():
    for image, kind in (
        (Image.new("RGB", (3, 2)), "JPEG"),
        (Image.new("L", (3, 2)), "JPEG"),
        (Image.new("RGBA", (3, 2)), "PNG"),
    ):
        data = saved(image, kind)
        assert prepare(data)[1] == data


def test_a_rotated_photograph_is_turned_upright():
    image = Image.new("RGB", (40, 20), "white")
    image.paste("black", (0, 0, 20, 20))  # dark on the left
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise: left becomes top
    upright = opened(saved(image, "JPEG", exif=exif, quality=95))
    assert upright.size == (20, 40) and upright.getpixel((10, 5))[0] < 60 < 200 < upright.getpixel((10, 35))[0]
    assert upright.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_becomes_rgb_and_keeps_its_colour(kind):
    data = saved(Image.new("CMYK", (16, 16), (255, 0, 0, 0)), kind)
    red, green, blue = opened(data).convert("RGB").getpixel((8, 8))
    assert red < 60 and green > 120 and blue > 180


def test_tiff_and_webp_become_jpeg_or_png():
    assert prepare(saved(Image.new("RGB", (4, 4)), "TIFF"))[0] == "image/jpeg"
    assert prepare(saved(Image.new("RGBA", (4, 4)), "TIFF"))[0] == "image/png"
    assert prepare(saved(Image.new("L", (4, 4)), "WEBP"))[0] == "image/jpeg"
    assert opened(saved(Image.new("I;16", (4, 4)), "TIFF")).mode == "L"
