"""The check tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.document import Element
from kumihan.preflight.subject import Subject

HEADING = re.compile(r"H([1-6])$")


@check("tags", rationale="Who has the page read out hears the tags: without them there is neither order nor picture.")
def tags(subject: Subject) -> Iterator[Remark]:
    """The screen edition is tagged: figures have alternative texts, tables have heads, headings skip no level."""
    elements = subject.document.structure
    hint = tr("compare the publication's templates with the project's own")
    if not elements:
        yield Remark(tr("the file has no tags"), Place(), hint)
        return
    bare = sum(element.kind == "Figure" and not element.alt.strip() for element in elements)
    if bare:
        yield Remark(tr("{count} figures have no alternative text", count=bare), Place(), tr("write it: ![…](…)"))
    last = 0
    for element in elements:
        if found := HEADING.match(element.kind):
            if int(found[1]) > last + 1:
                yield Remark(
                    tr("a heading skips from level {last} to {level}", last=last, level=found[1]), Place(), hint
                )
            last = int(found[1])
    headless = sum(not has_head(elements, number) for number, element in enumerate(elements) if element.kind == "Table")
    if headless:
        yield Remark(tr("{count} tables have no head cells", count=headless), Place(), hint)


def has_head(elements: tuple[Element, ...], table: int) -> bool:
    """Whether a head cell stands below the table of this index."""
    for element in elements[table + 1 :]:
        if element.depth <= elements[table].depth:
            return False
        if element.kind == "TH":
            return True
    return False
