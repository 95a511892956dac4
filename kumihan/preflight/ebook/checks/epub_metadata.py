"""The check epub-metadata."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.ebook.subject import EbookSubject
from kumihan.preflight.publication import Publication

ASKED = ("dc:identifier", "dc:title", "dc:language", "dcterms:modified")
ACCESSIBLE = ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard")


@check("epub-metadata", rationale="A store and a library know an e-book by what it says of itself (EPUB 3.3, 5.5).")
def epub_metadata(subject: EbookSubject) -> Iterator[Remark]:
    """The package says its id, title, language and date of change; a publication's also its accessibility, and what book.toml says."""
    package = subject.package
    hint = tr("look at what made the file")
    for name in (*ASKED, *(ACCESSIBLE if subject.publication else ())):
        if not any(package.said(name)):
            yield Remark(tr("the package does not say {name}", name=name), Place(), hint)
    if subject.publication:
        yield from (Remark(fact, Place(), hint) for fact in differences(subject, subject.publication))


def differences(subject: EbookSubject, publication: Publication) -> Iterator[str]:
    """What the package says otherwise than book.toml."""
    package, config = subject.package, publication.config
    spine = package.opf.find("{*}spine")
    direction = "" if spine is None else str(spine.get("page-progression-direction", ""))
    pairs = (
        (tr("title"), " ".join(package.said("dc:title")), config.title),
        (tr("language"), " ".join(package.said("dc:language")), config.language),
        (tr("publisher"), " ".join(package.said("dc:publisher")), config.issuer),
        (tr("date"), " ".join(package.said("dc:date")), config.date.isoformat()),
        (tr("direction of pages"), direction, "rtl" if config.writing == "vertical" else "ltr"),
    )
    for key, said, right in pairs:
        if right not in said:
            yield tr("the file says the {key} “{said}”; book.toml says “{right}”", key=key, said=said, right=right)
