"""Give the words of inlines as they are printed. This module chooses none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kumihan.model import (
    Code,
    CrossReference,
    Emphasis,
    EmphasisDots,
    Inline,
    KeySentence,
    LineBreak,
    Link,
    NoteReference,
    Ruby,
    Span,
    Strong,
    TateChuYoko,
    Text,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Gives the words of inlines as they are printed: without readings and note marks, with cross-references spelt."""

    labels: Mapping[str, str]
    folio: Callable[[str], str]

    def of(self, nodes: tuple[Inline, ...]) -> str:
        return "".join(self.said(node) for node in nodes)

    def said(self, node: Inline) -> str:
        match node:
            case Text(text=text) | TateChuYoko(text=text) | Code(text=text):
                return text
            case Ruby(pairs=pairs):
                return "".join(base for base, _ in pairs)
            case CrossReference(target=target, children=children, page=True):
                return f"{self.of(children)}p.{self.folio(target)}"
            case CrossReference(target=target, children=children):
                return self.of(children) or self.labels.get(target, target)
            case (
                EmphasisDots(children=children) | Emphasis(children=children) | Strong(children=children)
                | Link(children=children) | KeySentence(children=children) | Span(children=children)
            ):  # fmt: skip
                return self.of(children)
            case NoteReference() | LineBreak():
                return ""
