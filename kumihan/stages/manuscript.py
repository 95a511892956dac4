"""原稿: read a publication into one value, from its files to its numbered book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kumihan.config import FILE, Config, read_config
from kumihan.figures import check_figures, figures_of, media_type
from kumihan.finding import Finding
from kumihan.markup.reader import read_chapter
from kumihan.markup.resolve import resolve
from kumihan.model import Book, Target
from kumihan.pages.book_code import check_book_code
from kumihan.pages.matter.lists import check_lists
from kumihan.pictures import prepare
from kumihan.source import Source, check_file, read_bytes, read_chapters, read_text, read_toml


@dataclass(frozen=True, slots=True)
class Manuscript:
    """原稿: the publication as read."""

    root: Path
    config: Config
    sources: tuple[Source, ...]
    book: Book
    targets: dict[str, Target]
    findings: tuple[Finding, ...]

    def read(self, file: str) -> bytes | None:
        """The bytes of a file of the publication, a photograph made fit for every product; or None."""
        data = read_bytes(self.root, file)
        return prepare(data)[1] if data is not None and media_type(data) else data


def read(root: Path) -> Manuscript:
    """Read and parse a publication. Raises InputError only where going on is impossible."""
    values = read_toml(root, FILE)
    about, _ = read_text(root, FILE)
    assert about is not None  # read_toml has just read it
    config = read_config(values, about.text)
    sources, findings = read_chapters(root)
    parsed = [read_chapter(item) for item in sources]
    chapters = tuple(chapter for chapter, _ in parsed if chapter is not None)
    found = [*findings, *(finding for _, few in parsed for finding in few)]
    book, targets, dangling = resolve(chapters)
    outside = [finding for figure in figures_of(book) for finding in check_file(root, figure.source, figure.place)]
    pictures = () if outside else check_figures(book, lambda file: read_bytes(root, file))
    front = (*check_book_code(config, about.text), *check_lists(book, config, about.text))
    return Manuscript(root, config, (about, *sources), book, targets, (*found, *dangling, *outside, *pictures, *front))
