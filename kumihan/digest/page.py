"""Lay the digest out as a page and measure what came of it. This module decides nothing about its setting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kumihan.config import Config
from kumihan.digest.columns import EYEBROW, MEASURE, Setting, Slab
from kumihan.digest.model import Digest
from kumihan.digest.qr import qr_code
from kumihan.finding import Finding
from kumihan.galley import Galley
from kumihan.pages.layout import variables
from kumihan.pages.templates import Room
from kumihan.weasy.typeset import Pages, typeset

# px to pt; the page's frame between its margins in pt, and what stands below the columns.
PT = 0.75
TOP, FRAME, FOOT = 30.0, 784.0, 25.0
# What a column is wider than its characters in pt, so that rounding never costs one.
HAIR = 0.02
# The height in mm of the sheet on which lines are counted.
LONG = 60_000
# The file name under which the page finds its code of squares. It is made here and is no file of the publication.
QR = "digest-qr.svg"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the digest is set with: settings, templates, and the files of the publication."""

    config: Config
    room: Room
    read: Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Trial:
    """One page as set: `height` is what the columns may take in pt, `ends` where each column's last entry ends."""

    galley: Galley
    pages: Pages
    findings: tuple[Finding, ...]
    slabs: tuple[Slab, ...]
    height: float
    ends: tuple[float, ...]

    @property
    def fills(self) -> tuple[float, ...]:
        """How full each column is, 0 to 1."""
        return tuple(round(end / self.height, 3) for end in self.ends)


def set_page(digest: Digest, setting: Setting, desk: Desk, height: float = 0) -> Trial:
    """Set the digest in columns of this height in pt; without one, in an endless column, so that every line counts.

    Raises InputError for a wrong template.
    """
    code = qr_code(digest.url)
    values = {
        "config": desk.config, "digest": digest, "setting": setting, "late": late(digest, setting), "qr": QR if code else "",
    }  # fmt: skip
    html = desk.room.render("digest/digest.html.j2", values)
    galley = proof(html, ("base.css", "digest.css"), desk, ("setting.css", stylesheet(setting, height)))
    read = desk.read
    return measured(digest, setting, galley, *typeset(galley, lambda name: code if name == QR else read(name)))


def proof(html: str, sheets: tuple[str, ...], desk: Desk, *settings: tuple[str, str]) -> Galley:
    """A page's HTML with the publication's fonts, these stylesheets, and settings of its own."""
    found = (sheet for name in sheets for sheet in desk.room.stylesheets(name))
    return Galley(html, (("config.css", variables(desk.config)), *found, *settings))


def stylesheet(setting: Setting, height: float) -> str:
    """The setting as custom properties; without a height, one column on a sheet that has no end."""
    column = setting.measure + HAIR
    one, other = setting.factors
    rules = (
        f":root {{ --size: {setting.size:g}pt; --leading: {setting.leading:g}pt; --gap: {max(0, MEASURE - 2 * column):.2f}pt; "
        f"--entry: {one:.3f}; --entry-late: {other:.3f}; }}\n"
    )
    if setting.columns == 1 or not height:
        rules += f".columns {{ columns: 1; width: {column:.2f}pt; }}\n"
    if height:
        return f"{rules}.columns {{ height: {height:.2f}pt; }}\n"
    return f"{rules}@page {{ size: 210mm {LONG}mm; }}\n"


def late(digest: Digest, setting: Setting) -> frozenset[str]:
    """The names of what stands in the second column."""
    names = [name for part in digest.parts for name in (part.id, *(entry.name for entry in part.entries))]
    turn = setting.turn.removesuffix("-h")
    return frozenset(names[names.index(turn) :]) if turn in names else frozenset()


def measured(digest: Digest, setting: Setting, galley: Galley, pages: Pages, findings: tuple[Finding, ...]) -> Trial:
    """Count lines between the marks that begin and end every heading and entry."""
    top = pages.anchors["digest-columns"].top * PT
    slabs = []
    ends: list[float] = []
    last = 0.0
    for part in digest.parts:
        for name, head in ((f"{part.id}-h", True), *((entry.name, False) for entry in part.entries)):
            begin, end = (pages.anchors[f"{name}{tail}"].top * PT for tail in ("", "-end"))
            lines = max(1, round((end - begin) / setting.leading) + 1)
            slabs.append(Slab(name, head, lines + (EYEBROW if head else 0)))
            if begin < last:
                ends.append(last)
            last = end + setting.leading
    return Trial(
        galley, pages, findings, tuple(slabs), FRAME - FOOT - (top - TOP), (*(e - top for e in ends), last - top)
    )
