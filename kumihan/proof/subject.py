"""Hold what the rules of proofreading read: the book, its settings and the files that both came from."""

from __future__ import annotations

from dataclasses import dataclass

from kumihan.config import FILE, Config
from kumihan.finding import Place
from kumihan.model import Book, Chapter
from kumihan.source import Source


@dataclass(frozen=True, slots=True)
class Subject:
    """`sources` are the files that the book and its settings were read from."""

    book: Book
    config: Config
    sources: tuple[Source, ...]

    def source(self, file: str) -> Source:
        """The file of that name; an empty one where the book was not read from files."""
        return next((source for source in self.sources if source.file == file), Source(file, ""))

    def place_of_title(self, chapter: Chapter, character: int = 0) -> Place:
        """The place of a character of a chapter's title in its front matter."""
        return place_in(self.source(chapter.place.file), "title:", chapter.title, character, chapter.place)

    def place_in_config(self, words: str) -> Place:
        """The place of words in book.toml."""
        return place_in(self.source(FILE), "", words, 0, Place(FILE))


def place_in(source: Source, key: str, words: str, character: int, otherwise: Place) -> Place:
    """The place of a character of `words` on the first line that begins with `key` and has them."""
    for number, line in enumerate(source.text.split("\n"), 1):
        if line.lstrip().startswith(key) and (start := line.find(words, len(key))) >= 0:
            return Place(source.file, number, start + character + 1)
    return otherwise
