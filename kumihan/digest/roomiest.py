"""Find the fullest text and the largest type that stand on a given number of pages. This module sets none itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

# Type in pt and leading in em, most generous first. Below COMFORT nothing but the key sentences is shown.
SIZES = tuple(size / 4 for size in range(52, 31, -1))
COMFORT = 10.0
LEADINGS = (1.95, 1.9, 1.85, 1.8, 1.75, 1.7, 1.65, 1.6)
# The width of a figure against the page’s.
FIGURES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55)


@dataclass(frozen=True, slots=True)
class Choice:
    """How much is said (a rung of the ladder, 0 the fullest), the type in pt, the leading as a multiple of it.

    `figure` is the width of a figure as a share of the page's."""

    rung: int
    size: float
    leading: float
    figure: float = FIGURES[-1]

    @property
    def pitch(self) -> float:
        """The leading in pt."""
        return round(self.size * self.leading, 2)


def roomiest(pages: Callable[[Choice], int], key: int, most: int) -> Choice | None:
    """The best choice that takes `most` pages at most; None where the key sentences (rung `key`) do not fit in any type.

    `pages` tells how many a choice takes. About fifteen are asked for.
    """
    tight = LEADINGS[-1]

    def first(choices: Sequence[Choice]) -> Choice | None:
        """The first that fits, where each takes no more room than the one before."""
        index = bisect_left(choices, True, key=lambda choice: pages(choice) <= most)
        return choices[index] if index < len(choices) else None

    found = first([Choice(rung, COMFORT, tight) for rung in range(key + 1)])
    rung = found.rung if found else key
    found = first([Choice(rung, size, tight) for size in SIZES if (size >= COMFORT) == bool(found)])
    found = found and first([Choice(rung, found.size, leading) for leading in LEADINGS])
    return found and first([replace(found, figure=figure) for figure in FIGURES])
