"""What is drawn: the same ink with shortcuts and without, and in every renderer; text checks do not see a wrong glyph."""

import os
import re
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

HOME = Path(__file__).resolve().parents[1]
DPI = 100
# Two lines of the text at that resolution, in px; less ink than a short word's is not looked at.
BAND, FAINT = 40, 2000
# The share of the ink that is not where another renderer has it: .1 to .2 for the same glyphs, most often .4 for others.
ALIKE, ASTRAY = 0.25, 0.33
# As many bands may be astray, for the curves and hairlines of charts.
FEW = 0.04
TOOLS = {
    "poppler": ("pdftoppm", "-r", str(DPI), "-gray", "{pdf}", "{to}/page"),
    "mupdf": ("mutool", "draw", "-q", "-r", str(DPI), "-c", "gray", "-o", "{to}/page%03d.pgm", "{pdf}"),
}


def build(to, perf):
    """The print edition of content/."""
    command = [sys.executable, "build.py", "print", "--output", str(to)]
    subprocess.run(command, cwd=HOME, env=os.environ | {"KUMIHAN_PERF": perf}, check=True, capture_output=True)
    (pdf,) = to.glob("*-print.pdf")
    return pdf


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return build(tmp_path_factory.mktemp("fast"), "1")


def by_pdfium(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]


def pages(renderer, pdf, to):
    """The pages as one renderer draws them, in grey."""
    if renderer == "pdfium":
        return by_pdfium(pdf)
    if shutil.which(TOOLS[renderer][0]) is None:
        pytest.skip(f"{TOOLS[renderer][0]} is not installed")
    subprocess.run([part.format(pdf=pdf, to=to) for part in TOOLS[renderer]], check=True, capture_output=True)
    return [Image.open(path) for path in sorted(to.glob("page*.pgm"))]


def ink(page):
    """What is darker than its surroundings, as dark as it is; grounds and tints, whose grey differs, are none."""
    grey = page.convert("L").filter(ImageFilter.GaussianBlur(1.6))
    return ImageChops.subtract(grey.filter(ImageFilter.GaussianBlur(8)), grey)


def total(image):
    return ImageStat.Stat(image).sum[0]


def unlike(one, other):
    """How much of the ink stands elsewhere in each band of two pages, 0 to 1, from the head."""
    size = min(one.width, other.width), min(one.height, other.height)
    one, other = (ink(page.crop((0, 0, *size))) for page in (one, other))
    for top in range(0, size[1], BAND):
        parts = [page.crop((0, top, size[0], min(top + BAND, size[1]))) for page in (one, other)]
        if (all_ink := sum(map(total, parts))) > FAINT:
            yield total(ImageChops.difference(*parts)) / all_ink


def test_shortcuts_change_no_pixel(printed, tmp_path):
    plain = build(tmp_path, "0")
    for number, (fast, slow) in enumerate(zip(by_pdfium(printed), by_pdfium(plain), strict=True), 1):
        assert fast.tobytes() == slow.tobytes(), f"page {number}"


@pytest.mark.parametrize(("first", "second"), [*combinations(("pdfium", "poppler", "mupdf"), 2)])
def test_renderers_agree_on_every_page(printed, tmp_path, first, second):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    drawn = zip(pages(first, printed, tmp_path / "a"), pages(second, printed, tmp_path / "b"), strict=True)
    assert unlike_pages(list(drawn)) == ([], True)


def unlike_pages(drawn):
    """The numbers of the pages whose middle band is unlike, and whether few bands of all are astray."""
    bands = [sorted(unlike(*pair)) for pair in drawn]
    every = [share for page in bands for share in page]
    middles = [page[len(page) // 2] if page else 0 for page in bands]
    few = sum(share > ASTRAY for share in every) <= FEW * len(every)
    return [number for number, middle in enumerate(middles, 1) if middle > ALIKE], few


def test_wrong_glyphs_are_told_from_right_ones(printed, tmp_path):
    """Every glyph is drawn as another of its page, as by a subset that numbers its glyphs wrongly; no place moves."""
    with pikepdf.open(printed) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            page.Contents = pdf.make_stream(garbled(page.Contents.read_bytes()))
        pdf.save(tmp_path / "wrong.pdf")
    numbers, few = unlike_pages([*zip(by_pdfium(printed), by_pdfium(tmp_path / "wrong.pdf"), strict=True)])
    assert not few
    assert len(numbers) > 15, numbers


def garbled(content):
    """A content stream whose glyphs are each the next of those on the page."""
    codes = [re.findall(rb"[0-9a-f]{4}", string) for string in re.findall(rb"<([0-9a-f]+)>", content)]
    known = sorted({code for string in codes for code in string})
    following = dict(zip(known, [*known[1:], *known[:1]], strict=True))
    turn = (b"<" + b"".join(map(following.get, string)) + b">" for string in codes)
    return re.sub(rb"<[0-9a-f]+>", lambda _: next(turn), content)
