"""Read a PDF font: what it is, what its codes say and how wide they are. This module draws no glyph."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Any

import pikepdf

# No range of codes is longer.
MOST = 0xFFFF
BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.S)
HEX = re.compile(rb"<([0-9A-Fa-f]*)>|(\[)|(\])")
PIECE = re.compile(rb"(\d+)\s*\[([^\]]*)\]|(\d+)\s+(\d+)\s+([-\d.]+)")


@dataclass(frozen=True, slots=True)
class Font:
    """A font; `unicode` and `widths` (1/1000 em) are by code, `wide` tells that a code is two bytes.

    `vertical` tells that lines run down the page.
    """

    name: str
    kind: str
    embedded: bool
    subset: bool
    readable: bool
    wide: bool
    vertical: bool
    unicode: dict[int, str]
    widths: dict[int, float]

    def decode(self, data: bytes) -> tuple[str, float, int]:
        """The text, its width in 1/1000 em, and how many of its glyphs are .notdef."""
        if not self.wide:
            return (
                "".join([self.unicode.get(code, chr(code)) for code in data]),
                sum(map(self.widths.__getitem__, data)),
                0,
            )
        codes = struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2])
        missing = codes.count(0) if 0 in codes else 0
        return "".join(map(self.unicode.__getitem__, codes)), sum(map(self.widths.__getitem__, codes)), missing


class Widths(dict[int, float]):
    """Widths by code, and one for all others."""

    def __init__(self, known: dict[int, float], default: float) -> None:
        super().__init__(known)
        self.default = default

    def __missing__(self, code: int) -> float:
        return self.default


class Meanings(dict[int, str]):
    """Text by code; a code that says nothing is U+FFFD."""

    def __missing__(self, code: int) -> str:
        return "\ufffd"


def read_font(font: pikepdf.Dictionary) -> Font:
    """The font of a font dictionary (ISO 32000-2, 9.5 to 9.7)."""
    inner: Any = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    name = str(font.get("/BaseFont", descriptor.get("/FontName", "/?"))).lstrip("/")
    wide = "/DescendantFonts" in font
    encoding = str(font.get("/Encoding", "")) if not isinstance(font.get("/Encoding"), pikepdf.Stream) else ""
    named = wide and bool(encoding) and not encoding.startswith("/Identity")
    return Font(
        name.split("+")[-1],
        str(font.get("/Subtype", ""))[1:],
        any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        bool(re.match(r"[A-Z]{6}\+", name)),
        "/ToUnicode" in font or named,
        wide,
        wide and encoding.endswith("-V"),
        meanings(font, encoding if named else ""),
        Widths(wide_widths(inner), float(inner.get("/DW", 1000)))
        if wide
        else Widths(simple_widths(font), float(descriptor.get("/MissingWidth", 500))),
    )


def meanings(font: pikepdf.Dictionary, encoding: str) -> dict[int, str]:
    """What the codes of a font say; of a predefined CMap only those that are Unicode are read (ISO 32000-2, 9.7.5.2)."""
    if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
        return Meanings(unicode_map(bytes(font["/ToUnicode"].get_stream_buffer())))
    if encoding.startswith("/Uni"):
        return {code: "" if 0xD800 <= code < 0xE000 else chr(code) for code in range(0x10000)}
    return dict.fromkeys(range(0x10000), "") if encoding else Meanings()


def unicode_map(cmap: bytes) -> dict[int, str]:
    """What each code says, by a ToUnicode CMap (ISO 32000-2, 9.10.3)."""
    found: dict[int, str] = {}
    for kind, body in BLOCK.findall(cmap):
        values = [match[1] for match in HEX.finditer(body) if match[1] is not None]
        if kind == b"char":
            found.update((int(code, 16), words(text)) for code, text in zip(values[::2], values[1::2], strict=False))
            continue
        for line in re.finditer(rb"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[([^\]]*)\])", body):
            first = int(line[1], 16)
            last = min(int(line[2], 16), first + MOST)
            if line[3]:
                text = words(line[3])
                found.update((code, text[:-1] + chr(ord(text[-1]) + code - first)) for code in range(first, last + 1))
            else:
                each = re.findall(rb"<(\w+)>", line[4])
                found.update((first + number, words(text)) for number, text in enumerate(each))
    return found


def words(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def wide_widths(font: pikepdf.Dictionary) -> dict[int, float]:
    """The widths of a CID font by its W array (ISO 32000-2, 9.7.4.3)."""
    found: dict[int, float] = {}
    if "/W" not in font:
        return found
    for first, listed, begin, end, width in PIECE.findall(font["/W"].unparse(resolved=True)[1:-1]):
        if first:
            found.update((int(first) + number, float(value)) for number, value in enumerate(listed.split()))
        else:
            found.update((code, float(width)) for code in range(int(begin), min(int(end), int(begin) + MOST) + 1))
    return found


def simple_widths(font: pikepdf.Dictionary) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + number: float(width) for number, width in enumerate(font.get("/Widths", ()))}
