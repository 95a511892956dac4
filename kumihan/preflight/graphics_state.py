"""Hold the graphics state of a page, as far as a check asks for it, and compute with matrices (ISO 32000-2, 8.3 and 8.4)."""

from __future__ import annotations

from typing import Any, NamedTuple

import pikepdf

from kumihan.preflight.fonts import Font
from kumihan.preflight.marks import Box, Colour

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
BLACK = Colour("DeviceGray", (0.0,))


class State(NamedTuple):
    """What `q` saves and `Q` brings back; lengths in the units of text and user space."""

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
    over: bool = False
    stroke_over: bool = False
    mode_over: bool = False
    opaque: bool = True
    unseen: bool = False


def times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(matrix: Matrix, points: list[tuple[float, float]]) -> Box:
    """The box of these points after the matrix."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def moved_box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """The box around a rectangle after the matrix."""
    a, b, c, d, e, f = matrix
    if b or c:
        return moved(matrix, [(left, bottom), (right, bottom), (left, top), (right, top)])
    x, xx, y, yy = a * left + e, a * right + e, d * bottom + f, d * top + f
    return Box(x if x < xx else xx, y if y < yy else yy, xx if x < xx else x, yy if y < yy else y)


def space_of(value: Any, resources: Any) -> str:
    """The name of a colour space, with the number of its parts for a profile."""
    if isinstance(value, pikepdf.Name) and str(value) in resources.get("/ColorSpace", {}):
        value = resources["/ColorSpace"][str(value)]
    if isinstance(value, pikepdf.Array):
        kind = str(value[0])[1:]
        if kind == "ICCBased":
            return f"{kind}{int(value[1].get('/N', 0))}"
        if kind in ("Separation", "DeviceN"):
            names = [value[1]] if kind == "Separation" else value[1]
            inks = "+".join(str(name)[1:].replace(" ", "_") for name in names)
            return f"{kind} {inks} {space_of(value[2], resources)}"
        return f"Indexed {space_of(value[1], resources)}" if kind == "Indexed" else kind
    return str(value)[1:]


def changes(values: Any) -> dict[str, Any]:
    """What an ExtGState changes of the state: overprint (ISO 32000-2, 8.6.7) and whether paint lets anything through."""
    found: dict[str, Any] = {}
    if "/OP" in values or "/op" in values:
        found["over"] = bool(values.get("/op", values.get("/OP")))
    if "/OP" in values:
        found["stroke_over"] = bool(values["/OP"])
    if "/OPM" in values:
        found["mode_over"] = int(values["/OPM"]) == 1
    if "/ca" in values:
        found["unseen"] = float(values["/ca"]) == 0
    if any(key in values for key in ("/ca", "/BM", "/SMask")):
        found["opaque"] = not see_through(values)
    return found


def shaded(shading: Any, resources: Any) -> Colour:
    """The colours of a shading, as far as its functions name them: the ends of each stretch."""
    space = space_of(shading["/ColorSpace"], resources)
    function = shading.get("/Function")
    functions = list(function) if isinstance(function, pikepdf.Array) else [function]
    ends = [end for item in functions for end in ends_of(item)] if len(functions) == 1 else []
    return Colour(space, (), tuple(Colour(space, end) for end in ends) or (Colour(space),))


def ends_of(function: Any, depth: int = 0) -> list[tuple[float, ...]]:
    """The values at both ends of an exponential function, or of those that are stitched together (ISO 32000-2, 7.10)."""
    if not isinstance(function, pikepdf.Dictionary) or depth > 4:
        return []
    if function.get("/FunctionType") == 3:
        return [end for item in function["/Functions"] for end in ends_of(item, depth + 1)]
    return [tuple(map(float, function.get(key, default))) for key, default in (("/C0", (0,)), ("/C1", (1,)))]


def see_through(values: Any) -> tuple[str, ...]:
    """What makes a page transparent in an ExtGState (ISO 32000-2, 11.6)."""
    found = ["alpha"] if any(float(values.get(key, 1)) < 1 for key in ("/ca", "/CA")) else []
    if str(values.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
        found.append(str(values["/BM"])[1:])
    if str(values.get("/SMask", "/None")) != "/None":
        found.append("SMask")
    return tuple(found)
