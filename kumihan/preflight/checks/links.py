"""The check links."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject


@check("links", rationale="A reader who follows a link and arrives nowhere loses the page as well.")
def links(subject: Subject) -> Iterator[Remark]:
    """A link within the file leads to a place of the file."""
    document = subject.document
    for item in document.annotations:
        if item.kind == "Link" and item.target and ":" not in item.target and item.target not in document.destinations:
            fact = tr("the link “{name}” leads nowhere", name=item.target)
            yield Remark(fact, Place(), tr("compare the publication's templates with the project's own"), item.page + 1)
