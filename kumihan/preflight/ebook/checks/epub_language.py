"""The check epub-language."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.ebook.subject import EbookSubject

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@check("epub-language", rationale="By its language a text is broken into lines, read out and set in the right glyphs.")
def epub_language(subject: EbookSubject) -> Iterator[Remark]:
    """Every document says the language of the package, in lang and xml:lang."""
    package = subject.package
    right = next(iter(package.said("dc:language")), "")
    if subject.publication:
        right = subject.publication.config.language
    hint = tr("compare the publication's templates/epub with the project's own")
    for path, root in package.documents.items():
        said = [str(root.get(key, "")) for key in ("lang", XML_LANG)]
        if wrong := [language for language in said if language != right]:
            fact = tr("{file} says the language “{said}”, not “{right}”", file=path, said=wrong[0], right=right)
            yield Remark(fact, subject.place(path), hint)
