"""The check metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kumihan.checks import Remark, check
from kumihan.config import Config
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.document import Document
from kumihan.preflight.subject import SCREEN, Subject


@check("metadata", rationale="A library, a reader and the printer's desk know a file by what it says of itself.")
def metadata(subject: Subject) -> Iterator[Remark]:
    """The file says its title; a product of the publication says the title of book.toml, its language and its date."""
    document, config = subject.document, subject.config
    hint = tr("look at what made the file")
    title = document.fact("Title")
    if not title and "dc:title" not in document.xmp:
        yield Remark(tr("the file does not say its title"), Place(), hint)
    wrong = config is not None and config.title not in (title or document.xmp_title or config.title)
    if not wrong and title and document.xmp_title and title != document.xmp_title:
        fact = tr("the file says two titles: “{one}” and, in its metadata, “{two}”", one=title, two=document.xmp_title)
        yield Remark(fact, Place(), hint)
    if document.pdf.is_encrypted:
        yield Remark(tr("the file is encrypted"), Place(), hint)
    if config is None:
        return
    if wrong:
        title = title or document.xmp_title
        fact = tr("the file says the title “{title}”; book.toml says “{right}”", title=title, right=config.title)
        yield Remark(fact, Place(), hint)
    if subject.kind == SCREEN:
        yield from (Remark(fact, Place(), hint) for fact in unsaid(document, config))
    stamp = document.fact("CreationDate")
    if stamp and not stamp.startswith(f"D:{config.date:%Y%m%d}"):
        yield Remark(tr("the file bears another date than book.toml: {date}", date=stamp), Place(), hint)


def unsaid(document: Document, config: Config) -> Iterator[str]:
    """What a file for the screen does not say of itself (ISO 14289-2, 8.4.4 and 8.11)."""
    if str(document.pdf.Root.get("/Lang", "")) != config.language:
        yield tr("the file does not say its language")
    shown: Any = document.pdf.Root.get("/ViewerPreferences", {})
    if not shown.get("/DisplayDocTitle", False):
        yield tr("a reader's window shows the file's name, not its title")
    if "pdfuaid:part" not in document.xmp:
        yield tr("the file does not say that it is made to PDF/UA")
