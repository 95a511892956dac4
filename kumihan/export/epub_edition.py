"""Make the e-book's files for one store: the book, and its sample edition where the publication asks for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kumihan.export.epub import package
from kumihan.export.raster import page_picture
from kumihan.figures import figures_of
from kumihan.model import Book, Target
from kumihan.pages.ebook import Press, full_title, lay_out_ebook
from kumihan.pages.store import DEFAULT

EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/svg+xml": ".svg"}


def make_ebooks(
    book: Book,
    targets: Mapping[str, Target],
    press: Press,
    pdf: bytes,
    picture: Callable[[str], tuple[str, bytes]],
) -> dict[str, bytes]:
    """The files by their names. `pdf` is the print edition, whose first page is the cover; `picture` gives the media
    type and bytes of a figure's source as the e-book carries it.
    """
    cover = page_picture(pdf, 0, press.store.cover_short, press.store.cover_kind)
    made = {file_name(press, ""): make(book, targets, press, cover, picture)}
    parts = press.config.sample
    if 0 < parts < len(book.chapters):
        rest = tuple(full_title(chapter) for chapter in book.chapters[parts:])
        few, sample = Book(book.chapters[:parts]), replace(press, rest=rest)
        made[file_name(press, "-sample")] = make(few, targets, sample, cover, picture)
    return made


def make(
    book: Book,
    targets: Mapping[str, Target],
    press: Press,
    cover: bytes,
    picture: Callable[[str], tuple[str, bytes]],
) -> bytes:
    """One EPUB with the pictures that its book names."""
    pictures = {figure.source: picture(figure.source) for figure in figures_of(book)}
    paths = {
        source: f"image/figure-{number:03}{EXTENSIONS[kind]}"
        for number, (source, (kind, _)) in enumerate(pictures.items(), 1)
    }
    ebook = lay_out_ebook(book, targets, press, paths)
    return package(ebook, press.config, cover, {paths[source]: pictures[source] for source in pictures}, press.store)


def file_name(press: Press, kind: str) -> str:
    store = "" if press.store == DEFAULT else f"-{press.store.name}"
    return f"{press.config.slug}{store}{kind}.epub"
