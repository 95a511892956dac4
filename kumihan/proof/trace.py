"""Follow words of the model back to the characters of the file that they were read from. This module knows no rules."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
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

UNKNOWN = -1
# What stands for code, in which no rule looks.
CODE = "\ufffc"
LINE_END = re.compile(r"[ \t]*\n[ \t>]*")
ENTITY = re.compile(r"&#?\w+;")
# What may end a mark: the address of a link, the brackets of a span, stars, ==, 》》; then its attributes.
CLOSING = re.compile(r"(?:\]\([^)\n]*\)|[\]>]|[*_]+|==|》》)?(?:\{[^{}|\n]*\})?")


@dataclass
class Cursor:
    """A position in the text of a file, from which words are looked for up to `end`."""

    text: str
    at: int
    end: int

    def pass_by(self, words: str) -> int:
        """Move behind the next `words`; gives where they begin, or UNKNOWN without a move."""
        start = self.text.find(words, self.at, self.end)
        if start < 0:
            return UNKNOWN
        self.at = start + len(words)
        return start

    def find(self, words: str) -> tuple[int, ...]:
        """The offset of every character of `words`, and a move behind them; all UNKNOWN where they do not follow."""
        for start in range(self.at, self.end):
            offsets = self.follow(start, words)
            if offsets is not None:
                self.at = offsets[-1] + 1 if offsets else self.at
                return offsets
        return (UNKNOWN,) * len(words)

    def follow(self, at: int, words: str) -> tuple[int, ...] | None:
        """The offsets of `words` when they stand at `at`, past line ends, backslashes and entities."""
        offsets = []
        for index, character in enumerate(words):
            line_end = LINE_END.match(self.text, at)
            if line_end and character == " ":
                offsets.append(at)
                at = line_end.end()
                continue
            if line_end and index:
                at = line_end.end()
            if self.text[at : at + 1] == "\\" and self.text[at + 1 : at + 2] == character:
                at += 1
            entity = ENTITY.match(self.text, at)
            if entity and html.unescape(entity[0]) == character:
                offsets.append(at)
                at = entity.end()
                continue
            if at >= self.end or self.text[at] != character:
                return None
            offsets.append(at)
            at += 1
        return tuple(offsets)


def trace(nodes: tuple[Inline, ...], cursor: Cursor) -> Iterator[tuple[str, int]]:
    """Every character that a reader sees with its offset in the file; code is one CODE."""
    for node in nodes:
        match node:
            case Text(text=text):
                yield from zip(text, cursor.find(text), strict=True)
            case TateChuYoko(text=text):
                cursor.pass_by("^")
                yield from zip(text, cursor.find(text), strict=True)
                cursor.pass_by("^")
            case Code(text=text):
                yield CODE, cursor.pass_by(text)
            case Ruby(pairs=pairs):
                base = "".join(base for base, _ in pairs)
                cursor.pass_by("{")
                yield from zip(base, cursor.find(base), strict=True)
                cursor.pass_by("}")
            case NoteReference(name=name):
                cursor.pass_by(f"[^{name}]")
            case LineBreak():
                pass
            case CrossReference(children=children, target=target):
                yield from trace(children, cursor)
                cursor.pass_by(f"](#{target})")
                skip_closing(cursor)
            case (
                Emphasis(children=children) | Strong(children=children) | EmphasisDots(children=children)
                | KeySentence(children=children) | Span(children=children) | Link(children=children)
            ):  # fmt: skip
                yield from trace(children, cursor)
                skip_closing(cursor)


def skip_closing(cursor: Cursor) -> None:
    """Move behind what closes a mark, so that its attributes are not taken for the words after it."""
    found = CLOSING.match(cursor.text, cursor.at)
    cursor.at = found.end() if found else cursor.at
