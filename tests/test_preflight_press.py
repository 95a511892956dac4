"""What a printer's preflight looks for: a fault planted in a really built print edition is found, and nothing else."""

import re

import pikepdf
import planting
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms
from planting import NAME, changed, found, painted, written

from kumihan.preflight.inspection import inspect

AGAIN = "  hint: build the print edition again; the file was changed after that"
INKS = "  hint: write the colour as device-cmyk(…); pictures are converted when they are built in"
PAGE = "  hint: see @page in styles/print.css: size and bleed"
UNSEEN = "  hint: see position, color and background in the publication's styles"
DARKER = "  hint: lower its inks, the coloured ones first"


def resource(pdf, kind, thing):
    """Put a thing among the resources of the fifth page, as /Planted."""
    resources = pdf.pages[4].Resources
    if f"/{kind}" not in resources:
        resources[f"/{kind}"] = Dictionary()
    resources[f"/{kind}"]["/Planted"] = thing


def with_resource(kind, thing, operators):
    def plant(pdf):
        resource(pdf, kind, thing(pdf))
        painted(pdf, 4, operators)

    return plant


def tiling(pdf):
    cell = pdf.make_stream(b"1 0 0 rg 0 0 1 1 re f")
    cell.Type, cell.PatternType, cell.PaintType, cell.TilingType = Name.Pattern, 1, 1, 1
    cell.BBox, cell.XStep, cell.YStep, cell.Resources = Array([0, 0, 2, 2]), 2, 2, Dictionary()
    return cell


def ramp(parts):
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * parts), C1=Array([1] * parts), N=1)


def shading(space, parts):
    return Dictionary(ShadingType=2, ColorSpace=Name(space), Coords=Array([0, 0, 1, 1]), Function=ramp(parts))


def spot(name, alternate, parts):
    return Array([Name.Separation, Name(name), Name(alternate), ramp(parts)])


def blended(pdf):
    pdf.pages[4].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def palette(pdf):
    picture = pdf.make_stream(bytes(100))
    picture.Type, picture.Subtype, picture.Width, picture.Height, picture.BitsPerComponent = (
        Name.XObject,
        Name.Image,
        10,
        10,
        8,
    )
    picture.ColorSpace = Array([Name.Indexed, Name.DeviceCMYK, 0, String(bytes([240, 240, 240, 240]))])
    return picture


FILL, SQUARE = b" 100 60 20 20 re f Q ", b"q /Planted cs 1 scn 100 60 20 20 re f Q "
PATTERNED = b"q /Pattern cs /Planted scn" + FILL
SHADED = b"q 100 60 20 20 re W n 20 0 0 20 100 60 cm /Planted sh Q "
COLOURS = {
    "a pattern": (with_resource("Pattern", tiling, PATTERNED), "a colour is in DeviceRGB"),
    "a shading": (with_resource("Shading", lambda _: shading("/DeviceRGB", 3), SHADED), "a colour is in DeviceRGB"),
    "a shading as pattern": (
        with_resource("Pattern", lambda _: Dictionary(PatternType=2, Shading=shading("/DeviceRGB", 3)), PATTERNED),
        "a colour is in DeviceRGB",
    ),
    "a spot colour": (
        with_resource("ColorSpace", lambda _: spot("/Gold 871", "/DeviceCMYK", 4), SQUARE),
        "a colour is in an ink of its own: Gold_871",
    ),
    "a spot colour made of RGB": (
        with_resource("ColorSpace", lambda _: spot("/Gold", "/DeviceRGB", 3), SQUARE),
        "a colour is in Separation Gold DeviceRGB",
    ),
    "all plates on the page": (
        with_resource("ColorSpace", lambda _: spot("/All", "/DeviceCMYK", 4), SQUARE),
        "a colour is in an ink of its own: All",
    ),
    "a group": (blended, "what is blended is in DeviceRGB"),
}


@pytest.mark.parametrize("fault", COLOURS)
def test_colours_that_no_press_has_are_found_wherever_they_are(small, fault):
    manuscript, products = small
    plant, fact = COLOURS[fault]
    assert found(manuscript, changed(products[NAME], plant)) == [
        f"error [colour-space] {NAME}, page 5 (folio 3): {fact}\n{INKS}"
    ]


INLINE = b"q 20 0 0 20 100 60 cm BI /W 9 /H 9 /BPC 8 /CS /CMYK ID " + bytes([240] * 324) + b" EI Q "
HEAVY = {
    "a shading": (with_resource("Shading", lambda _: shading("/DeviceCMYK", 4), SHADED), "a colour lays 400%", DARKER),
    "an inline picture": (lambda pdf: painted(pdf, 4, INLINE), "a picture lays 376%", None),
    "a palette": (
        with_resource("XObject", palette, b"q 20 0 0 20 100 60 cm /Planted Do Q "),
        "a picture lays 376%",
        None,
    ),
}


@pytest.mark.parametrize("fault", HEAVY)
def test_the_ink_of_shadings_palettes_and_inline_pictures_is_counted(small, fault):
    plant, fact, hint = HEAVY[fault]
    (told,) = found(small[0], changed(small[1][NAME], plant))
    assert told.startswith(
        f"warning [ink-coverage] {NAME}, page 5 (folio 3): {fact} of ink; 320% is the most\n{hint or ''}"
    )


def text_in(colour):
    def plant(pdf):
        pdf.pages[4].contents_coalesce()
        content = pdf.pages[4].Contents.read_bytes()
        assert re.search(rb"\b0 0 0 1 k\b", content)
        pdf.pages[4].Contents = pdf.make_stream(re.sub(rb"\b0 0 0 1 k\b", colour, content))

    return plant


def test_small_text_in_more_than_two_inks_is_told(small):
    (told,) = found(small[0], changed(small[1][NAME], text_in(b".4 .3 .3 1 k")))
    assert re.match(rf"warning \[text-inks\] {NAME}, page 5 \(folio 3\): text is in 4 inks: .", told)


def test_black_text_that_knocks_out_is_told(small):
    def plant(pdf):
        for state in pdf.pages[4].Resources.ExtGState.values():
            for key in ("/OP", "/op"):
                if key in state:
                    state[key] = False

    told = found(small[0], changed(small[1][NAME], plant))  # the pages share their states
    assert told and all(re.search(r"\[overprint\] .*: black text does not overprint: .", item) for item in told)


def test_white_that_overprints_is_told_of_any_file_for_a_press(small):
    def plant(pdf):
        resource(pdf, "ExtGState", Dictionary(OP=True, op=True, OPM=1))
        painted(pdf, 4, b"q /Planted gs 0 0 0 0 k" + FILL)

    told = f"error [overprint] {NAME}, page 5 (folio 3): something white overprints, and will not be seen\n{AGAIN}"
    data = changed(small[1][NAME], plant)
    assert found(small[0], data) == [told]
    assert [str(item) for item in inspect(NAME, data)] == [told]


@pytest.mark.parametrize(
    ("operators", "weight"),
    [(b".1 w 100 60 m 140 60 l S", "0.10"), (b"0 w 100 60 m 140 60 l S", "0.00"), (b"100 60 .2 40 re f", "0.20")],
)
def test_a_hairline_is_told(small, operators, weight):
    assert found(small[0], changed(small[1][NAME], lambda pdf: painted(pdf, 4, b"q " + operators + b" Q "))) == [
        f"warning [hairlines] {NAME}, page 5 (folio 3): a line is {weight} pt thick; 0.25 pt is the least\n"
        "  hint: draw it thicker, in the picture or in the styles"
    ]


def test_a_short_stroke_or_one_beside_the_page_is_no_hairline(small):
    operators = b"q 0 0 0 1 K .1 w 100 60 m 102 60 l S -20 0 m -20 5 l S Q "
    assert found(small[0], changed(small[1][NAME], lambda pdf: painted(pdf, 4, operators))) == []


def over(operators):
    return lambda pdf: pdf.pages[3].contents_add(pdf.make_stream(operators))


def test_text_beneath_what_is_painted_over_it_is_told(small):
    covered = b"q 0 0 0 .1 k 0 0 600 900 re f Q "
    (told,) = [item for item in found(small[0], changed(small[1][NAME], over(covered))) if "unseen" in item]
    assert told == (
        f"error [unseen-text] {NAME}, page 4 (folio 2): text lies beneath something painted over it: 小さな町の図書館1\n"
        + UNSEEN
    )


def test_what_shows_through_or_leaves_the_text_free_covers_nothing(small):
    def see_through(pdf):
        pdf.pages[3].Resources.ExtGState["/Planted"] = Dictionary(ca=0.5)
        over(b"q /Planted gs 0 0 0 .1 k 60 60 400 700 re f Q ")(pdf)

    assert not [item for item in found(small[0], changed(small[1][NAME], see_through)) if "unseen" in item]
    beside = over(b"q 0 0 0 .1 k 60 60 400 2 re f 100 100 m 300 500 l 400 100 l h f Q ")
    assert not [item for item in found(small[0], changed(small[1][NAME], beside)) if "unseen" in item]


def test_white_text_on_bare_paper_is_told_and_on_a_ground_is_not(small):
    def plant(pdf, ground=b""):
        written(pdf, 4, 100, 60, "本本本")
        pdf.pages[4].contents_add(pdf.make_stream(b"q " + ground + b"0 0 0 0 k "), prepend=True)

    told = f"error [unseen-text] {NAME}, page 5 (folio 3): white text stands on bare paper: 本本本\n{UNSEEN}"
    assert told in found(small[0], changed(small[1][NAME], plant))
    dark = changed(small[1][NAME], lambda pdf: plant(pdf, b"0 0 0 .8 k 90 50 100 30 re f "))
    assert not [item for item in found(small[0], dark) if "本本本" in item]


def test_text_without_opacity_is_not_there(small):
    def plant(pdf):
        for state in pdf.pages[3].Resources.ExtGState.values():
            if "/ca" in state:
                state.ca = 0

    assert [item for item in found(small[0], changed(small[1][NAME], plant)) if "[source-text]" in item]


def turned(pdf):
    pdf.pages[4].Rotate = 90


def measured(pdf):
    pdf.pages[4].UserUnit = 2


def cropped(pdf):
    pdf.pages[4].CropBox = Array([50, 50, 300, 300])


@pytest.mark.parametrize(
    ("plant", "fact"),
    [
        (turned, "the page is turned by 90°"),
        (measured, "the page is measured in a unit of its own, 2 pt"),
        (cropped, "the CropBox cuts off a part of the page"),
    ],
)
def test_a_page_that_lies_otherwise_is_told(small, plant, fact):
    assert found(small[0], changed(small[1][NAME], plant)) == [
        f"error [page-boxes] {NAME}, page 5 (folio 3): {fact}\n{PAGE}"
    ]


def profile(data):
    def plant(pdf):
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(data, N=4)

    return plant


def no_profile(pdf):
    del pdf.Root.OutputIntents[0].DestOutputProfile


SCREENS = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("plant", "fact"),
    [
        (no_profile, "the file does not hold the profile of its printing condition"),
        (profile(b"no profile"), "the profile of the printing condition cannot be read"),
        (profile(SCREENS), "the profile of the printing condition is not that of a press"),
    ],
)
def test_a_printing_condition_without_the_profile_of_a_press_is_told(small, plant, fact):
    assert found(small[0], changed(small[1][NAME], plant)) == [f"error [output-intent] {NAME}: {fact}\n{AGAIN}"]


def said(old, new):
    def plant(pdf):
        data = pdf.Root.Metadata.read_bytes()
        assert re.search(old, data)
        pdf.Root.Metadata = pdf.make_stream(re.sub(old, new, data), Type=Name.Metadata, Subtype=Name.XML)

    return plant


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def layered(pdf):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("校正")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a")))]))


FILE = {
    "PDF/X is not said": (said(rb"GTS_PDFXVersion", b"x"), "the file does not say that it is made to PDF/X"),
    "an id is missing": (said(rb"xmpMM:VersionID", b"xmpMM:x"), "the metadata do not say xmpMM:VersionID"),
    "a script": (lambda pdf: pdf.Root.__setitem__("/OpenAction", SCRIPT), "the file holds a script or an action"),
    "attached": (
        lambda pdf: pdf.attachments.__setitem__("a.txt", pikepdf.AttachedFileSpec(pdf, b"a", filename="a.txt")),
        "the file holds attached files",
    ),
    "a form": (form, "the file holds a form to fill in"),
    "a page that acts": (lambda pdf: pdf.pages[4].__setitem__("/AA", Dictionary(O=SCRIPT)), "the page acts when it is opened"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FILE)
def test_what_a_file_for_a_press_must_not_be_is_told(small, fault):
    plant, fact = FILE[fault]
    page = ", page 5 (folio 3)" if "page" in fact else ""
    assert found(small[0], changed(small[1][NAME], plant)) == [f"error [press-file] {NAME}{page}: {fact}\n{AGAIN}"]


def test_a_hidden_layer_is_told(small):
    assert found(small[0], changed(small[1][NAME], layered)) == [
        f"error [press-file] {NAME}: the layer “校正” is hidden: nobody knows whether it is to be printed\n"
        "  hint: show it or take it out, and export the file again"
    ]


def test_a_version_that_the_standard_does_not_know_is_told(small):
    with pikepdf.open(planting.io.BytesIO(small[1][NAME])) as pdf:
        out = planting.io.BytesIO()
        pdf.save(out, force_version="2.0")
    assert found(small[0], out.getvalue()) == [
        f"error [press-file] {NAME}: the file is PDF 2.0; PDF/X-4 goes up to 1.6\n{AGAIN}"
    ]


def test_a_title_of_the_metadata_that_is_another_is_told(small):
    plant = said("試験の本".encode(), "別の本".encode())
    assert found(small[0], changed(small[1][NAME], plant)) == [
        f"warning [metadata] {NAME}: the file says two titles: “試験の本” and, in its metadata, “別の本”\n"
        "  hint: look at what made the file"
    ]


def test_a_coarse_mask_is_told_and_one_drawn_pixel_is_not(small):
    def mask(side):
        def thing(pdf):
            picture = pdf.make_stream(bytes(side * (side + 7) // 8 + 1))
            picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, side, side
            picture.ImageMask, picture.BitsPerComponent = True, 1
            return picture

        return with_resource("XObject", thing, b"q 72 0 0 72 100 60 cm /Planted Do Q ")

    (told,) = found(small[0], changed(small[1][NAME], mask(10)))
    assert "a picture of 10×10 pixels has 10 ppi as printed" in told
    assert found(small[0], changed(small[1][NAME], mask(1))) == []


def test_postscript_is_told(small):
    def program(pdf):
        thing = pdf.make_stream(b"showpage")
        thing.Type, thing.Subtype = Name.XObject, Name.PS
        return thing

    (told,) = found(small[0], changed(small[1][NAME], with_resource("XObject", program, b"/Planted Do ")))
    assert "page 5 (folio 3): the page has PostScript, which is printed here and not there" in told


def test_a_page_that_is_missing_from_a_saddle_stitched_book_is_told(tmp_path):
    files = planting.SMALL | {"book.toml": planting.BOOK + '[print]\nbinding = "saddle"\n'}
    manuscript, products = planting.build(tmp_path, files, "print")
    assert found(manuscript, products[NAME]) == []
    told = found(manuscript, changed(products[NAME], lambda pdf: pdf.pages.__delitem__(-1)))
    assert f"error [press-file] {NAME}: the book has 7 pages; saddle-stitched it takes a multiple of 4\n{AGAIN}" in told
