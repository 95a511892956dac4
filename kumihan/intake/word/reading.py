"""Hold the state of reading one Word document, from its first paragraph to its last."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kumihan.intake.draft import Kind, Picture, Record
from kumihan.intake.marks import Marks
from kumihan.intake.word.numbering import Numbering
from kumihan.intake.word.package import Package, Story, qn
from kumihan.intake.word.styles import Face, Styles

# Fields whose result Word makes anew from the rest of the document.
CONTENTS = ("TOC", "INDEX", "TOA", "BIBLIOGRAPHY")


@dataclass
class Field:
    """A field (w:fldChar): its instruction, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def name(self) -> str:
        return self.code.split()[0].upper() if self.code.split() else ""


@dataclass
class Gathered:
    """What a paragraph holds: its spans, its pictures, and the text boxes that are anchored in it."""

    spans: list[tuple[str, Face]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.spans)


@dataclass
class Reading:
    """`number` is the paragraph's; `carried` holds what stands before a paragraph end that was deleted.

    `cited` names the notes by (kind, id) as they are met; `strong` and `right` are the numbers of paragraphs that are
    wholly bold, or set flush right; `counted` has what Word counts before a heading; `swallowed` is text in the
    instruction of a field, which Word does not show.
    """

    package: Package
    story: Story
    styles: Styles
    numbering: Numbering
    marks: Marks
    record: Record
    number: int = 0
    fields: list[Field] = field(default_factory=list)
    carried: Gathered = field(default_factory=Gathered)
    cited: dict[tuple[str, str], str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    contents: list[str] = field(default_factory=list)
    swallowed: list[str] = field(default_factory=list)
    strong: set[int] = field(default_factory=set)
    right: set[int] = field(default_factory=set)
    counted: dict[int, str] = field(default_factory=dict)
    taken: int = 0
    deleted: int = 0
    breaks: int = 0

    def note(self, kind: Kind, message: str) -> None:
        self.record.note(kind, self.number, message)

    def in_code(self) -> bool:
        """Whether what comes is a field's instruction, which nobody reads."""
        return any(not field.result for field in self.fields)

    def in_contents(self) -> bool:
        return any(field.result and field.name in CONTENTS for field in self.fields)


def text_of(element: Any) -> str:
    """All words of an element, deleted ones included; paragraphs parted by a blank."""
    words: list[str] = []
    for node in element.iter():
        if node.tag in (qn("w:t"), qn("w:delText"), qn("m:t")):
            words.append(node.text or "")
        elif node.tag in (qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:p")):
            words.append(" ")
    return re.sub(r"\s+", " ", "".join(words)).strip()
