"""Draw emphasis marks (圏点) as shapes beside the characters, so that no text is added (JLREQ 3.3.9, CSS Text Decoration 3)."""

from __future__ import annotations

import unicodedata
from math import cos, pi, sin
from typing import Any

from weasyprint.draw.color import get_color

from kumihan.weasy.building import Composed

Point = tuple[float, float]

# A circle as four Bézier curves: how far the handles stand from the ends, in radii.
HANDLE = 0.5523
# The mark's own em is half of the character's; it stands on the character's em box (JLREQ 3.3.9).
OVER, UNDER = 0.88 + 0.25, -(0.12 + 0.25)
DOT, CIRCLE, INNER, STROKE = 0.1, 0.18, 0.09, 0.035
# Punctuation that is marked all the same (CSS Text Decoration 3, 3.1).
MARKED = frozenset("#%‰@&§¶†‡＃％＠＆")


def draw_emphasis(stream: Any, textbox: Any, composed: Composed) -> None:
    """One mark above (or below) the middle of every character that is no space and no punctuation."""
    style = textbox.style
    if style["text_emphasis_style"] == "none" or composed.rise:
        return
    fill, shape = style["text_emphasis_style"]
    size = style["font_size"]
    below = "under" in style["text_emphasis_position"]
    height = UNDER * size - composed.outside if below else OVER * size + composed.outside
    y = textbox.position_y + textbox.baseline - height
    stream.set_color(get_color(style, "text_emphasis_color"))
    pen = textbox.position_x + composed.shift
    for cluster, advance in zip(composed.clusters, composed.advances, strict=True):
        if takes_mark(cluster.text):
            trace(stream, shape, fill == "open", pen + cluster.advance / 2, y, size)
            stream.fill(even_odd=True)
        pen += advance


def takes_mark(text: str) -> bool:
    return text[0] in MARKED or unicodedata.category(text[0])[0] not in "PZC"


def trace(stream: Any, shape: str, hollow: bool, x: float, y: float, size: float) -> None:
    """The outline of a mark around a point; a hollow one has an inner outline as well."""
    match shape:
        case "dot" | "circle":
            radius = (DOT if shape == "dot" else CIRCLE) * size
            circle(stream, x, y, radius)
            if hollow:
                circle(stream, x, y, radius - STROKE * size)
        case "double-circle":
            circle(stream, x, y, CIRCLE * size)
            circle(stream, x, y, (CIRCLE - STROKE) * size)
            circle(stream, x, y, INNER * size)
            if hollow:
                circle(stream, x, y, (INNER - STROKE) * size)
        case "triangle":
            triangle(stream, x, y, CIRCLE * size)
            if hollow:
                triangle(stream, x, y, (CIRCLE - 2 * STROKE) * size)
        case _:
            drop(stream, x, y, CIRCLE * size)
            if hollow:
                drop(stream, x, y, (CIRCLE - 1.5 * STROKE) * size)


def circle(stream: Any, x: float, y: float, radius: float) -> None:
    reach = HANDLE * radius
    stream.move_to(x + radius, y)
    for turn in range(4):
        corners: list[Point] = [(radius, reach), (reach, radius), (0.0, radius)]
        (ax, ay), (bx, by), (cx, cy) = (rotated(point, turn * pi / 2) for point in corners)
        stream.curve_to(x + ax, y + ay, x + bx, y + by, x + cx, y + cy)


def triangle(stream: Any, x: float, y: float, radius: float) -> None:
    points = [rotated((0.0, -radius), turn * 2 * pi / 3) for turn in range(3)]
    stream.move_to(x + points[0][0], y + points[0][1])
    for dx, dy in points[1:]:
        stream.line_to(x + dx, y + dy)


def drop(stream: Any, x: float, y: float, radius: float) -> None:
    """The sesame (ゴマ): a drop that leans to the left at its top."""
    path: list[Point] = [
        (0, -1), (0.35, -0.45), (0.65, 0.0), (0.6, 0.45), (0.55, 0.95), (-0.35, 1.1), (-0.55, 0.55), (-0.75, 0.0),
        (-0.3, -0.5), (0, -1),
    ]  # fmt: skip
    turned = [rotated((px * radius, py * radius), -pi / 5) for px, py in path]
    stream.move_to(x + turned[0][0], y + turned[0][1])
    for first in range(1, len(turned), 3):
        (ax, ay), (bx, by), (cx, cy) = turned[first : first + 3]
        stream.curve_to(x + ax, y + ay, x + bx, y + by, x + cx, y + cy)


def rotated(point: Point, angle: float) -> Point:
    x, y = point
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)
