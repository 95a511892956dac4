"""Hold the rungs of a digest from the fullest down to the key sentences."""

from __future__ import annotations

from functools import cached_property

from kumihan.digest.levels import grown
from kumihan.digest.model import Digest, at_levels


class Ladder:
    """`key` is the rung of the key sentences alone."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest

    @cached_property
    def rungs(self) -> tuple[dict[str, int], ...]:
        return (*reversed(tuple(grown(self.digest))), {})

    @property
    def key(self) -> int:
        return len(self.rungs) - 1

    def at(self, rung: int) -> Digest:
        return at_levels(self.digest, self.rungs[rung])
