"""Keep type standing between builds (組み置き): fonts, stylesheets, pictures and drawn sections. It sets no type itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kumihan.weasy.press import Press, listening, make_press

# As many kinds of document are kept: print, screen and two more.
MOST = 4
Kind = tuple[tuple[tuple[str, str], ...], bool]


class Standing:
    """The presses of the documents that were set last, by their stylesheets; it lives as long as somebody watches."""

    def __init__(self) -> None:
        self.presses: dict[Kind, Press] = {}

    @contextmanager
    def press(
        self, stylesheets: tuple[tuple[str, str], ...], read: Callable[[str], bytes | None], tagged: bool
    ) -> Iterator[Press]:
        """The press for a document, the same as before where no stylesheet and no picture changed."""
        kind = (stylesheets, tagged)
        press = self.presses.pop(kind, None)
        if press is None or not press.fetcher.is_fresh(read):
            press = make_press(stylesheets, read)
        press.fetcher.read = read
        self.presses[kind] = press
        while len(self.presses) > MOST:
            del self.presses[next(iter(self.presses))]
        with listening() as heard:
            heard += press.heard_of_styles
            press.heard = heard
            yield press
