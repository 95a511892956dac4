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
        return f"Indexed {space_of(value[1], resources)}" if kind == "Indexed" else kind
    return str(value)[1:]


def see_through(values: Any) -> tuple[str, ...]:
    """What makes a page transparent in an ExtGState (ISO 32000-2, 11.6)."""
    found = ["alpha"] if any(float(values.get(key, 1)) < 1 for key in ("/ca", "/CA")) else []
    if str(values.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
        found.append(str(values["/BM"])[1:])
    if str(values.get("/SMask", "/None")) != "/None":
        found.append("SMask")
    return tuple(found)
