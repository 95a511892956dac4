"""Hold a finished product as a value."""

from __future__ import annotations

from dataclasses import dataclass

PRODUCTS = ("print", "screen", "epub", "digest")
EDITIONS = PRODUCTS[:2]


@dataclass(frozen=True, slots=True)
class Artifact:
    """A product: file name, media type, bytes; `pages` is 0 where there are none; `seconds` is the time it took."""

    name: str
    media_type: str
    data: bytes
    pages: int = 0
    seconds: float = 0.0
