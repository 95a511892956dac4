"""The check links."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.navigation import NOWHERE
from kumihan.preflight.subject import Subject


@check("links", rationale="A reader who follows a link and arrives nowhere loses the page as well.")
def links(subject: Subject) -> Iterator[Remark]:
    """A link within the file leads to a place of the file."""
    for item in subject.document.navigation.annotations:
        if item.kind == "Link" and item.leads == NOWHERE:
            fact = tr("the link “{name}” leads nowhere", name=item.target or "?")
            yield Remark(fact, Place(), tr("compare the publication's templates with the project's own"), item.page + 1)
        elif item.kind == "Link" and item.target.lower().startswith("file:"):
            fact = tr("the link leads to a file of one machine: {name}", name=item.target)
            yield Remark(fact, Place(), tr("write an address that others have as well"), item.page + 1)
