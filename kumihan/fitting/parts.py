"""Bring every part of a publication to its pages: each is set alone, again and again. The search itself is elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kumihan import __version__
from kumihan.config import Config
from kumihan.fitting.levers import Load, Setting
from kumihan.fitting.memory import digests, keep, key, recall
from kumihan.fitting.properties import properties
from kumihan.fitting.search import Fit, Trial, fit
from kumihan.messages import tr
from kumihan.model import Book, Chapter, Figure, Section, Target, blocks
from kumihan.pages.layout import lay_out
from kumihan.pages.templates import Room
from kumihan.type_area import type_area
from kumihan.weasy import PINNED
from kumihan.weasy.typeset import Pages, typeset


@dataclass(frozen=True, slots=True)
class Shop:
    """What a part is set with: settings, links, templates, and the files of the publication."""

    config: Config
    targets: Mapping[str, Target]
    room: Room
    read: Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The parts that are to stand on so many pages, by id, and what their elements say in `style`."""

    fits: Mapping[str, Fit] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)


def copyfit(book: Book, shop: Shop, step: Callable[[str], None] = lambda words: None) -> Fitted:
    """Fit each part that asks for pages, by itself: no part changes for its neighbour's sake."""
    fits = {}
    for chapter in book.chapters:
        wanted = pages_of(chapter, shop.config)
        if wanted:
            step(tr("fitting: {title}", title=chapter.title))
            fits[chapter.id] = fit_part(chapter, wanted, shop)
    styles = {name: properties(made.base, made.setting) for name, made in fits.items()}
    return Fitted(fits, {name: style for name, style in styles.items() if style})


def pages_of(chapter: Chapter, config: Config) -> int:
    """The pages that a part is to stand on; 0 where it may take what it takes."""
    return config.fitting.pages if chapter.pages is None else chapter.pages


def load_of(chapter: Chapter) -> Load:
    """What levers can act on in a part."""
    kinds = [type(node) for node in blocks(chapter.children)]
    return Load(kinds.count(Figure), kinds.count(Section))


def fit_part(chapter: Chapter, wanted: int, shop: Shop) -> Fit:
    """One part's fit: as remembered, else searched for. A part alone is set, with no more of the book than its own text."""
    base = Setting(type_area(shop.config.layout.size, shop.config.layout.columns))
    galley = lay_out(Book((chapter,)), shop.targets, shop.config, shop.room, "print", whole=False)
    pictures = digests(shop.read(node.source) for node in blocks(chapter.children) if isinstance(node, Figure))
    sheets = (text for sheet in galley.stylesheets for text in sheet)
    limits = shop.config.fitting
    name = key(__version__, PINNED, galley.html, *sheets, pictures, str(wanted), limits.model_dump_json(), repr(base))
    known = recall(name)
    if known is None:
        known = fit(lambda setting: set_alone(chapter, base, setting, shop), base, load_of(chapter), wanted, limits)
        keep(name, known)
    return known


def set_alone(chapter: Chapter, base: Setting, setting: Setting, shop: Shop) -> Trial:
    """Typeset one part: the pages that it takes and how full the last one is."""
    style = properties(base, setting)
    styles = {chapter.id: style} if style else {}
    galley = lay_out(Book((chapter,)), shop.targets, shop.config, shop.room, "print", styles, whole=False)
    return trial_of(typeset(galley, shop.read)[0], chapter.id)


def trial_of(pages: Pages, part: str) -> Trial:
    fills = [sheet.fill for sheet in pages.sheets if sheet.part == part]
    return Trial(len(fills), fills[-1])
