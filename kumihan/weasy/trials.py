"""Set galleys only to measure them: fonts and stylesheets are opened once for all trials. Nothing comes of a trial but sheets."""

from __future__ import annotations

from collections.abc import Callable

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from kumihan.galley import Galley
from kumihan.weasy.measure import Sheet
from kumihan.weasy.section import Press
from kumihan.weasy.typeset import BASE, Fetcher, listening, measured


def bench(
    stylesheets: tuple[tuple[str, str], ...], read: Callable[[str], bytes | None]
) -> Callable[[Galley], tuple[Sheet, ...]]:
    """A function that sets galleys with these stylesheets; what is wrong with them is told when the book itself is set."""
    fetcher, fonts = Fetcher(read, []), FontConfiguration()
    with listening():
        sheets = [
            weasyprint.CSS(string=text, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
            for _, text in stylesheets
        ]
    press = Press(fonts, sheets, fetcher)

    def set_one(galley: Galley) -> tuple[Sheet, ...]:
        with listening():
            return measured(galley, press)

    return set_one
