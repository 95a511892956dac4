"""Look into a PDF of the typesetter's: which font families it has. Nothing is changed here."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name

from kumihan.config import Config


def missing_families(data: bytes, config: Config) -> tuple[str, ...]:
    """The families of book.toml that no font in the PDF is of: the machine does not have them and others stand in."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {
            letters(str(thing["/BaseFont"]))
            for thing in pdf.objects
            if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font and "/BaseFont" in thing
        }
    families = (config.fonts.serif, config.fonts.sans)
    return tuple(family for family in families if not any(letters(family) in name for name in names))


def letters(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())
