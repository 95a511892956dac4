"""Tell what copyfitting did to each part, and what it could not do. It decides nothing."""

from __future__ import annotations

import math
from dataclasses import replace

from kumihan.config import Config
from kumihan.finding import Finding, Place, error, warning
from kumihan.fitting.levers import moved
from kumihan.fitting.parts import Fitted, trial_of
from kumihan.fitting.search import Fit, Trial
from kumihan.messages import tr
from kumihan.model import Book, Chapter
from kumihan.type_area import PAPERS
from kumihan.weasy.typeset import Pages


def fit_findings(book: Book, made: Fitted, printed: Pages, config: Config, loose: bool) -> tuple[Finding, ...]:
    """What an editor must see to: a part that is too long even so is an error, one that is too short a warning.

    The book as it was really set is what counts: `printed`. With `loose` nothing is an error.
    """
    found = []
    for chapter in book.chapters:
        if chapter.id in made.fits:
            known = replace(made.fits[chapter.id], after=trial_of(printed.sheets, chapter.id))
            place = Place(chapter.place.file, 1)
            if known.is_over:
                say = warning if loose else error
                found.append(say("copyfit-over", over_words(chapter, known), place, over_hint(chapter, known, config)))
            elif lines := known.wanting(config.fitting.fill):
                fact = tr(
                    "{title} fills only {fill} % of its last page; {lines} lines are wanting to {least} %",
                    title=title(chapter), fill=percent(known.after.fill), lines=lines, least=percent(config.fitting.fill),
                )  # fmt: skip
                hint = tr("add to its text or a figure, or widen a limit under [fitting] in book.toml")
                found.append(warning("copyfit-short", fact, place, hint))
    return tuple(found)


def over_words(chapter: Chapter, known: Fit) -> str:
    return tr(
        "{title} does not fit on {pages} pages: {lines} lines are over, with every lever at its limit",
        title=title(chapter), pages=known.wanted, lines=known.over,
    )  # fmt: skip


def over_hint(chapter: Chapter, known: Fit, config: Config) -> str:
    """Ways out: a cut in characters, the lever whose limit would have to give least, and more pages.

    Where no part stands on a spread, a number of pages for all of them was mostly meant for another paper.
    """
    paper = config.layout.paper
    if chapter.pages is None and not PAPERS[paper].spreads:
        return tr(
            "on {paper} a part begins on any page: write pages = 0 under [fitting] in book.toml, and each takes what it "
            "needs; --loose builds all the same",
            paper=paper,
        )
    area = known.setting.area
    room = area.columns * area.lines * known.wanted
    lines = math.ceil(area.lines * (room + known.over) / room)
    return tr(
        "cut about {characters} characters; or let the line pitch close to {share} (pitch under [fitting]); or write "
        "pages: {pages} in the chapter’s front matter; --loose builds all the same",
        characters=known.over * area.characters, pages=known.after.pages,
        share=f"{int(known.base.area.lines / lines * 100) / 100:g}",
    )  # fmt: skip


def title(chapter: Chapter) -> str:
    return chapter.label or f"「{chapter.title}」"


def percent(share: float) -> int:
    return int(share * 100)  # never rounded up to what is asked for


def as_json(made: Fitted, part: str) -> dict[str, object] | None:
    """One part's fit for the build report: pages and fill before and after, and each lever moved, from and to."""
    if part not in made.fits:
        return None
    known = made.fits[part]
    return {
        "pages_wanted": known.wanted, "pages_before": known.before.pages, "fill_before": known.before.fill,
        "pages_after": known.after.pages, "fill_after": known.after.fill,
        "levers": {name: list(pair) for name, pair in moved(known.base, known.setting).items()},
    }  # fmt: skip


def lines_of(book: Book, made: Fitted, printed: Pages) -> tuple[str, ...]:
    """A line for each part: its pages as designed and as fitted, and what was moved for it."""
    return tuple(
        line(chapter, made.fits.get(chapter.id), trial_of(printed.sheets, chapter.id)) for chapter in book.chapters
    )


def line(chapter: Chapter, known: Fit | None, after: Trial) -> str:
    if known is None:
        return tr("{title}: {after}; as it falls", title=title(chapter), after=pages_words(after))
    levers = tr(", ").join(lever_words(name, *pair) for name, pair in moved(known.base, known.setting).items())
    before = pages_words(known.before)
    if not levers:
        return tr("{title}: {after}; as designed", title=title(chapter), after=pages_words(after))
    return tr(
        "{title}: {before} → {after}; {levers}",
        title=title(chapter), before=before, after=pages_words(after), levers=levers,
    )  # fmt: skip


def pages_words(trial: Trial) -> str:
    if trial.pages == 1:
        return tr("1 page, {fill} % full", fill=percent(trial.fill))
    return tr("{pages} pages, the last {fill} % full", pages=trial.pages, fill=percent(trial.fill))


def lever_words(name: str, before: float, after: float) -> str:
    """A lever with its unit, from and to."""
    match name:
        case "figure":
            return tr("figures {before} → {after} % of the column", before=percent(before), after=percent(after))
        case "opening":
            return tr("the opening {before} → {after} lines", before=before, after=after)
        case "room":
            return tr("{after} lines more around figures", after=after - before)
        case "heading":
            return tr("{before} → {after} lines above headings", before=before, after=after)
        case "pitch":
            return tr("line pitch {before} → {after} pt", before=before, after=after)
        case "size":
            return tr("type {before} → {after} pt", before=before, after=after)
        case _:
            return tr("tracking {before} → {after} em", before=before, after=after)
