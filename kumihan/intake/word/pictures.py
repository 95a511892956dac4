"""Take the pictures out of a Word document, each in a kind that can be printed or told why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath
from typing import Any

from kumihan.figures import SVG, check_figure, media_type
from kumihan.finding import Place
from kumihan.intake.draft import Kind, Picture
from kumihan.intake.word.package import qn
from kumihan.intake.word.reading import Reading
from kumihan.messages import tr
from kumihan.model import Figure

ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    SVG: ".svg",
}
WORDS = re.compile(r"<(?:\w+:)?(?:t|v)>([^<]+)<")
SIDES = ("l", "t", "r", "b")


def pictures(drawing: Any, reading: Reading) -> Iterator[Picture]:
    """The pictures of a w:drawing, w:pict or w:object in their order."""
    alt = alternative(drawing)
    named = [(blip, sources(blip)) for blip in drawing.iter(qn("a:blip"))]
    named += [(image, [image.get(qn("r:id"), "")]) for image in drawing.iter(qn("v:imagedata"))]
    for element, names in named:
        cropped = element.getnext()
        if (
            cropped is not None
            and cropped.tag == qn("a:srcRect")
            and any(cropped.get(side, "0") != "0" for side in SIDES)
        ):
            reading.note(Kind.ASK, tr("a picture is cropped in Word; the whole of it was taken"))
        yield picture(names, alt, reading)
    kind = next((data.get("uri", "") for data in drawing.iter(qn("a:graphicData"))), "")
    drawn = kind.rpartition("/")[2]
    if not named and drawn in ("chart", "chartex", "diagram"):
        words = " ".join(drawn_words(drawing, reading))
        fact = tr(
            "a chart or diagram drawn in Word is not taken; save it there as a picture (SVG or PNG): “{text}”",
            text=words,
        )
        reading.note(Kind.ASK, fact)
        yield Picture(b"", "", alt, False)
    for path in drawing.iter(qn("v:textpath")):
        if words := path.get("string", "").strip():
            reading.note(Kind.ASK, tr("lettering drawn in Word (WordArt) was not taken: “{text}”", text=words))
    if drawing.tag == qn("w:object") or any(True for _ in drawing.iter(qn("o:OLEObject"))):
        reading.note(Kind.ASK, tr("an object of another program is embedded; only its picture was taken"))


def drawn_words(drawing: Any, reading: Reading) -> Iterator[str]:
    """The words of a chart or diagram, which stand in files of their own."""
    for element in drawing.iter():
        for key, name in element.items():
            if key.startswith(qn("r:")) and name in reading.story.files:
                found = WORDS.findall(reading.story.files[name][1].decode("utf-8", "replace"))
                yield from (unescape(word) for word in found)


def alternative(drawing: Any) -> str:
    """What the author says that the picture shows."""
    for properties in drawing.iter(qn("wp:docPr")):
        if alt := (properties.get("descr") or properties.get("title") or "").strip():
            return " ".join(alt.split())
    return next(
        (" ".join(shape.get("alt", "").split()) for shape in drawing.iter(qn("v:shape")) if shape.get("alt")), ""
    )


def sources(blip: Any) -> list[str]:
    """The names of a picture's files, the drawing (SVG) before its stand-in of pixels."""
    drawn = [svg.get(qn("r:embed"), "") for svg in blip.iter(qn("asvg:svgBlip"))]
    return [*drawn, blip.get(qn("r:embed")) or blip.get(qn("r:link"), "")]


def picture(names: list[str], alt: str, reading: Reading) -> Picture:
    """The first file that can be printed; else the last, to be kept beside a placeholder."""
    reason, kept = "", Picture(b"", "", alt, False)
    for name in filter(None, names):
        if name in reading.story.addresses:
            reason = tr("a picture is only linked: {address}", address=reading.story.addresses[name])
            continue
        if name not in reading.story.files:
            reason = tr("a picture’s file is missing in the document")
            continue
        part, data = reading.story.files[name]
        ending = ENDINGS.get(media_type(data))
        if ending is None:
            kind = PurePosixPath(part).suffix.lower()
            reason = tr(
                "a picture of the kind {kind} cannot be printed; save it as PNG or SVG", kind=kind.lstrip(".").upper()
            )
            kept = Picture(data, kind, alt, False)
            continue
        file = PurePosixPath(part).name
        faults = [
            item
            for item in check_figure(Figure("", file, alt, "", "", "", "column", 0, Place()), data)
            if item.is_error
        ]
        if not faults:
            return Picture(data, ending, alt, True)
        reason = faults[0].message
    reading.note(Kind.ASK, reason or tr("a picture’s file is missing in the document"))
    return kept
