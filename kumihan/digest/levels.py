"""Rank the ways to say a digest from the fullest to the barest, evenly over its parts. This module measures nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.digest.model import Digest, Entry

OUT, LABEL, KEY = 0, 1, 2


def ladder(digest: Digest) -> tuple[dict[str, int], ...]:
    """Levels by entry, richest first: one sentence less on each rung, down to a label for each and then to fewer.

    The key sentences alone are the rung `{}`, in which nothing is named.
    """
    return (*rungs_to_key(digest), *bared(digest))


def rungs_to_key(digest: Digest) -> tuple[dict[str, int], ...]:
    """The rungs of the ladder from the fullest down to the key sentences."""
    return (*reversed(tuple(grown(digest))), {})


def grown(digest: Digest) -> Iterator[dict[str, int]]:
    """One further sentence more each time: the first of every entry in the order of rank, then the second."""
    levels: dict[str, int] = {}
    entries = by_rank(digest)
    most = max((len(entry.item.further) for entry in entries if not entry.hole), default=0)
    for count in range(1, most + 1):
        for entry in entries:
            if not entry.hole and len(entry.item.further) >= count:
                levels[entry.name] = KEY + count
                yield dict(levels)


def bared(digest: Digest) -> Iterator[dict[str, int]]:
    """First the sentences of the lowest in rank give way to their labels, then whole entries go, never a part's last."""
    levels: dict[str, int] = {}
    entries = by_rank(digest)[::-1]
    for entry in entries:
        if entry.label and not entry.hole:
            levels[entry.name] = LABEL
            yield dict(levels)
    first = {part.entries[order(part.entries)[0]].name for part in digest.parts}
    for entry in entries:
        if entry.name not in first:
            levels[entry.name] = OUT
            yield dict(levels)


def by_rank(digest: Digest) -> tuple[Entry, ...]:
    """The first in rank of each part, then the second of each, and so on."""
    ranked = [
        (place, number, part.entries[index])
        for number, part in enumerate(digest.parts)
        for place, index in enumerate(order(part.entries))
    ]
    return tuple(entry for _, _, entry in sorted(ranked, key=lambda found: found[:2]))


def order(entries: tuple[Entry, ...]) -> list[int]:
    """The entries of a part by the rank that the author gave; those without one after them, as they stand."""
    return sorted(range(len(entries)), key=lambda index: (entries[index].item.rank or len(entries) + 9, index))
