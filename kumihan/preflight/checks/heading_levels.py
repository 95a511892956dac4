"""The check heading-levels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject

HEADING = re.compile(r"H([1-6])$")


@check("heading-levels", rationale="Who goes from heading to heading by ear looks for what lies between.")
def heading_levels(subject: Subject) -> Iterator[Remark]:
    """The headings of the screen edition skip no level."""
    last = 0
    for element in subject.document.structure:
        if found := HEADING.match(element.kind):
            level = int(found[1])
            if level > last + 1:
                fact = tr("a heading skips from level {last} to {level}", last=last, level=level)
                yield Remark(fact, Place(), tr("compare the publication's templates with the project's own"))
            last = level
