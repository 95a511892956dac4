"""Keep type standing between builds (組み置き): fonts, stylesheets, pictures and drawn sections. It sets no type itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass

from kumihan.weasy.press import Press, listening, make_press

# As many kinds of document are kept: print, screen, trials and two more.
MOST = 5
Stylesheets = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Crew:
    """Who sets sections beside this process: `hands` other processes, which `executor` gives errands to."""

    executor: Executor
    hands: int


class Standing:
    """The presses of the documents that were set last, by their stylesheets; it lives as long as somebody watches.

    `crew` are other processes that set sections, where there are any; `blanks` is how many blank pages filled the last
    signature the last time.
    """

    def __init__(self, crew: Crew | None = None) -> None:
        self.crew, self.blanks = crew, 0
        self.presses: dict[tuple[Stylesheets, str], Press] = {}

    def open(self, stylesheets: Stylesheets, read: Callable[[str], bytes | None], use: str) -> Press:
        """The press for a document, the same as before where no stylesheet and no picture changed.

        `use` tells documents apart of which something else is taken.
        """
        kind = (stylesheets, use)
        press = self.presses.pop(kind, None)
        if press is None or not press.fetcher.is_fresh(read):
            press = make_press(stylesheets, read)
        press.fetcher.read = read
        self.presses[kind] = press
        while len(self.presses) > MOST:
            del self.presses[next(iter(self.presses))]
        return press

    @contextmanager
    def press(self, stylesheets: Stylesheets, read: Callable[[str], bytes | None], use: str) -> Iterator[Press]:
        """The press while a document is set; it hears what is warned of."""
        press = self.open(stylesheets, read, use)
        with listening() as heard:
            heard += press.heard_of_styles
            press.heard = heard
            yield press
