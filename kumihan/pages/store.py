"""What stores and readers ask of an e-book where they differ; docs/guide/ebook.md names the source of each difference."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Store:
    """Where an e-book is going."""

    name: str
    guide: bool = False
    """The package names the version of 電書協's guide that it follows."""
    cover_in_text: bool = True
    """The cover is the first page of the text; else it stands apart (linear="no"), so that it is not shown twice."""
    cover_short: int = 1480
    """The short side of the cover in px; stores ask for 1,400 at least."""
    cover_kind: str = "image/png"
    named_fonts: bool = True
    """The styles may name fonts that the package does not hold."""
    one_direction: bool = False
    """A document has one direction of lines: figures and tables of a vertical book are vertical too."""
    writing_mode: bool = True
    """The package says the direction of lines in Kindle's own words."""
    spreads: bool = True
    """The cover says on which side of a spread it stands."""


STORES = {
    store.name: store
    for store in (
        Store("ebpaj", guide=True),
        Store("kindle", cover_in_text=False, cover_short=1600, cover_kind="image/jpeg"),
        Store("kobo", named_fonts=False, writing_mode=False),
        Store("apple", one_direction=True, writing_mode=False),
        Store("web", cover_short=1400, cover_kind="image/jpeg", writing_mode=False, spreads=False),
    )
}
DEFAULT = STORES["ebpaj"]
