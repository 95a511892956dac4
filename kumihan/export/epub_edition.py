"""Make the e-book's files for one store: the book, and its sample edition where the publication asks for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kumihan.export.epub import package
from kumihan.export.epub_fonts import with_fonts
from kumihan.export.epub_proof import proof_ebook
from kumihan.export.raster import page_picture
from kumihan.figures import figures_of
from kumihan.finding import Finding
from kumihan.model import Book, Target
from kumihan.pages.ebook import Press, full_title, lay_out_ebook
from kumihan.pages.store import DEFAULT
from kumihan.source import Source

EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/svg+xml": ".svg"}


def make_ebooks(
    book: Book,
    targets: Mapping[str, Target],
    press: Press,
    pdf: bytes,
    picture: Callable[[str], tuple[str, bytes]],
    sources: tuple[Source, ...],
    font_file: Callable[[str, int], tuple[bytes, int] | None],
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The files by their names, and what is wrong with them: none is made where one has an error.

    `pdf` is the print edition, whose first page is the cover; `picture` gives the media type and bytes of a figure's
    source as the e-book carries it; `font_file` the bytes and index of the font of a family and weight.
    """
    editions = {"": (book, press)}
    parts = press.config.sample
    if 0 < parts < len(book.chapters):
        rest = tuple(full_title(chapter) for chapter in book.chapters[parts:])
        editions["-sample"] = (Book(book.chapters[:parts]), replace(press, rest=rest))
    cover = page_picture(pdf, 0, press.store.cover_short, press.store.cover_kind)
    made: dict[str, bytes] = {}
    findings: tuple[Finding, ...] = ()
    for kind, (part, wanted) in editions.items():
        pictures = {figure.source: picture(figure.source) for figure in figures_of(part)}
        paths = {
            source: f"image/figure-{number:03}{EXTENSIONS[media]}"
            for number, (source, (media, _)) in enumerate(pictures.items(), 1)
        }
        ebook = lay_out_ebook(part, targets, wanted, paths)
        findings = findings or proof_ebook(ebook, part, press.config, press.store, sources)
        if not any(finding.is_error for finding in findings):
            held = {paths[source]: pictures[source] for source in pictures}
            fonts: dict[str, bytes] = {}
            if press.config.fonts.embed:
                ebook, fonts, told = with_fonts(ebook, press.config, font_file)
                findings = tuple(dict.fromkeys((*findings, *told)))
            made[file_name(press, kind)] = package(ebook, press.config, cover, held, press.store, fonts)
    return made, findings


def file_name(press: Press, kind: str) -> str:
    store = "" if press.store == DEFAULT else f"-{press.store.name}"
    return f"{press.config.slug}{store}{kind}.epub"
