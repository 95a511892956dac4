"""Compute the CMYK profile that stands in where a publisher gives none: generic coated offset. It measures no press.

`python -m kumihan.export.generic_profile > styles/coated.icc`. The solids are the aims of ISO 12647-2 for coated paper,
tints follow the Yule–Nielsen modified Neugebauer equations with a dot gain of its own. The header bears a fixed date.
"""

from __future__ import annotations

import struct
import sys
from itertools import product

Triple = tuple[float, float, float]
NAME = "kumihan generic coated offset"
# L*a*b* (D50) of paper and solids by the inks in them, CMYK.
SOLIDS: dict[str, Triple] = {
    "0000": (95, 0, -2), "1000": (55, -37, -50), "0100": (48, 74, -3), "0010": (89, -5, 93),
    "0110": (47, 68, 48), "1010": (50, -68, 27), "1100": (24, 22, -46), "1110": (23, 0, 0), "0001": (16, 0, 0),
}  # fmt: skip
D50: Triple = (0.9642, 1.0, 0.8249)
YULE_NIELSEN = 1.7
GAIN = 0.1
# Nodes on each axis of the tables, device to colour and colour to device.
DEVICE, COLOUR = 9, 17


def xyz(lab: Triple) -> Triple:
    y = (lab[0] + 16) / 116
    parts = (y + lab[1] / 500, y, y - lab[2] / 200)
    x, y, z = (
        white * (part**3 if part > 6 / 29 else (part - 4 / 29) * 108 / 841)
        for part, white in zip(parts, D50, strict=True)
    )
    return x, y, z


def lab(values: Triple) -> Triple:
    x, y, z = (
        part ** (1 / 3) if part > (6 / 29) ** 3 else part * 841 / 108 + 4 / 29
        for part in (value / white for value, white in zip(values, D50, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def primaries() -> list[Triple]:
    """The XYZ of the sixteen overprints relative to the paper; black on a colour darkens it as black darkens paper."""
    paper = xyz(SOLIDS["0000"])
    solid = {key: tuple(a * w / p for a, w, p in zip(xyz(value), D50, paper, strict=True)) for key, value in SOLIDS.items()}  # fmt: skip
    made = []
    for inks in product("01", repeat=4):
        key = "".join(inks)
        if key in solid:
            values = solid[key]
        else:
            under, black = solid[key[:3] + "0"], solid["0001"]
            values = tuple(b * (0.35 + 0.65 * u / w) for b, u, w in zip(black, under, D50, strict=True))
        made.append((values[0] ** (1 / YULE_NIELSEN), values[1] ** (1 / YULE_NIELSEN), values[2] ** (1 / YULE_NIELSEN)))
    return made


PRIMARIES = primaries()


def printed(inks: tuple[float, ...]) -> Triple:
    """L*a*b* relative to the paper of C, M, Y, K from 0 to 1."""
    c, m, y, k = (min(1.0, a + 4 * GAIN * a * (1 - a)) for a in inks)
    total = [0.0, 0.0, 0.0]
    number = 0
    for wc in (1 - c, c):
        for wm in (wc * (1 - m), wc * m):
            for wy in (wm * (1 - y), wm * y):
                for weight in (wy * (1 - k), wy * k):
                    primary = PRIMARIES[number]
                    total[0] += weight * primary[0]
                    total[1] += weight * primary[1]
                    total[2] += weight * primary[2]
                    number += 1
    return lab((total[0] ** YULE_NIELSEN, total[1] ** YULE_NIELSEN, total[2] ** YULE_NIELSEN))


def black(aim: Triple) -> float:
    """How much black a colour gets: none in lights and pure colours, nearly all in dark greys."""
    lightness, a, b = aim
    depth = min(1.0, max(0.0, (72 - lightness) / 60))
    return float(0.95 * depth * depth**0.5 * max(0.0, 1 - (a * a + b * b) ** 0.5 / 70))


def separate(aim: Triple) -> tuple[tuple[float, ...], float]:
    """The inks that come nearest to a colour, and how far off they are (ΔE 1976): projected Gauss–Newton over C, M, Y."""
    k = black(aim)
    inks = [0.4, 0.4, 0.4]

    def miss(values: list[float]) -> list[float]:
        return [g - w for g, w in zip(printed((*values, k)), aim, strict=True)]

    error = miss(inks)
    damp = 1.0
    for _ in range(40):
        slopes = []
        for axis in range(3):
            step = 0.002 if inks[axis] < 0.5 else -0.002
            moved = [value + step * (axis == number) for number, value in enumerate(inks)]
            slopes.append([(n - e) / step for n, e in zip(miss(moved), error, strict=True)])
        matrix = [[sum(a * b for a, b in zip(slopes[i], slopes[j], strict=True)) + damp * (i == j) for j in range(3)] for i in range(3)]  # fmt: skip
        move = solve(matrix, [-sum(a * e for a, e in zip(slope, error, strict=True)) for slope in slopes])
        trial = [min(1.0, max(0.0, value + shift)) for value, shift in zip(inks, move, strict=True)]
        new = miss(trial)
        if sum(e * e for e in new) < sum(e * e for e in error):
            inks, error, damp = trial, new, damp / 4
        else:
            damp *= 8
        if damp > 1e9:
            break
    return (*inks, k), sum(e * e for e in error) ** 0.5


def solve(m: list[list[float]], v: list[float]) -> list[float]:
    """Three equations by Cramer's rule."""

    def det(a: list[list[float]]) -> float:
        return (
            a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
            - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
            + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0])
        )

    whole = det(m) or 1e-12
    return [det([[v[r] if c == axis else m[r][c] for c in range(3)] for r in range(3)]) / whole for axis in range(3)]


def table(inputs: int, outputs: int, nodes: int, values: list[int]) -> bytes:
    """A lut16Type with straight input and output curves (ICC.1:2001-04, 6.5.8); `values` from 0 to 65535."""
    identity = struct.pack(">9i", *(65536 * (row == column) for row in range(3) for column in range(3)))
    head = b"mft2\0\0\0\0" + bytes((inputs, outputs, nodes, 0)) + identity + struct.pack(">2H", 2, 2)
    curve = struct.pack(">2H", 0, 65535)
    return head + curve * inputs + struct.pack(f">{len(values)}H", *values) + curve * outputs


def encoded(colour: Triple) -> list[int]:
    """L*a*b* as the sixteen-bit connection space has it (ICC.1:2001-04, annex A)."""
    parts = (colour[0] * 652.8, (colour[1] + 128) * 256, (colour[2] + 128) * 256)
    return [min(65535, max(0, round(part))) for part in parts]


def text(kind: bytes, words: str) -> bytes:
    if kind == b"text":
        return b"text\0\0\0\0" + words.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words) + 1) + words.encode() + b"\0" + bytes(4 + 4 + 2 + 1 + 67)


def profile() -> bytes:
    """The profile's bytes, version 2.4, class prtr."""
    axis = [number / (DEVICE - 1) for number in range(DEVICE)]
    device = [part for inks in product(axis, repeat=4) for part in encoded(printed(inks))]
    inks: list[int] = []
    outside: list[int] = []
    steps = [number / (COLOUR - 1) * 65535 for number in range(COLOUR)]
    for lightness, a, b in product(steps, repeat=3):
        made, error = separate((lightness / 652.8, a / 256 - 128, b / 256 - 128))
        inks += [round(ink * 65535) for ink in made]
        outside.append(65535 if error > 3 else 0)
    white = struct.pack(">4s4x3i", b"XYZ ", *(round(part * 65536) for part in xyz(SOLIDS["0000"])))
    forth, back = table(4, 3, DEVICE, device), table(3, 4, COLOUR, inks)
    tags = [
        (b"desc", text(b"desc", NAME)), (b"cprt", text(b"text", "AGPL-3.0-or-later; no rights are claimed in products made with it")),
        (b"wtpt", white), (b"A2B0", forth), (b"A2B1", forth), (b"A2B2", forth),
        (b"B2A0", back), (b"B2A1", back), (b"B2A2", back), (b"gamt", table(3, 1, COLOUR, outside)),
    ]  # fmt: skip
    places: dict[bytes, int] = {}
    body, entries = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags:
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        entries += struct.pack(">4s2I", name, places[data], len(data))
    size = start + len(body)
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4s8sI3i", size, b"none", 0x02400000, b"prtr", b"CMYK", b"Lab ", 2026, 1, 1, 0, 0, 0,
        b"acsp", bytes(4), 0, bytes(4), bytes(4), bytes(8), 1, *(round(part * 65536) for part in D50),
    )  # fmt: skip
    return header + bytes(128 - len(header)) + struct.pack(">I", len(tags)) + entries + body


if __name__ == "__main__":
    sys.stdout.buffer.write(profile())
