"""Guess how many lines a text takes, so that few pages need to be set to find one that fits. It sets no type."""

from __future__ import annotations

import math
import unicodedata
from functools import cache

# The mean width in em of characters that have no full width.
HALF_WIDTH = 0.52
# Lines close up around punctuation. A guess that is too low costs a trial, one that is too high the better page.
HOPE = 0.98


@cache
def width(text: str) -> float:
    """The width of a text in em."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "FWA" else HALF_WIDTH for character in text)


class Widths:
    """Widths of texts as guessed, and as what has been counted allows: a text of n lines is n measures wide at most."""

    def __init__(self) -> None:
        self.bounds: dict[str, tuple[float, float]] = {}

    def lines(self, text: str, measure: float) -> int:
        """The lines that a text takes in a measure of so many em."""
        least, most = self.bounds.get(text, (0.0, math.inf))
        return max(1, math.ceil(min(max(HOPE * width(text), least), most) / measure))

    def learn(self, text: str, measure: float, lines: int) -> None:
        """Take in that the text has been counted to take so many lines."""
        least, most = self.bounds.get(text, (0.0, math.inf))
        self.bounds[text] = max(least, (lines - 1) * measure + 0.1), min(most, lines * measure)
