"""Set a document section by section; how one section is laid out, drawn or measured is known elsewhere.

A section is laid out again only when a number that it prints, or what it takes over from the one before, has changed.
What is wanted of it is taken as soon as that is certain, and its boxes are let go. If only its pages have other numbers, what
was taken of its text is good for them, and what stands in their margins is taken anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property
from itertools import chain
from typing import Any, Generic, TypeVar

from kumihan.weasy import boot
from kumihan.weasy.joints import Fixed, Heard, Inseparable, Kept, Key, Settled, Start
from kumihan.weasy.margins import fill_margins
from kumihan.weasy.moving import Mover
from kumihan.weasy.press import Press
from kumihan.weasy.section import Laid, elements, lay_out, let_go, parse, place_among, shell

Taken = TypeVar("Taken")
# What is wanted of a section's page boxes.
Take = Callable[[list[Any]], Taken]
# What is wanted of it when it moves: of what was taken, and page boxes without text. Raises Fixed.
Retake = Callable[[Taken, list[Any]], Taken]
# As often as WeasyPrint lays a document out until its page numbers agree.
ROUNDS = 8


class Text:
    """A section's HTML; it is parsed when somebody asks, for a section that was set before may never be."""

    def __init__(self, text: str, base: str, press: Press) -> None:
        self.text, self.base, self.press = text, base, press

    @cached_property
    def document(self) -> Any:
        return parse(self.text, self.base, self.press.fetcher)

    @cached_property
    def shell(self) -> Any:
        """The section's element without its content."""
        known = self.press.shells.get(self.text)
        return known if known is not None else shell(*elements(self.document))


class Sections(Generic[Taken]):
    """The sections of a document on their way; `take` gets the page boxes of each once, with full margins.

    Without `retake`, a section that moves is laid out again.
    """

    def __init__(
        self, texts: tuple[str, ...], press: Press, base: str, take: Take[Taken], retake: Retake[Taken] | None = None
    ) -> None:
        self.press, self.take, self.retake = press, take, retake
        self.texts = [Text(text, base, press) for text in texts]
        self.row = [text.shell for text in self.texts]
        press.shells = dict(zip(texts, self.row, strict=True))
        outside = hashlib.sha256(repr([seen_of(each, press) for each in self.row]).encode()).digest()
        self.keys: list[Key] = [(text, index, outside) for index, text in enumerate(texts)]
        press.kept = {key: press.kept[key] for key in self.keys if key in press.kept}
        before = [press.kept.get(key) for key in self.keys]
        self.settled = [kept.settled if kept else None for kept in before]
        self.taken: list[Taken | None] = [kept.taken if kept else None for kept in before]
        self.heard: list[Heard] = [kept.heard if kept else ((), ()) for kept in before]
        # Sections that say how many pages there are in all wait for the last of them.
        self.waiting: dict[int, Laid] = {}
        # The landings of the last time are as good a guess as any.
        self.known = dict(press.landings)

    @cached_property
    def mover(self) -> Mover:
        """Made of any section's document, best of one that is parsed already."""
        parsed = (text.document for text in self.texts if "document" in text.__dict__)
        return Mover(next(parsed, None) or self.texts[0].document, self.press)

    def take_over(self, index: int, kept: Kept) -> None:
        """Take a section as set elsewhere; it is set again where that does not fit."""
        self.settled[index], self.taken[index], self.heard[index] = kept.settled, kept.taken, kept.heard
        self.press.kept[self.keys[index]] = kept
        self.known.update(kept.settled.landings)

    def run(self, first: int, last: int, start: Start) -> None:
        """Set the sections from `first` to before `last`; one that asks of others stays unsettled."""
        for index in range(first, last):
            part = self.settled[index] = self.lay(index, start, guessing=True)
            self.known.update(part.landings)
            start = part.end
        for index in range(first, last):
            known = self.settled[index]
            if known and known.guessed and all(name in self.known for name in known.asked):
                self.lay(index, known.start, guessing=True)

    def set(self, reach: Callable[[int], None] = lambda index: None) -> list[Taken]:
        """What is wanted of every section, in their order. Raises Inseparable where they must be set as one.

        `reach` is told when the first of the sections that are set elsewhere may be wanted.
        """
        self.reach = reach
        for turn in range(ROUNDS):
            if not self.go_through(guessing=turn == 0):
                break
        for part in self.settled:
            for name in (name for name, landing in part.asked.items() if landing is None) if part else ():
                raise Inseparable(f"#{name} is nowhere")
        self.press.landings = self.known
        total = sum(part.end.index - part.start.index for part in self.settled if part)
        for index, laid in self.waiting.items():
            fill_margins(laid.context, laid.pages, total)
            self.taken[index] = self.take(laid.pages)
            let_go(laid)
        self.press.heard += chain.from_iterable(chain.from_iterable(self.heard))
        return [taken for taken in self.taken if taken is not None]

    def go_through(self, guessing: bool) -> bool:
        """Lay out what has to be laid out; whether anything had."""
        changed = False
        start = Start()
        for index in range(len(self.settled)):
            self.reach(index)
            part = self.settled[index]
            if part is None or part.start != start or self.is_out_of_date(part):
                part = self.settled[index] = self.move(index, start) or self.lay(index, start, guessing)
                self.known.update(part.landings)
                changed = True
            start = part.end
        self.known = {name: landing for part in self.settled if part for name, landing in part.landings.items()}
        return changed

    def is_out_of_date(self, part: Settled) -> bool:
        """Whether a section prints another number than is known now."""
        return any(self.known.get(name) != was for name, was in part.asked.items())

    def move(self, index: int, start: Start) -> Settled | None:
        """Let a section begin elsewhere as it is, but for its margins; None where it must be laid out."""
        part, taken = self.settled[index], self.taken[index]
        if part is None or taken is None or index in self.waiting or self.retake is None:
            return None
        if self.is_out_of_date(part) or not boot.takes("moving"):
            return None
        heard = len(self.press.heard)
        try:
            laid = self.mover.move(part, start)
            taken = self.taken[index] = self.retake(taken, laid.pages)
        except Fixed:
            del self.press.heard[heard:]
            return None
        self.heard[index] = (self.heard[index][0], self.listened(heard))
        let_go(laid)
        self.press.kept[self.keys[index]] = Kept(laid.settled, taken, self.heard[index])
        return laid.settled

    def listened(self, since: int) -> tuple[str, ...]:
        """What the typesetter has warned of since, for the section alone."""
        heard = tuple(self.press.heard[since:])
        del self.press.heard[since:]
        return heard

    def lay(self, index: int, start: Start, guessing: bool) -> Settled:
        """Lay a section out, and take what is wanted unless some number in it is not known yet."""
        document, heard = self.texts[index].document, len(self.press.heard)
        place_among(document, self.row, index)
        laid = lay_out(document, self.press, start, self.known, guessing)
        self.heard[index] = (self.listened(heard), ())
        self.taken[index] = None
        self.waiting.pop(index, None)
        self.press.kept.pop(self.keys[index], None)
        if laid.settled.guessed:
            let_go(laid)
        elif fill_margins(laid.context, laid.pages, 0):
            del self.press.heard[heard:]  # they are filled once more
            self.waiting[index] = laid
        else:
            self.heard[index] = (self.heard[index][0], self.listened(heard))
            taken = self.taken[index] = self.take(laid.pages)
            let_go(laid)
            self.press.kept[self.keys[index]] = Kept(laid.settled, taken, self.heard[index])
        return laid.settled


def seen_of(element: Any, press: Press) -> tuple[str, dict[str, str]]:
    """What selectors may see of a section from another: without its own style, which copyfitting changes, if they can."""
    return element.tag, {key: value for key, value in element.attrib.items() if key != "style" or press.sees_style}


def set_sections(texts: tuple[str, ...], press: Press, base: str, take: Take[Taken]) -> list[Taken]:
    """What is wanted of each section of a document. Raises Inseparable where they must be set as one."""
    return Sections(texts, press, base, take).set()
