"""Make the print and screen editions of a manuscript, from its galley to the finished PDF."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor

from kumihan.config import FILE
from kumihan.errors import sound
from kumihan.export.artifact import EDITIONS, Artifact
from kumihan.export.finish.job import Standard, job
from kumihan.export.finish.order import finish
from kumihan.export.finish.press import added_pages, wrong_profile
from kumihan.finding import Finding, Place
from kumihan.fitting.parts import Fitted, Shop
from kumihan.galley import Galley
from kumihan.messages import tr
from kumihan.pages.layout import lay_out
from kumihan.pages.matter.lists import NOWHERE, make_lists
from kumihan.pages.templates import HOME, Room
from kumihan.source import places_of, read_bytes
from kumihan.stages.fonts import missing_fonts, missing_glyphs
from kumihan.stages.manuscript import Manuscript
from kumihan.weasy.standing import Crew, Standing
from kumihan.weasy.typeset import Pages, typeset
from kumihan.wishes import Wishes

# The pages of a sheet that is folded once.
SHEET = 4


def shop(manuscript: Manuscript, standing: Standing | None = None) -> Shop:
    """What a part of the publication is fitted with."""
    room = Room(manuscript.root)
    return Shop(manuscript.config, manuscript.targets, room, manuscript.read, standing or Standing())


def galley(
    manuscript: Manuscript, edition: str, fitted: Fitted = Fitted(), landed: Mapping[str, int] = NOWHERE,
    blanks: int = 0,
) -> Galley:  # fmt: skip
    book, room = manuscript.book, Room(manuscript.root)
    return lay_out(
        book, manuscript.targets, manuscript.config, room, edition, fitted.styles, landed=landed, blanks=blanks
    )


def set_pages(
    manuscript: Manuscript, edition: str, fitted: Fitted, standing: Standing | None = None
) -> tuple[Pages, tuple[Finding, ...]]:
    """The pages of an edition; set again where the index has to know them to name each page once, and for blank pages.

    `standing` is the type kept from builds before.
    """
    standing = standing or Standing()
    tagged = edition == "screen"

    def set_with(landed: Mapping[str, int], blanks: int) -> tuple[Pages, tuple[Finding, ...]]:
        return typeset(galley(manuscript, edition, fitted, landed, blanks), manuscript.read, tagged, standing)

    saddle = edition == "print" and manuscript.config.print.binding == "saddle"
    landed, blanks = NOWHERE, standing.blanks if saddle else 0
    pages, found = set_with(landed, blanks)
    if make_lists(manuscript.book, manuscript.config)[1].repeated:
        landed = {name: anchor.page for name, anchor in pages.anchors.items()}
        pages, found = set_with(landed, blanks)
    if not saddle:
        return pages, found
    if wanting := -len(pages.folios) % SHEET:
        blanks = (blanks + wanting) % SHEET
        pages, found = set_with(landed, blanks)
    standing.blanks = blanks
    return pages, (*found, *added_pages(blanks, -len(pages.folios) % SHEET))


def edition(
    manuscript: Manuscript, name: str, fitted: Fitted, x1a: bool = False, standing: Standing | None = None
) -> tuple[Pages, Artifact, tuple[Finding, ...]]:
    """Typeset the print or screen edition; `x1a` makes print to PDF/X-1a instead of X-4."""
    begun = time.perf_counter()
    pages, found = set_pages(manuscript, name, fitted, standing)
    data, missing, names = pages.pdf()
    found = (*found, *missing_glyphs(missing, manuscript.sources), *missing_fonts(names, manuscript))
    standard: Standard = "screen" if name == "screen" else "x1a" if x1a else "x4"
    whole = job(manuscript.config, pages.folios, standard, name, b"" if name == "screen" else press_profile(manuscript))
    data, file = finish(data, whole), f"{manuscript.config.slug}-{name}.pdf"
    return pages, Artifact(file, "application/pdf", data, len(pages.folios), time.perf_counter() - begun), found


def screen(manuscript: Manuscript, fitted: Fitted) -> tuple[Artifact, tuple[Finding, ...]]:
    """The screen edition without its pages, which cannot leave the process that set them."""
    _, artifact, found = edition(manuscript, "screen", fitted)
    return artifact, found


def press_profile(manuscript: Manuscript) -> bytes:
    """The ICC profile of the press. Raises InputError where book.toml names one that is none."""
    file = manuscript.config.print.profile
    data = read_bytes(manuscript.root, file) if file else read_bytes(HOME / "styles", "coated.icc")
    place = (*places_of(file, manuscript.sources[:1]), Place(FILE))[0] if file else Place(FILE)
    sound(wrong_profile(data, file, place))
    return data or b""


def editions(
    manuscript: Manuscript, products: tuple[str, ...], fitted: Fitted, wishes: Wishes, executor: Executor | None,
    step: Callable[[str], None], standing: Standing | None = None,
) -> tuple[Pages, list[Artifact], tuple[Finding, ...]]:  # fmt: skip
    """The editions that the products need: the pages of the first, print before screen, and the files in this order."""
    names = [name for name in EDITIONS if name in products or (name == "print" and {"epub", "digest"} & set(products))]
    apart = executor.submit(screen, manuscript, fitted) if executor and {"print", "screen"} <= set(products) else None
    standing = standing or Standing()
    hands = wishes.jobs - (2 if apart else 1)
    standing.crew = Crew(executor, hands) if executor and hands > 0 else None
    step(tr("typesetting: {edition}", edition=names[0]))
    printed, artifact, found = edition(manuscript, names[0], fitted, wishes.x1a, standing)
    artifacts, findings = [artifact], sound(found)
    for name in names[1:]:
        step(tr("typesetting: {edition}", edition=name))
        artifact, found = apart.result() if apart else edition(manuscript, name, fitted, standing=standing)[1:]
        artifacts, findings = [*artifacts, artifact], sound((*findings, *found))
    return printed, artifacts, findings
