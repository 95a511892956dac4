"""Tell where a Latin word or an address may be parted. Widths and costs are the composer's."""

from __future__ import annotations

import re
from functools import cache

import pyphen

# Letters of scripts that write words apart: neither digits nor Japanese.
WORD = re.compile(r"(?:(?![぀-ヿ㐀-鿿豈-﫿々〆ｦ-ﾟ])[^\W\d_]){2,}")
ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)[!-~]+", re.I)
# A word's own hyphen (e-mail): a line may end after it (UAX #14, HY).
OWN_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[A-Za-z]{2})")
AFTER_SIGN = re.compile(r"[/?&=#_.~+-](?=[^/?&=#_.~+-])")
# Latin words in Japanese text have no language of their own; English is the usual one.
FALLBACK = "en_US"


def parting_places(text: str, language: str | None, words: bool, limits: tuple[int, int, int]) -> dict[int, bool]:
    """Indexes into the text before which a line may begin: True where a hyphen is printed, False after a sign of an address or a hyphen
    that the word has already.

    `limits` are the characters that a word, its beginning and its rest must have at least (CSS Text 4, 6.3.2).
    """
    places: dict[int, bool] = {}
    places |= {match.end(): False for match in OWN_HYPHEN.finditer(text)}
    addresses = [match.span() for match in ADDRESS.finditer(text)]
    for begin, end in addresses:
        places |= {begin + sign.end(): False for sign in AFTER_SIGN.finditer(text[begin:end])}
    total, left, right = limits
    for match in WORD.finditer(text) if words else ():
        word, begin = match[0], match.start()
        if len(word) >= total and not (word.isupper() or inside(begin, addresses)):
            places |= {begin + place: True for place in dictionary(language, left, right).positions(word)}
    return places


def inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(begin <= place < end for begin, end in spans)


@cache
def dictionary(language: str | None, left: int, right: int) -> pyphen.Pyphen:
    known = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=known or FALLBACK, left=left, right=right)
