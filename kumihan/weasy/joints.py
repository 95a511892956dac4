"""Hold what sections know of each other: where they begin and end, their anchors, what they ask; nothing is laid out here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SIDES = ("left", "right", "recto", "verso")
FORCED = ("page", *SIDES)


class Inseparable(Exception):
    """The section cannot be laid out apart from the others; the argument says why."""


class Fixed(Exception):
    """The section must be laid out again to stand on other pages."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What the break after a section is found by: the values of break-after from the inside out, and the page's name."""

    breaks: tuple[str, ...]
    page: Any


@dataclass(frozen=True, slots=True)
class Start:
    """What a section takes over: 0-based index and side of its first page, page counters, counters of the text.

    `before` is how the section before ends, None at the beginning of the document; `heads` are what running heads say.
    """

    index: int = 0
    right: bool = True
    page_counters: Mapping[str, list[int]] = field(default_factory=lambda: {"pages": [0]})
    counters: tuple[Any, ...] | None = None
    before: Ending | None = None
    heads: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Landing:
    """What another section may print of an anchor: the counters of its page and those of the text there.

    `page` is that page's 0-based place in its section, None where the anchor stands on none.
    """

    page_counters: Mapping[str, list[int]]
    counters: Mapping[str, list[int]]
    page: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a section without its number: what stylesheets may ask of it, and what running heads take from it.

    `sided` says that it had to be a left or a right one. `strings` are the texts of named strings (CSS GCPM 3, 1.1.1) in
    their order, `opening` the names that are set where the page begins.
    """

    blank: bool
    name: str
    groups: tuple[tuple[str, int], ...]
    sided: bool
    strings: tuple[tuple[str, tuple[str, ...]], ...]
    opening: frozenset[str]


@dataclass(frozen=True, slots=True)
class Settled:
    """What others know of a section that is laid out, as values: where it begins and ends, its anchors, its questions.

    `guessed` says that it prints numbers that were not known. `leaves` are its pages; None where its text says on which it
    stands, so that it cannot stand on others as it is.
    """

    start: Start
    end: Start
    landings: dict[str, Landing]
    asked: dict[str, Landing | None]
    leaves: tuple[Leaf, ...] | None = None

    @property
    def guessed(self) -> bool:
        return None in self.asked.values()


# What the typesetter warned of: of a section's text, and of what stands in its margins.
Heard = tuple[tuple[str, ...], tuple[str, ...]]
# A section's text, how many sections there are before it, and a digest of what selectors see of all.
Key = tuple[str, int, bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """A section set before: what others know of it, what was taken of it, and what the typesetter warned of.

    `heard` are the warnings about its text and those about its margins.
    """

    settled: Settled
    taken: Any
    heard: Heard


def page_break(values: tuple[str, ...]) -> str:
    """WeasyPrint's block_level_page_break, of the values that meet between two sections (CSS Fragmentation 3, 4.1)."""
    result = "auto"
    for value in values:
        weak = result == "auto" or result.startswith("avoid")
        if value in SIDES or (value in ("page", "column") and weak) or (value.startswith("avoid") and result == "auto"):
            result = value
    return result
