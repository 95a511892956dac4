"""Follow the operators of a content stream (ISO 32000-2, annex A). Those that change nothing that a check asks for are absent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from kumihan.messages import tr
from kumihan.preflight.content import Canvas
from kumihan.preflight.graphics_state import UNIT, shaded, space_of, times
from kumihan.preflight.marks import ARTIFACT, INKS, Box, Colour

Act = Callable[[Canvas, Any, Any], None]
DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


def save(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.saved.append(canvas.state)


def restore(canvas: Canvas, values: Any, resources: Any) -> None:
    if canvas.saved:
        canvas.state = canvas.saved.pop()


def concatenate(canvas: Canvas, values: Any, resources: Any) -> None:
    matrix: Any = tuple(map(float, values))
    canvas.state = canvas.state._replace(matrix=times(matrix, canvas.state.matrix))


def rectangle(canvas: Canvas, values: Any, resources: Any) -> None:
    x, y, width, height = map(float, values)
    canvas.path += ((x, y), (x + width, y + height), (x, y + height), (x + width, y))


def points(canvas: Canvas, values: Any, resources: Any) -> None:
    numbers = [float(value) for value in values]
    canvas.path += zip(numbers[::2], numbers[1::2], strict=True)


def clip(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.clipping = True


def painting(fill: bool, stroke: bool) -> Act:
    return lambda canvas, values, resources: canvas.paint(fill, stroke)


def fill_in(space: str) -> Act:
    def act(canvas: Canvas, values: Any, resources: Any) -> None:
        canvas.state = canvas.state._replace(fill=Colour(space, tuple(map(float, values))))

    return act


def stroke_in(space: str) -> Act:
    def act(canvas: Canvas, values: Any, resources: Any) -> None:
        canvas.state = canvas.state._replace(stroke=Colour(space, tuple(map(float, values))))

    return act


def fill_space(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.state = canvas.state._replace(fill=Colour(space_of(values[0], resources)))


def stroke_space(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.state = canvas.state._replace(stroke=Colour(space_of(values[0], resources)))


def parts(values: Any) -> tuple[float, ...]:
    """The numbers of a colour, without the name of a pattern."""
    return tuple(float(value) for value in values if not isinstance(value, pikepdf.Name))


def fill_colour(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.state = canvas.state._replace(fill=coloured(canvas, canvas.state.fill.space, values, resources))


def stroke_colour(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.state = canvas.state._replace(stroke=coloured(canvas, canvas.state.stroke.space, values, resources))


def coloured(canvas: Canvas, space: str, values: Any, resources: Any) -> Colour:
    """The colour that parts and the name of a pattern make in a space."""
    if len(values) and isinstance(values[-1], pikepdf.Name):
        thing = resources.get("/Pattern", {}).get(values[-1])
        if thing is None:
            canvas.lacks(values[-1])
        else:
            return Colour(space, parts(values), pattern(canvas, thing, resources))
    return Colour(space, parts(values))


def pattern(canvas: Canvas, thing: Any, resources: Any) -> tuple[Colour, ...]:
    """The colours that a pattern paints, each pattern looked at once."""
    known = canvas.shared.patterns
    if thing.objgen not in known or thing.objgen == (0, 0):
        known[thing.objgen] = ()  # one that paints itself has no colours of its own
        if isinstance(thing, pikepdf.Stream):
            inner = Canvas(EVERYWHERE, canvas.shared)
            follow(inner, thing, thing.get("/Resources", resources), DEEPEST)
            pictures = (Colour(picture.space) for picture in inner.pictures if picture.space)
            found = (*(each for area in inner.areas for each in area.colour.each), *pictures)
        else:
            found = shaded(thing["/Shading"], resources).each
        known[thing.objgen] = tuple(dict.fromkeys(found))
    return known[thing.objgen]


def shade(canvas: Canvas, values: Any, resources: Any) -> None:
    shading = resources.get("/Shading", {}).get(values[0])
    if shading is None:
        canvas.lacks(values[0])
    else:
        canvas.area(canvas.state.clip, shaded(shading, resources))


def number(key: str, scale: float = 1.0) -> Act:
    def act(canvas: Canvas, values: Any, resources: Any) -> None:
        change: Any = {key: float(values[0]) * scale}
        canvas.state = canvas.state._replace(**change)

    return act


def mode(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.state = canvas.state._replace(mode=int(values[0]))


def begin_text(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.text_matrix = canvas.line_matrix = UNIT


def place(canvas: Canvas, values: Any, resources: Any) -> None:
    matrix: Any = tuple(map(float, values))
    canvas.text_matrix = canvas.line_matrix = matrix


def move(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.move(float(values[0]), float(values[1]))


def move_and_lead(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.state = canvas.state._replace(leading=-float(values[1]))
    move(canvas, values, resources)


def next_line(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.move(0, -canvas.state.leading)


def write(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.write(values)


def write_pieces(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.write(values[0])


def next_line_and_write(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.move(0, -canvas.state.leading)
    canvas.write(values[-1:])


def begin_tag(canvas: Canvas, values: Any, resources: Any) -> None:
    """Marked content: of the tree where it has a number, of no reader where it is an artifact, else as what is around it."""
    if str(values[0]) == "/Artifact":
        return canvas.begin_tag(ARTIFACT)
    number = None
    if len(values) > 1:
        named = isinstance(values[1], pikepdf.Name)
        found = resources.get("/Properties", {}).get(values[1]) if named else values[1]
        number = found.get("/MCID") if isinstance(found, pikepdf.Dictionary) else None
    return canvas.begin_tag(int(number) if number is not None else canvas.tag)


def end_tag(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.end_tags(max(0, len(canvas.tags) - 1))


ACTS: dict[str, Act] = {
    "q": save, "Q": restore, "cm": concatenate, "re": rectangle, "m": points, "l": points, "c": points, "v": points,
    "y": points, "W": clip, "W*": clip, "n": painting(False, False), "f": painting(True, False),
    "F": painting(True, False), "f*": painting(True, False), "S": painting(False, True), "s": painting(False, True),
    "B": painting(True, True), "B*": painting(True, True), "b": painting(True, True), "b*": painting(True, True),
    **{name: fill_in(space) for name, space in DEVICE.items()},
    **{name.upper(): stroke_in(space) for name, space in DEVICE.items()},
    "cs": fill_space, "CS": stroke_space, "sc": fill_colour, "scn": fill_colour, "SC": stroke_colour,
    "SCN": stroke_colour, "sh": shade, "w": number("width"), "BT": begin_text, "Tr": mode, "Tc": number("spacing"),
    "Tw": number("word_spacing"), "Tz": number("stretch", 0.01), "TL": number("leading"), "Ts": number("rise"),
    "Td": move, "TD": move_and_lead, "Tm": place, "T*": next_line, "Tj": write, "TJ": write_pieces,
    "'": next_line_and_write, '"': next_line_and_write, "BMC": begin_tag, "BDC": begin_tag, "EMC": end_tag,
}  # fmt: skip
# The reader of operators gives these and leaves out the others.
ASKED_FOR = " ".join((*ACTS, "Do Tf gs BI ID EI"))
# Forms within forms deeper than this, and more than so many on a page, are not followed.
DEEPEST, MOST = 12, 20_000
# The clip of a pattern's cell, which may be painted anywhere.
EVERYWHERE = Box(-1e9, -1e9, 1e9, 1e9)


def follow(canvas: Canvas, content: Any, resources: Any, depth: int = 0) -> None:
    """Paint a content stream on the canvas; states that it saves and tags that it opens end with it."""
    depths, tags = len(canvas.saved), len(canvas.tags)
    known: dict[str, Any] = {}
    instructions: Any = pikepdf.parse_content_stream(content, ASKED_FOR)
    for operands, operator in instructions:
        name = str(operator)
        act = ACTS.get(name)
        if act is not None:
            act(canvas, operands, resources)
        elif name == "Do":
            thing = resources.get("/XObject", {}).get(operands[0])
            if isinstance(thing, pikepdf.Stream):
                show(canvas, thing, resources, depth)
            else:
                canvas.lacks(operands[0])
        elif name == "INLINE IMAGE":
            show_inline(canvas, operands[0])
        elif name in ("Tf", "gs"):
            choose(canvas, name, operands, resources, known)
    canvas.end_tags(tags)
    if len(canvas.saved) > depths:
        canvas.state = canvas.saved[depths]
        del canvas.saved[depths:]


def choose(canvas: Canvas, name: str, operands: Any, resources: Any, known: dict[str, Any]) -> None:
    """Take a named font or graphics state; `known` are those that this stream has named before."""
    key = name + str(operands[0])
    if name == "Tf":
        if key not in known:
            known[key] = canvas.font(key[2:], resources)
        canvas.state = canvas.state._replace(font=known[key], size=float(operands[1]))
    elif key not in known:
        found = canvas.named_state(key[2:], resources)
        known[key] = found[1]
        canvas.transparency |= dict.fromkeys(found[0])
    if name == "gs" and any(getattr(canvas.state, part) != value for part, value in known[key].items()):
        canvas.state = canvas.state._replace(**known[key])


def show_inline(canvas: Canvas, image: Any) -> None:
    """Paint a picture that stands among the operators."""
    space = str(image.colorspace or "").lstrip("/")
    ink = 0.0
    if space in INKS and image.bits_per_component == 8:
        data = bytes(image.get_stream_buffer())
        ink = max(map(sum, zip(*[iter(data)] * 4, strict=False)), default=0) / 255
    canvas.picture((image.width, image.height), space, (0, 0), ink, bool(space))


def palette_ink(space: Any, name: str) -> float:
    """The most ink that a colour of a palette lays, 1 for each full one; 0 where its colours are no inks."""
    if name not in [f"Indexed {inks}" for inks in INKS] or not isinstance(space, pikepdf.Array):
        return 0.0
    colours = bytes(space[3].get_stream_buffer()) if isinstance(space[3], pikepdf.Stream) else bytes(space[3])
    return max(map(sum, zip(*[iter(colours)] * 4, strict=False)), default=0) / 255


def show(canvas: Canvas, thing: Any, resources: Any, depth: int) -> None:
    """Paint an XObject: a picture, or a form with operators of its own."""
    if thing.get("/Subtype") == "/Image":
        space = thing.get("/ColorSpace", pikepdf.Name.DeviceGray)
        if "/SMask" in thing:
            canvas.transparency["SMask"] = None
        name = "" if thing.get("/ImageMask", False) else space_of(space, resources)
        solid = bool(name) and "/SMask" not in thing and "/Mask" not in thing
        ink = palette_ink(space, name)
        canvas.picture((int(thing["/Width"]), int(thing["/Height"])), name, thing.objgen, ink, solid)
    elif thing.get("/Subtype") == "/PS":
        canvas.faults[tr("the page has PostScript, which is printed here and not there")] = None
    elif depth < DEEPEST and canvas.forms < MOST:
        canvas.forms += 1
        group = thing.get("/Group")
        if isinstance(group, pikepdf.Dictionary) and "/CS" in group:
            canvas.blended[space_of(group["/CS"], resources)] = None
        canvas.saved.append(canvas.state)
        if "/Matrix" in thing:
            concatenate(canvas, thing["/Matrix"], resources)
        follow(canvas, thing, thing.get("/Resources", resources), depth + 1)
        canvas.state = canvas.saved.pop()
    else:
        canvas.faults[tr("the page has more forms, or forms within forms, than can be followed")] = None
