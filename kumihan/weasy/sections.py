"""Set a document section by section; how one section is laid out, drawn or measured is known elsewhere.

A section is laid out again only when a number that it prints, or what it takes over from the one before, has changed.
What is wanted of it is taken as soon as that is certain, and its boxes are let go.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from kumihan.weasy.joints import Inseparable, Landing, Settled, Start
from kumihan.weasy.margins import fill_margins
from kumihan.weasy.section import Laid, Press, elements, lay_out, let_go, parse, place_among, shell

Taken = TypeVar("Taken")
# What is wanted of a section's page boxes.
Take = Callable[[list[Any]], Taken]
# As often as WeasyPrint lays a document out until its page numbers agree.
ROUNDS = 8


class Galleys(Generic[Taken]):
    """棒組み: the sections of a document on their way; `take` gets the page boxes of each once, with full margins."""

    def __init__(self, texts: tuple[str, ...], press: Press, base: str, take: Take[Taken]) -> None:
        self.documents = [parse(text, base, press.fetcher) for text in texts]
        row = [shell(*elements(html)) for html in self.documents]
        for index, html in enumerate(self.documents):
            place_among(html, row, index)
        self.press, self.take = press, take
        self.settled: list[Settled | None] = [None] * len(texts)
        self.taken: list[Taken | None] = [None] * len(texts)
        # Sections that say how many pages there are in all wait for the last of them.
        self.waiting: dict[int, Laid] = {}
        self.known: dict[str, Landing] = {}

    def set(self) -> list[Taken]:
        """What is wanted of every section, in their order. Raises Inseparable where they must be set as one."""
        for turn in range(ROUNDS):
            if not self.go_through(guessing=turn == 0):
                break
        for part in self.settled:
            for name in (name for name, landing in part.asked.items() if landing is None) if part else ():
                raise Inseparable(f"#{name} is nowhere")
        total = sum(part.end.index - part.start.index for part in self.settled if part)
        for index, laid in self.waiting.items():
            fill_margins(laid.context, laid.pages, total)
            self.taken[index] = self.take(laid.pages)
            let_go(laid)
        return [taken for taken in self.taken if taken is not None]

    def go_through(self, guessing: bool) -> bool:
        """Lay out what has to be laid out; whether anything had."""
        changed = False
        start = Start()
        for index in range(len(self.documents)):
            part = self.settled[index]
            if (
                part is None
                or part.start != start
                or any(self.known.get(name) != was for name, was in part.asked.items())
            ):
                part = self.settled[index] = self.lay(index, start, guessing)
                self.known.update(part.landings)
                changed = True
            start = part.end
        return changed

    def lay(self, index: int, start: Start, guessing: bool) -> Settled:
        """Lay a section out, and take what is wanted unless some number in it is not known yet."""
        laid = lay_out(self.documents[index], self.press, start, self.known, guessing)
        self.waiting.pop(index, None)
        if laid.settled.guessed:
            let_go(laid)
        elif fill_margins(laid.context, laid.pages, 0):
            self.waiting[index] = laid
        else:
            self.taken[index] = self.take(laid.pages)
            let_go(laid)
        return laid.settled


def set_sections(texts: tuple[str, ...], press: Press, base: str, take: Take[Taken]) -> list[Taken]:
    """What is wanted of each section of a document. Raises Inseparable where they must be set as one."""
    return Galleys(texts, press, base, take).set()
