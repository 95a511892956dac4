"""Ask BudouX where phrases begin: what was learned of many sentences, before any rule of ours."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux.parser import Parser


@cache
def parser() -> Parser:
    """The engine with its Japanese model, read when the first text is asked for; few documents need it at once."""
    from budoux.parser import load_default_japanese_parser

    return load_default_japanese_parser()


@lru_cache(4096)
def beginnings(text: str) -> frozenset[int]:
    """The indexes in a text at which a phrase begins, except 0."""
    places, at = set(), 0
    for phrase in parser().parse(text):
        at += len(phrase)
        places.add(at)
    return frozenset(places - {len(text)})
