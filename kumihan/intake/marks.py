"""Let one character each stand for what is no plain text, so that a manuscript's lines can be read as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kumihan.model import (
    Emphasis,
    EmphasisDots,
    Inline,
    Link,
    NoteReference,
    Ruby,
    Strong,
    TateChuYoko,
    Text,
)

# Unicode's last plane is for private use; a manuscript's own character from there is held like any other value.
FIRST, CLOSING = 0x100000, "\U0010fffd"
Container = Emphasis | EmphasisDots | Link | Strong


@dataclass
class Marks:
    """The values that characters stand for. An inline with children opens at its character and closes at CLOSING."""

    held: list[Inline] = field(default_factory=list)
    numbers: dict[Inline, int] = field(default_factory=dict)

    def hold(self, value: Inline) -> str:
        """The character that stands for a value; equal values have the same."""
        if value not in self.numbers:
            self.numbers[value] = len(self.held)
            self.held.append(value)
        return chr(FIRST + self.numbers[value])

    def around(self, value: Container, text: str) -> str:
        return f"{self.hold(value)}{text}{CLOSING}" if text else ""

    def value(self, character: str) -> Inline | None:
        index = ord(character) - FIRST
        return self.held[index] if 0 <= index < len(self.held) else None

    def stands(self, character: str) -> bool:
        """Whether a character is not itself."""
        return bool(self.held) and (character == CLOSING or self.value(character) is not None)

    def read(self, text: str) -> tuple[Inline, ...]:
        """The text as inlines."""
        return self.read_until_closing(iter(text))

    def read_until_closing(self, rest: Iterator[str]) -> tuple[Inline, ...]:
        out: list[Inline] = []
        for character in rest:
            if not self.stands(character):
                append(out, Text(character))
            elif character == CLOSING:
                break
            elif isinstance(value := self.value(character), Container):
                out.append(replace(value, children=self.read_until_closing(rest)))
            elif value is not None:
                append(out, value)
        return tuple(out)

    def words(self, text: str) -> str:
        """The text as a reader says it, without readings, note marks and emphasis."""
        return "".join(self.said(character) if self.stands(character) else character for character in text)

    def said(self, character: str) -> str:
        match self.value(character):
            case Text(text=text) | TateChuYoko(text=text):
                return text
            case Ruby(pairs=pairs):
                return "".join(base for base, _ in pairs)
            case _:
                return ""

    def without(self, kind: type[Container], text: str) -> str:
        """The text without the marks of one kind of emphasis; their words stay."""
        out: list[str] = []
        kept: list[bool] = []
        for character in text:
            value = self.value(character) if self.stands(character) else None
            if isinstance(value, Container):
                kept.append(not isinstance(value, kind))
                out += [character] if kept[-1] else []
            elif character != CLOSING or not kept or kept.pop():
                out.append(character)
        return "".join(out)

    def unsaid(self, text: str) -> tuple[NoteReference | Ruby, ...]:
        """What `words` leaves out and an editor would miss."""
        values = (self.value(character) for character in text if self.stands(character))
        return tuple(value for value in values if isinstance(value, NoteReference | Ruby))


def append(out: list[Inline], node: Inline) -> None:
    """Add a node; text goes on with the text before it."""
    if isinstance(node, Text) and out and isinstance(before := out[-1], Text):
        out[-1] = Text(before.text + node.text)
    else:
        out.append(node)
