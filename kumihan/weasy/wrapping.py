"""Price the line ends of a paragraph as its style asks: phrases, boxes that stay whole, no more lines than there must be."""

from __future__ import annotations

from collections.abc import Iterable

from kumihan.jlreq.paragraph import Paragraph, Style
from kumihan.phrases import AVOIDED, LINE, prices

Range = tuple[int, int]


def is_priced(style: Style, whole: Iterable[Range]) -> bool:
    """Whether line ends cost anything beside what they cost in running text."""
    return style.phrases or style.chosen or bool(tuple(whole))


def price(paragraph: Paragraph, whole: Iterable[Range]) -> None:
    """Add the prices of its line ends to a paragraph; `whole` are boxes as clusters [first, stop)."""
    costs = phrase_prices(paragraph) if paragraph.style.phrases else [0.0] * len(paragraph.breaks)
    for first, stop in whole:
        for index in range(first + 1, stop):
            costs[index] += AVOIDED
    if paragraph.style.chosen:
        costs = [*(cost + LINE for cost in costs[:-1]), 0.0]
    paragraph.price(costs)


def phrase_prices(paragraph: Paragraph) -> list[float]:
    """The price of beginning a line with each cluster, and of what follows them."""
    texts = [cluster.text for cluster in paragraph.clusters]
    by_character = prices("".join(texts))
    found, at = [], 0
    for text in texts:
        found.append(by_character[at])
        at += len(text)
    return [*found, 0.0]
