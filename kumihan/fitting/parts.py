"""Bring every part of a publication to its pages: each is set alone, again and again. The search itself is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kumihan import __version__
from kumihan.config import Config
from kumihan.fitting.levers import Load, Setting
from kumihan.fitting.memory import digests, keep, key, recall
from kumihan.fitting.properties import properties
from kumihan.fitting.search import Fit, Trial, fit
from kumihan.galley import Galley
from kumihan.markup.resolve import references_of
from kumihan.messages import tr
from kumihan.model import Book, Chapter, Figure, Section, Target, blocks
from kumihan.pages.layout import lay_out
from kumihan.pages.templates import Room
from kumihan.remembered import Same, remembered
from kumihan.weasy import PINNED
from kumihan.weasy.font_file import font_heads
from kumihan.weasy.measure import Sheet
from kumihan.weasy.standing import Standing
from kumihan.weasy.trials import bench

# What a stylesheet sets type with: families by name, and files of the publication.
FONTS = re.compile(r"(?:font(?:-family)?|--serif|--sans)\s*:([^;}]*)")
NAME = re.compile(r"""["']([^"']+)["']""")
FILES = re.compile(r"""url\(\s*["']?([^"')]+)""")


@dataclass(frozen=True, slots=True)
class Shop:
    """What a part is set with: settings, links, templates, the files of the publication, type kept from builds before."""

    config: Config
    targets: Mapping[str, Target]
    room: Room
    read: Callable[[str], bytes | None]
    standing: Standing = field(default_factory=Standing)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The parts that are to stand on so many pages, by id, and what their elements say in `style`."""

    fits: Mapping[str, Fit] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)


def copyfit(book: Book, shop: Shop, step: Callable[[str], None] = lambda words: None) -> Fitted:
    """Fit each part that asks for pages, by itself: no part changes for its neighbour's sake."""
    fits = {}
    desk = Desk(shop)
    for chapter in book.chapters:
        wanted = pages_of(chapter, shop.config)
        if wanted:
            step(tr("fitting: {title}", title=chapter.title))
            fits[chapter.id] = fit_part(chapter, wanted, desk)
    styles = {name: properties(made.base, made.setting) for name, made in fits.items()}
    return Fitted(fits, {name: style for name, style in styles.items() if style})


def pages_of(chapter: Chapter, config: Config) -> int:
    """The pages that a part is to stand on; 0 where it may take what it takes."""
    return config.fitting.pages if chapter.pages is None else chapter.pages


def load_of(chapter: Chapter) -> Load:
    """What levers can act on in a part."""
    kinds = [type(node) for node in blocks(chapter.children)]
    return Load(kinds.count(Figure), kinds.count(Section))


class Desk:
    """Where parts are set alone, one after the other."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.base = Setting(shop.config.layout.area)

    def galley(self, chapter: Chapter, setting: Setting) -> Galley:
        """A part alone, with no more of the book than its own text."""
        style = properties(self.base, setting)
        styles = {chapter.id: style} if style else {}
        shop = self.shop
        return lay_out(Book((chapter,)), shop.targets, shop.config, shop.room, "print", styles, whole=False)

    @cached_property
    def settings(self) -> str:
        return repr(self.shop.config)

    @cached_property
    def stylesheets(self) -> tuple[tuple[str, str], ...]:
        """The same for every part."""
        shop = self.shop
        return lay_out(Book(()), shop.targets, shop.config, shop.room, "print", whole=False).stylesheets

    @cached_property
    def type(self) -> tuple[bytes, str]:
        """What tells the type that the stylesheets set with from any other: fonts of this machine, files that they name."""
        text = "\n".join(text for _, text in self.stylesheets)
        families = dict.fromkeys(name for found in FONTS.findall(text) for name in NAME.findall(found))
        return font_heads(families), digests(map(self.shop.read, dict.fromkeys(FILES.findall(text))))

    @cached_property
    def bench(self) -> Callable[[Galley], tuple[Sheet, ...]]:
        """Opened for the first part that is not remembered."""
        return bench(self.stylesheets, self.shop.read, self.shop.standing)

    def set_part(self, chapter: Chapter, setting: Setting) -> Trial:
        """Typeset one part: the pages that it takes and how full the last one is."""
        return trial_of(self.bench(self.galley(chapter, setting)), chapter.id)


def circumstances(chapter: Chapter, wanted: int, desk: Desk) -> Hashable:
    """What a part's fit depends on."""
    shop = desk.shop
    labels = tuple((node.target, label_of(shop.targets.get(node.target))) for node in references_of(chapter))
    pictures = tuple(shop.read(node.source) for node in blocks(chapter.children) if isinstance(node, Figure))
    return Same(chapter), wanted, labels, pictures, desk.settings, desk.type, shop.room.texts


def label_of(target: Target | None) -> str | None:
    return target.label if target else None


@remembered(circumstances)
def fit_part(chapter: Chapter, wanted: int, desk: Desk) -> Fit:
    """One part's fit: as remembered, else searched for."""
    shop, base = desk.shop, desk.base
    galley, limits = desk.galley(chapter, base), shop.config.fitting
    pictures = digests(shop.read(node.source) for node in blocks(chapter.children) if isinstance(node, Figure))
    sheets = (text for sheet in galley.stylesheets for text in sheet)
    asked = (str(wanted), repr(limits), repr(base))
    name = key(__version__, PINNED, *desk.type, galley.html, *sheets, pictures, *asked)
    known = recall(name)
    if known is None:
        known = fit(lambda setting: desk.set_part(chapter, setting), base, load_of(chapter), wanted, limits)
        keep(name, known)
    return known


def trial_of(sheets: tuple[Sheet, ...], part: str) -> Trial:
    """How many pages a part stands on and how full its last one is."""
    fills = [sheet.fill for sheet in sheets if sheet.part == part]
    return Trial(len(fills), fills[-1])
