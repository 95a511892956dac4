"""Set galleys only to measure them: fonts and stylesheets are opened once for all trials. Nothing comes of a trial but sheets."""

from __future__ import annotations

from collections.abc import Callable

from kumihan.galley import Galley
from kumihan.weasy.measure import Sheet
from kumihan.weasy.press import listening
from kumihan.weasy.standing import Standing
from kumihan.weasy.typeset import measured


def bench(
    stylesheets: tuple[tuple[str, str], ...], read: Callable[[str], bytes | None], standing: Standing
) -> Callable[[Galley], tuple[Sheet, ...]]:
    """A function that sets galleys with these stylesheets; what is wrong with them is told when the book itself is set."""
    press = standing.open(stylesheets, read, "trial")

    def set_one(galley: Galley) -> tuple[Sheet, ...]:
        with listening():
            return measured(galley, press)

    return set_one
