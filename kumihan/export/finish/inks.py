"""Turn every colour of a page into inks: RGB by the press's profile, greys to black alone, black overprinting.

Content is rewritten as bytes, stream by stream; the typesetter writes each operator on a line of its own.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image, ImageCms

from kumihan.errors import InputError
from kumihan.export.finish.job import Job
from kumihan.export.finish.press import see_through
from kumihan.remembered import remembered

CMYK = tuple[float, float, float, float]
NUMBER = rb"(-?[\d.]+)"
COLOUR = re.compile(
    rb"^(?:" + NUMBER + rb" " + NUMBER + rb" " + NUMBER + rb" (rg|RG)"
    rb"|/DeviceCMYK (?:cs|CS)\n" + NUMBER + rb" " + NUMBER + rb" " + NUMBER + rb" " + NUMBER + rb" (scn|SCN))$",
    re.M,
)
BLACK: CMYK = (0, 0, 0, 1)
# A grey or a text darker than this CIE lightness is printed in solid black: screened text has ragged edges.
SOLID = 35
# Channels nearer than this to each other (of 1) make a grey.
GREY = 0.012
# The graphics states that let black overprint what lies beneath it, and everything else knock out (ISO 32000-1, 8.6.7).
OVER, KNOCK = b"/KOver gs", b"/KKnock gs"
STATES = {"/KOver": {"/OP": True, "/op": True, "/OPM": 1}, "/KKnock": {"/OP": False, "/op": False, "/OPM": 0}}


def inks(pdf: Pdf, job: Job) -> None:
    """Every content stream of the document, forms and patterns included, in CMYK."""
    for stream, resources in contents(pdf):
        old = bytes(stream.get_stream_buffer())
        new = separated(old, job.profile)
        if new != old:
            stream.write(new)
            states = resources["/ExtGState"]
            for name, values in STATES.items():
                if name not in states:
                    states[name] = Dictionary({"/Type": Name.ExtGState, **values})


def contents(pdf: Pdf) -> Iterator[tuple[Object, Object]]:
    """Every content stream with its resources."""
    for page in pdf.pages:
        yield page.obj["/Contents"], page.obj["/Resources"]
    for thing in pdf.objects:
        if isinstance(thing, Stream) and "/Resources" in thing:
            yield thing, thing["/Resources"]


def packed(pdf: Pdf, job: Job) -> None:
    """Every content stream deflated here, where it is remembered, and not once more when the file is written."""
    for stream, _ in contents(pdf):
        if "/Filter" not in stream:
            stream.write(deflated(bytes(stream.get_stream_buffer())), filter=Name.FlateDecode)


@remembered(lambda content: content)
def deflated(content: bytes) -> bytes:
    return zlib.compress(content)


@remembered(lambda content, profile: (content, profile))
def separated(content: bytes, profile: bytes) -> bytes:
    return in_inks(content, separation(profile))


def in_inks(content: bytes, press: Callable[[float, float, float], CMYK]) -> bytes:
    """A content stream with its colours in CMYK. A colour that text is set in is of two inks at most."""
    found = list(COLOUR.finditer(content))
    parts, last = [], 0
    for number, match in enumerate(found):
        until = found[number + 1].start() if number + 1 < len(found) else len(content)
        text = content.find(b"\nBT\n", match.end() - 1, until) >= 0
        parts += [content[last : match.start()], painted(match, text, press)]
        last = match.end()
    return b"".join((*parts, content[last:]))


def painted(match: re.Match[bytes], text: bool, press: Callable[[float, float, float], CMYK]) -> bytes:
    """One colour's operator in CMYK with its way of overprinting."""
    if match[4]:
        red, green, blue = (float(part) for part in match.group(1, 2, 3))
        colour = for_text(red, green, blue, press) if text else press(red, green, blue)
        operator = b"k" if match[4] == b"rg" else b"K"
    else:
        c, m, y, k = (float(part) for part in match.group(5, 6, 7, 8))
        colour, operator = (c, m, y, k), b"k" if match[9] == b"scn" else b"K"
    values = " ".join(f"{round(part, 3):g}" for part in colour).encode()
    return values + b" " + operator + b"\n" + (OVER if colour == BLACK else KNOCK)


def for_text(red: float, green: float, blue: float, press: Callable[[float, float, float], CMYK]) -> CMYK:
    """Dark text in black alone; other text in the two strongest inks, because three do not register in type."""
    if lightness(red, green, blue) <= SOLID:
        return BLACK
    made = press(red, green, blue)
    weak = sorted(made)[:2]
    kept = [0.0 if part in weak else part for part in made]
    return kept[0], kept[1], kept[2], kept[3]


def lightness(red: float, green: float, blue: float) -> float:
    """CIE lightness, 0 to 100, of an sRGB colour (IEC 61966-2-1)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


@lru_cache(maxsize=2)
def separation(profile: bytes) -> Callable[[float, float, float], CMYK]:
    """sRGB, 0 to 1, to inks: greys to black alone, other colours by the profile, relative to the paper."""
    transform = to_press(profile)

    @cache
    def press(red: float, green: float, blue: float) -> CMYK:
        if max(red, green, blue) - min(red, green, blue) <= GREY:
            grey = (red + green + blue) / 3
            return BLACK if lightness(red, green, blue) <= SOLID else (0, 0, 0, round(1 - grey, 3))
        point = Image.new("RGB", (1, 1), (round(red * 255), round(green * 255), round(blue * 255)))
        made = ImageCms.applyTransform(point, transform)
        assert made is not None
        c, m, y, k = (round(part / 255, 3) for part in made.getpixel((0, 0)))  # type: ignore[union-attr]
        return c, m, y, k

    return press


@lru_cache(maxsize=8)
def to_press(profile: bytes, source: bytes = b"") -> ImageCms.ImageCmsTransform:
    """The transform from a picture's profile (sRGB where it has none) to the press, with the black point adapted."""
    origin = ImageCms.ImageCmsProfile(io.BytesIO(source)) if source else ImageCms.createProfile("sRGB")
    press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(origin, press, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC, flags)


def shadings(pdf: Pdf, job: Job) -> None:
    """Gradients: the colours at their stops become inks."""
    press = separation(job.profile)
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/ColorSpace") == Name.DeviceRGB and "/ShadingType" in thing:
            thing["/ColorSpace"] = Name.DeviceCMYK
            stops(thing["/Function"], press)


def stops(function: Object, press: Callable[[float, float, float], CMYK]) -> None:
    """The colours of an exponential function, or of those that one is stitched of."""
    for part in function.get("/Functions", ()):
        stops(part, press)
    for key in ("/C0", "/C1"):
        if key in function and len(function[key]) == 3:
            red, green, blue = (float(value) for value in function[key])
            function[key] = Array(list(press(red, green, blue)))


def groups(pdf: Pdf, job: Job) -> None:
    """Transparency groups blend in inks; where nothing is transparent there are none."""
    clear = any(is_transparent(thing) for thing in pdf.objects)
    if clear and job.standard == "x1a":
        raise InputError(see_through())
    for thing in pdf.objects:
        if isinstance(thing, Stream) and "/Group" in thing:
            if clear:
                thing["/Group"]["/CS"] = Name.DeviceCMYK
            else:
                del thing["/Group"]


def is_transparent(thing: Object) -> bool:
    """Whether an object lets something shine through: alpha below 1, a soft mask, a blend mode."""
    if isinstance(thing, Stream):
        states = thing["/Resources"].get("/ExtGState", Dictionary()) if "/Resources" in thing else Dictionary()
        return "/SMask" in thing or any(shines(state) for state in states.values())
    if not isinstance(thing, Dictionary):
        return False
    if "/ExtGState" in thing:
        return any(shines(state) for state in thing["/ExtGState"].values())
    return shines(thing)


def shines(state: Object) -> bool:
    if not isinstance(state, Dictionary):
        return False
    alpha = min(float(state.get(key, 1)) for key in ("/ca", "/CA"))
    return alpha < 1 or state.get("/SMask", Name("/None")) != Name("/None") or "/BM" in state
