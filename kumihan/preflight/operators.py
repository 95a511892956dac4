"""Follow the operators of a content stream (ISO 32000-2, annex A). Those that change nothing that a check asks for are absent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from kumihan.messages import tr
from kumihan.preflight.content import Canvas
from kumihan.preflight.graphics_state import UNIT, space_of, times
from kumihan.preflight.marks import Area, Colour

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
    canvas.state = canvas.state._replace(fill=Colour(canvas.state.fill.space, parts(values)))


def stroke_colour(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.state = canvas.state._replace(stroke=Colour(canvas.state.stroke.space, parts(values)))


def shade(canvas: Canvas, values: Any, resources: Any) -> None:
    shading = resources.get("/Shading", {}).get(values[0])
    if shading is not None:
        canvas.areas.append(Area(canvas.state.clip, Colour(space_of(shading["/ColorSpace"], resources))))


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
    canvas.depth_of_tags += 1


def end_tag(canvas: Canvas, values: Any, resources: Any) -> None:
    canvas.depth_of_tags -= 1


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


def follow(canvas: Canvas, content: Any, resources: Any, depth: int = 0) -> None:
    """Paint a content stream on the canvas; states that it saves and tags that it opens end with it."""
    depths, tags = len(canvas.saved), canvas.depth_of_tags
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
            image = operands[0]
            canvas.picture((image.width, image.height), str(image.colorspace or "").lstrip("/"), (0, 0))
        elif name in ("Tf", "gs"):
            choose(canvas, name, operands, resources, known)
    canvas.depth_of_tags = tags
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
        known[key] = True
        canvas.transparency |= dict.fromkeys(canvas.lets_through(key[2:], resources))


def show(canvas: Canvas, thing: Any, resources: Any, depth: int) -> None:
    """Paint an XObject: a picture, or a form with operators of its own."""
    if thing.get("/Subtype") == "/Image":
        space = thing.get("/ColorSpace", pikepdf.Name.DeviceGray)
        if "/SMask" in thing:
            canvas.transparency["SMask"] = None
        name = "" if thing.get("/ImageMask", False) else space_of(space, resources)
        canvas.picture((int(thing["/Width"]), int(thing["/Height"])), name, thing.objgen)
    elif depth < DEEPEST and canvas.forms < MOST:
        canvas.forms += 1
        canvas.saved.append(canvas.state)
        if "/Matrix" in thing:
            concatenate(canvas, thing["/Matrix"], resources)
        follow(canvas, thing, thing.get("/Resources", resources), depth + 1)
        canvas.state = canvas.saved.pop()
    else:
        canvas.faults[tr("the page has more forms, or forms within forms, than can be followed")] = None
