"""Hold the digest as the e-book carries it: sentences that lead to their places. It chooses none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SummaryEntry:
    """One recommendation: its label, its sentence, the id at which it stands, and the printed page ("" when unknown)."""

    label: str
    text: str
    anchor: str
    page: str


@dataclass(frozen=True, slots=True)
class SummaryPart:
    """The recommendations of the part with this id."""

    chapter: str
    label: str
    title: str
    entries: tuple[SummaryEntry, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The digest's title, the line that says that its sentences are quoted, and its parts."""

    title: str
    quoted: str
    parts: tuple[SummaryPart, ...]

    def of(self, chapters: frozenset[str]) -> Summary:
        """What of it these parts of the book hold."""
        return Summary(self.title, self.quoted, tuple(part for part in self.parts if part.chapter in chapters))
