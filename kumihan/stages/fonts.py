"""Say which fonts and characters of a manuscript this machine does not have."""

from __future__ import annotations

from kumihan.config import FILE, Config
from kumihan.finding import Finding, Place, error, warning
from kumihan.messages import tr
from kumihan.source import Source, places_of
from kumihan.stages.manuscript import Manuscript


def missing_fonts(names: tuple[str, ...], manuscript: Manuscript) -> tuple[Finding, ...]:
    """A warning for each font family of book.toml that none of the fonts is of: this machine does not have it."""
    hint = tr("install the font, or name another under [fonts] in book.toml")
    about = manuscript.sources[:1]
    return tuple(
        warning("missing-font", tr("the font family {family} is not installed", family=family), place, hint)
        for family in missing_families(names, manuscript.config)
        for place in (*places_of(family, about), Place(FILE))[:1]
    )


def missing_families(names: tuple[str, ...], config: Config) -> tuple[str, ...]:
    """The families of book.toml that others stand in for; a font's name has its family without blanks (ISO 32000-2, 9.6.2)."""
    found = [letters(name) for name in names]
    families = (config.fonts.serif, config.fonts.sans)
    return tuple(family for family in families if not any(letters(family) in name for name in found))


def letters(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def missing_glyphs(characters: tuple[str, ...], sources: tuple[Source, ...]) -> tuple[Finding, ...]:
    """An error at every place of a character that no font has."""
    hint = tr("install a font that has it, or write the character otherwise")
    found = []
    for character in characters:
        fact = tr("no font has the character {character} (U+{code:04X})", character=character, code=ord(character))
        places = places_of(character, sources) or (Place(),)
        found += [error("missing-glyph", fact, place, hint) for place in places]
    return tuple(found)
