"""Find abbreviations with the names they stand for, each where the text first gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kumihan.model import Book, Inline, Span, Text
from kumihan.pages.matter.rewriting import rewrite_chapter

# A name, then in brackets of either width a Latin abbreviation: 全国防災協議会（NBC）. The name is the run of kanji,
# katakana, Latin letters and figures before the bracket, or what stands there in 「」, which may close behind the bracket; at least two capitals are in the brackets.
NAME = r"(?:「(?P<quoted>[^「」]{2,40})」|「(?P<opened>[^「」（）()、。]{2,40})|(?P<bare>[一-鿿々〆ヶァ-ヴー・A-Za-z0-9Ａ-Ｚａ-ｚ０-９－-]{2,40}))"
SHORT = r"(?P<short>[A-Z][A-Za-z0-9&+/-]*[A-Z][A-Za-z0-9&+/-]*)"
GIVEN = re.compile(rf"{NAME}[（(]{SHORT}[）)]")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """`id` is that of the abbreviation's first place in the text."""

    short: str
    name: str
    id: str


def mark_abbreviations(book: Book) -> tuple[Book, tuple[Abbreviation, ...]]:
    """The book with an id at each abbreviation that it explains, and these in the order of the alphabet."""
    found: dict[str, Abbreviation] = {}

    def change(node: Inline) -> tuple[Inline, ...]:
        return mark(node.text, found) if isinstance(node, Text) else (node,)

    chapters = tuple(rewrite_chapter(chapter, change) for chapter in book.chapters)
    return Book(chapters), tuple(sorted(found.values(), key=lambda item: (item.short.casefold(), item.short)))


def mark(text: str, found: dict[str, Abbreviation]) -> tuple[Inline, ...]:
    """A run of text with a span around each abbreviation that is not yet in `found`."""
    out: list[Inline] = []
    last = 0
    for given in GIVEN.finditer(text):
        short = given["short"]
        if short not in found:
            name = f"abbreviation-{len(found) + 1}"
            found[short] = Abbreviation(short, given["quoted"] or given["opened"] or given["bare"], name)
            start, end = given.span("short")
            out += [Text(text[last:start]), Span((Text(short),), id=name)]
            last = end
    return (*out, Text(text[last:])) if out else (Text(text),)
