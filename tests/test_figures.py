"""Pictures are checked before anything is set."""

import io

import pytest
from PIL import Image

from kumihan.figures import MAX_PIXELS, check_figure
from kumihan.finding import Place
from kumihan.model import Figure

FIGURE = Figure("fig", "figures/a", "絵", "題", "", "", "column", 1, Place("01-x.md", 7, 1))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">{}</svg>'


def rules(data):
    return [finding.rule for finding in check_figure(FIGURE, data)]


def picture(kind, mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, (4, 3)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        picture("PNG"),
        picture("JPEG", "CMYK"),
        picture("JPEG", "L"),
        picture("WEBP"),
        picture("TIFF"),
        SVG.format("").encode(),
    ],
)
def test_pictures_of_known_kinds_pass(data):
    assert rules(data) == []


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="photo.jpg"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<rect fill="url(other.svg#a)"/>',
        '<style>rect { fill: url("https://example.org/x") }</style>',
        "<script>alert(1)</script>",
        '<rect onclick="x()"/>',
        "<foreignObject/>",
    ],
)
def test_svg_that_reaches_out_is_refused(inside):
    assert rules(SVG.format(inside).encode()) == ["unsafe-svg"]


def test_svg_may_refer_to_itself():
    assert rules(SVG.format('<path id="a"/><use href="#a"/><rect fill="url(#a)"/>').encode()) == []


def test_svg_with_entities_is_refused():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("<text>&a;</text>")
    assert rules(bomb.encode()) == ["unsafe-svg"]


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\x89PNG\r\n\x1a\nxxxx", b"<svg", picture("BMP"), picture("PNG")[:-30]]
)
def test_what_is_no_usable_picture_is_told(data):
    assert rules(data) == ["figure-format"]


def test_a_huge_picture_is_told_before_it_is_unpacked():
    side = int(MAX_PIXELS**0.5) + 1
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    assert rules(out.getvalue()) == ["huge-image"]


def test_missing_picture_says_where_and_what_to_do():
    assert [str(finding) for finding in check_figure(FIGURE, None)] == [
        "01-x.md:7:1: error [missing-figure] the picture figures/a is not there\n"
        "  hint: put the picture at figures/a in the publication's folder, or correct the name"
    ]


def test_placeholder_is_a_warning():
    assert rules(SVG.format("").replace("<svg", '<svg data-placeholder="true"').encode()) == ["placeholder"]
