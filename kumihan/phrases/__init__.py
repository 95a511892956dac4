"""文節: where a line of display type may end, and at what price. What a line is, and how wide, is known elsewhere."""

from kumihan.phrases.prices import AVOIDED, INSIDE, LINE, prices

__all__ = ["AVOIDED", "INSIDE", "LINE", "prices"]
