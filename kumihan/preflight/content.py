"""Read the marks of a page from its content stream (ISO 32000-2, 8 and 9). Nothing is drawn: boxes are computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import hypot
from typing import Any

import pikepdf

from kumihan.preflight.fonts import Font, read_font
from kumihan.preflight.marks import Area, Box, Colour, Marks, Picture, Run

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
BLACK = Colour("DeviceGray", (0.0,))
DEVICE = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
# Under and over the baseline in em: what a Japanese glyph takes.
BELOW, ABOVE = 0.12, 0.88
# Text that is not painted (ISO 32000-2, table 104).
INVISIBLE = 3
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class State:
    """The graphics state, as far as a check asks for it."""

    matrix: Matrix
    clip: Box
    fill: Colour = BLACK
    stroke: Colour = BLACK
    font: Font | None = None
    size: float = 0.0
    mode: int = 0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    width: float = 1.0


def times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(matrix: Matrix, points: tuple[tuple[float, float], ...]) -> Box:
    """The box of these points after the matrix."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def corners(left: float, bottom: float, right: float, top: float) -> tuple[tuple[float, float], ...]:
    return ((left, bottom), (right, bottom), (left, top), (right, top))


def space_of(value: Any, resources: Any) -> str:
    """The name of a colour space, with the number of its parts for a profile."""
    if isinstance(value, pikepdf.Name) and str(value) in resources.get("/ColorSpace", {}):
        value = resources["/ColorSpace"][str(value)]
    if isinstance(value, pikepdf.Array):
        kind = str(value[0])[1:]
        if kind == "ICCBased":
            return f"{kind}{int(value[1].get('/N', 0))}"
        return f"Indexed {space_of(value[1], resources)}" if kind == "Indexed" else kind
    return str(value)[1:]


class Reader:
    """Follows the operators of one page and keeps what they paint; `fonts` is shared by the pages of a file."""

    def __init__(self, clip: Box, fonts: dict[tuple[int, int], Font]) -> None:
        self.fonts = fonts
        self.state = State(UNIT, clip)
        self.saved: list[State] = []
        self.path: list[tuple[float, float]] = []
        self.clipping = False
        self.text_matrix = self.line_matrix = UNIT
        self.runs: list[Run] = []
        self.areas: list[Area] = []
        self.pictures: list[Picture] = []
        self.transparency: dict[str, None] = {}

    def marks(self) -> Marks:
        return Marks(tuple(self.runs), tuple(self.areas), tuple(self.pictures), tuple(self.transparency))

    def read(self, content: Any, resources: Any, depth: int = 0) -> None:
        """Follow a content stream; a form within forms more than DEEPEST deep is left out."""
        depths = len(self.saved)
        instructions: Any = pikepdf.parse_content_stream(content)
        for operands, operator in instructions:
            name = str(operator)
            act = OPERATORS.get(name)
            if act is not None:
                act(self, operands, resources)
            elif name == "Do":
                self.show(resources.get("/XObject", {}).get(operands[0]), resources, depth)
            elif name == "INLINE IMAGE":
                image = operands[0]
                self.picture((image.width, image.height), str(image.colorspace or "").lstrip("/"), (0, 0))
        if len(self.saved) > depths:
            self.state = self.saved[depths]
            del self.saved[depths:]

    def change(self, **values: Any) -> None:
        self.state = replace(self.state, **values)

    # ---- painting

    def paint(self, fill: bool, stroke: bool) -> None:
        """Keep the path's area, and make it the clip where the path asked for that."""
        if self.path:
            box = moved(self.state.matrix, tuple(self.path))
            if fill:
                self.area(box, self.state.fill)
            if stroke:
                half = self.state.width * abs(self.state.matrix[0] or self.state.matrix[1]) / 2
                self.area(Box(box.left - half, box.bottom - half, box.right + half, box.top + half), self.state.stroke)
            if self.clipping:
                self.change(clip=self.state.clip.within(box))
        self.path, self.clipping = [], False

    def area(self, box: Box, colour: Colour) -> None:
        box = box.within(self.state.clip)
        if not box.empty:
            self.areas.append(Area(box, colour))

    def show(self, thing: Any, resources: Any, depth: int) -> None:
        """Paint an XObject: a picture, or a form with operators of its own."""
        if not isinstance(thing, pikepdf.Stream):
            return
        if thing.get("/Subtype") == "/Image":
            space = (
                ""
                if thing.get("/ImageMask", False)
                else space_of(thing.get("/ColorSpace", pikepdf.Name.DeviceGray), resources)
            )
            if "/SMask" in thing:
                self.transparency["SMask"] = None
            self.picture((int(thing["/Width"]), int(thing["/Height"])), space, thing.objgen)
        elif depth < DEEPEST:
            self.saved.append(self.state)
            if "/Matrix" in thing:
                self.change(matrix=times(tuple(map(float, thing["/Matrix"])), self.state.matrix))  # type: ignore[arg-type]
            self.read(thing, thing.get("/Resources", resources), depth + 1)
            self.state = self.saved.pop()

    def picture(self, pixels: tuple[int, int], space: str, key: tuple[int, int]) -> None:
        a, b, c, d, _, _ = self.state.matrix
        box = moved(self.state.matrix, corners(0, 0, 1, 1)).within(self.state.clip)
        if not box.empty:
            self.pictures.append(Picture(box, pixels, (hypot(a, b), hypot(c, d)), space, key))

    def graphics(self, name: Any, resources: Any) -> None:
        """An ExtGState: only what makes a page transparent is kept."""
        values = resources.get("/ExtGState", {}).get(name, {})
        if any(float(values.get(key, 1)) < 1 for key in ("/ca", "/CA")):
            self.transparency["alpha"] = None
        if str(values.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
            self.transparency[str(values["/BM"])[1:]] = None
        if str(values.get("/SMask", "/None")) != "/None":
            self.transparency["SMask"] = None

    # ---- text

    def select(self, name: Any, size: float, resources: Any) -> None:
        font = resources.get("/Font", {}).get(name)
        if font is not None and font.objgen not in self.fonts:
            self.fonts[font.objgen] = read_font(font)
        self.change(font=self.fonts[font.objgen] if font is not None else None, size=size)

    def write(self, pieces: Any) -> None:
        """Show strings, and move by the numbers between them (ISO 32000-2, 9.4.4)."""
        state = self.state
        font = state.font
        if font is None:
            return
        texts, advance, missing = [], 0.0, 0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                text, width, lost = font.decode(bytes(piece))
                texts.append(text)
                advance += width / 1000 * state.size + len(text) * state.spacing + text.count(" ") * state.word_spacing
                missing += lost
            else:
                advance -= float(piece) / 1000 * state.size
        advance *= state.stretch
        matrix = times(self.text_matrix, state.matrix)
        low, high = state.rise - BELOW * state.size, state.rise + ABOVE * state.size
        box = moved(matrix, corners(0, low, advance, high))
        if state.mode != INVISIBLE:
            colour = state.stroke if state.mode == 1 else state.fill
            size = state.size * hypot(matrix[2], matrix[3])
            self.runs.append(Run("".join(texts), box, size, colour, font.name, missing))
        self.text_matrix = times((1, 0, 0, 1, advance, 0), self.text_matrix)

    def move(self, x: float, y: float) -> None:
        self.text_matrix = self.line_matrix = times((1, 0, 0, 1, x, y), self.line_matrix)

    def place(self, values: Any) -> None:
        self.text_matrix = self.line_matrix = tuple(map(float, values))  # type: ignore[assignment]


def save(reader: Reader, values: Any, resources: Any) -> None:
    reader.saved.append(reader.state)


def restore(reader: Reader, values: Any, resources: Any) -> None:
    if reader.saved:
        reader.state = reader.saved.pop()


def concatenate(reader: Reader, values: Any, resources: Any) -> None:
    reader.change(matrix=times(tuple(map(float, values)), reader.state.matrix))  # type: ignore[arg-type]


def rectangle(reader: Reader, values: Any, resources: Any) -> None:
    x, y, width, height = map(float, values)
    reader.path += corners(x, y, x + width, y + height)


def points(reader: Reader, values: Any, resources: Any) -> None:
    numbers = [float(value) for value in values]
    reader.path += zip(numbers[::2], numbers[1::2], strict=True)


def clip(reader: Reader, values: Any, resources: Any) -> None:
    reader.clipping = True


def painting(fill: bool, stroke: bool) -> Operator:
    return lambda reader, values, resources: reader.paint(fill, stroke)


def device(key: str, space: str) -> Operator:
    return lambda reader, values, resources: reader.change(**{key: Colour(space, tuple(map(float, values)))})


def choose_space(key: str) -> Operator:
    return lambda reader, values, resources: reader.change(**{key: Colour(space_of(values[0], resources))})


def choose_colour(key: str) -> Operator:
    def act(reader: Reader, values: Any, resources: Any) -> None:
        numbers = tuple(float(value) for value in values if not isinstance(value, pikepdf.Name))
        reader.change(**{key: Colour(getattr(reader.state, key).space, numbers)})

    return act


def shade(reader: Reader, values: Any, resources: Any) -> None:
    shading = resources.get("/Shading", {}).get(values[0])
    if shading is not None:
        reader.areas.append(Area(reader.state.clip, Colour(space_of(shading["/ColorSpace"], resources))))


def number(key: str, scale: float = 1.0) -> Operator:
    return lambda reader, values, resources: reader.change(**{key: float(values[0]) * scale})


def begin_text(reader: Reader, values: Any, resources: Any) -> None:
    reader.text_matrix = reader.line_matrix = UNIT


def next_line(reader: Reader, values: Any, resources: Any) -> None:
    reader.move(0, -reader.state.leading)


def move_and_lead(reader: Reader, values: Any, resources: Any) -> None:
    reader.change(leading=-float(values[1]))
    reader.move(float(values[0]), float(values[1]))


def next_line_and_write(reader: Reader, values: Any, resources: Any) -> None:
    reader.move(0, -reader.state.leading)
    reader.write(values[-1:])


Operator = Callable[[Reader, Any, Any], None]
OPERATORS: dict[str, Operator] = {
    "q": save, "Q": restore, "cm": concatenate, "re": rectangle, "m": points, "l": points, "c": points, "v": points,
    "y": points, "W": clip, "W*": clip, "n": painting(False, False), "f": painting(True, False),
    "F": painting(True, False), "f*": painting(True, False), "S": painting(False, True), "s": painting(False, True),
    "B": painting(True, True), "B*": painting(True, True), "b": painting(True, True), "b*": painting(True, True),
    **{name: device("fill", space) for name, space in DEVICE.items()},
    **{name.upper(): device("stroke", space) for name, space in DEVICE.items()},
    "cs": choose_space("fill"), "CS": choose_space("stroke"), "sc": choose_colour("fill"), "scn": choose_colour("fill"),
    "SC": choose_colour("stroke"), "SCN": choose_colour("stroke"), "sh": shade, "w": number("width"),
    "gs": lambda reader, values, resources: reader.graphics(values[0], resources),
    "BT": begin_text, "Tf": lambda reader, values, resources: reader.select(values[0], float(values[1]), resources),
    "Tr": lambda reader, values, resources: reader.change(mode=int(values[0])), "Tc": number("spacing"),
    "Tw": number("word_spacing"), "Tz": number("stretch", 0.01), "TL": number("leading"), "Ts": number("rise"),
    "Td": lambda reader, values, resources: reader.move(float(values[0]), float(values[1])), "TD": move_and_lead,
    "Tm": lambda reader, values, resources: reader.place(values), "T*": next_line,
    "Tj": lambda reader, values, resources: reader.write(values),
    "TJ": lambda reader, values, resources: reader.write(values[0]),
    "'": next_line_and_write, '"': next_line_and_write,
}  # fmt: skip
