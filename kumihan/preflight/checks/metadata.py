"""The check metadata."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
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
    if subject.kind == SCREEN and str(document.pdf.Root.get("/Lang", "")) != config.language:
        yield Remark(tr("the file does not say its language"), Place(), hint)
    stamp = document.fact("CreationDate")
    if stamp and not stamp.startswith(f"D:{config.date:%Y%m%d}"):
        yield Remark(tr("the file bears another date than book.toml: {date}", date=stamp), Place(), hint)
