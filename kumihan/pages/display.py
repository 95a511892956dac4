"""Tell how large a title is set: the longer, the smaller, in few steps, so that it stands in few lines. It sets no type."""

from __future__ import annotations

import unicodedata

# The mean width in em of bold letters that have no full width.
LATIN = 0.58
# What a title may hold at most at each share of its full size: ems in all, and ems of its longest word without a line end.
# On the cover a line takes 11.7 em at the full size (168 mm on A4, 40 pt); two to four lines come of it.
TITLE_STEPS = ((21.0, 11.3, 1.0), (36.0, 13.4, 0.85), (60.0, 16.3, 0.7), (130.0, 19.9, 0.575))
LEAST_TITLE = 0.45
# A subtitle of more ems than this is set at this share of its size: it takes three lines at the full one.
SUBTITLE, LESS_SUBTITLE = 66.0, 0.8


def title_share(title: str) -> float:
    """The share of its full size at which a title is set."""
    whole, word = width(title), longest_word(title)
    return next((share for most, part, share in TITLE_STEPS if whole <= most and word <= part), LEAST_TITLE)


def subtitle_share(subtitle: str) -> float:
    """The share of its full size at which a subtitle is set."""
    return 1.0 if width(subtitle) <= SUBTITLE else LESS_SUBTITLE


def width(text: str) -> float:
    """The width of a text in em, as guessed."""
    return sum(1.0 if is_wide(sign) else LATIN for sign in text)


def longest_word(text: str) -> float:
    """The width in em of the longest word that no line may end in."""
    return max(map(width, "".join(" " if is_wide(sign) else sign for sign in text).split()), default=0.0)


def is_wide(sign: str) -> bool:
    """Whether a character takes a whole em, so that lines may end beside it."""
    return unicodedata.east_asian_width(sign) in "FWA"
