"""The rule chapter-numbers: numbered labels count up one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.proof.subject import Subject

NUMBERED = re.compile(r"(\D*)(\d+)(\D*)")


@check(
    "chapter-numbers",
    rationale="The order of the chapters is that of their file names; a number that does not fit is a file misnamed or lost.",
)
def chapter_numbers(subject: Subject) -> Iterator[Remark]:
    """Labels of one kind, such as 第1章 and 第2章, count up one by one in the order of the files."""
    last: dict[tuple[str, str], int] = {}
    for chapter in subject.book.chapters:
        found = NUMBERED.fullmatch(chapter.label)
        if not found:
            continue
        kind, number = (found[1], found[3]), int(found[2])
        before = last.get(kind)
        if before is not None and number != before + 1:
            expected = f"{kind[0]}{before + 1}{kind[1]}"
            previous = f"{kind[0]}{before}{kind[1]}"
            fact = tr("{label} follows {previous}", label=chapter.label, previous=previous)
            hint = tr("{expected} is due here: correct the number, or the names of the files", expected=expected)
            yield Remark(fact, place_of_number(subject, chapter.place), hint)
        last[kind] = number


def place_of_number(subject: Subject, start: Place) -> Place:
    """The place of the key `number` or `label` in a chapter's front matter."""
    for line, text in enumerate(subject.source(start.file).text.split("\n"), 1):
        if text.startswith(("number:", "label:")):
            return Place(start.file, line, 1)
    return start
