"""Make the digests that a publication asks for beside its one page: by addressee, by theme, in English, by part, in summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kumihan.config import FILE
from kumihan.digest.booklet import Booklet, set_parts, set_summary
from kumihan.digest.brief import briefs
from kumihan.digest.grouping import by_addressee, by_theme, in_english, named
from kumihan.digest.model import Digest, Entry
from kumihan.digest.page import Desk
from kumihan.digest.products import Made, make_page, pdf_of
from kumihan.finding import Finding, Place, error, warning
from kumihan.messages import tr
from kumihan.model import Book


@dataclass(frozen=True, slots=True)
class Regrouped:
    """A digest on one page that is made of an attribute of the marks."""

    attribute: str
    name: Callable[[Entry], str]
    make: Callable[[Digest, Desk], Digest]


REGROUPED = {
    "addressee": Regrouped("to", lambda entry: entry.item.addressee, lambda digest, desk: by_addressee(digest)),
    "theme": Regrouped("theme", lambda entry: entry.item.theme, lambda digest, desk: by_theme(digest)),
    "english": Regrouped("en", lambda entry: entry.item.english, lambda digest, desk: in_english(digest, desk.config)),
}


def grouped_as_asked(whole: Digest, desk: Desk) -> Digest:
    """The digest as `[digest] by` of book.toml groups it; by part where no mark says what it asks for."""
    way = REGROUPED.get(desk.config.digest.by)
    return way.make(whole, desk) if way and named(whole, way.name) else whole


def make_kinds(whole: Digest, book: Book, folio: Callable[[str], str], desk: Desk) -> Made:
    """Every kind that `[digest] also` of book.toml names; `folio` gives the printed page of an id."""
    made = Made()
    for kind in desk.config.digest.also:
        made = joined(made, make_kind(kind, whole, book, folio, desk))
    return made


def make_kind(kind: str, whole: Digest, book: Book, folio: Callable[[str], str], desk: Desk) -> Made:
    if kind in REGROUPED:
        way = REGROUPED[kind]
        if not named(whole, way.name):
            return Made(findings=(without(kind, way.attribute),))
        return make_page(way.make(whole, desk), desk, f"{desk.config.slug}-digest-{kind}")
    parts = briefs(whole, book, folio)
    booklet = (
        set_parts(whole, parts, desk)
        if kind == "parts"
        else set_summary(whole, parts, desk, desk.config.digest.summary_pages)
    )
    return made_of(booklet, kind, whole, desk)


def made_of(booklet: Booklet, kind: str, whole: Digest, desk: Desk) -> Made:
    if booklet.pages is None:
        places = {part.id: part.entries[0].item.place for part in whole.parts if part.entries}
        faults = (too_full(kind, places.get(name, Place(FILE)), desk) for name in booklet.over)
        return Made(findings=tuple(faults))
    pdf, missing = pdf_of(booklet.pages, whole, desk, f"{desk.config.slug}-digest-{kind}")
    return Made((pdf,), missing, booklet.findings)


def joined(one: Made, other: Made) -> Made:
    return replace(
        one, artifacts=one.artifacts + other.artifacts, missing=one.missing + other.missing,
        findings=one.findings + other.findings,
    )  # fmt: skip


def without(kind: str, attribute: str) -> Finding:
    fact = tr("[digest] also asks for “{kind}”, but no mark of a recommendation says it", kind=kind)
    hint = tr('write {{{attribute}="…"}} after the marks, as in ==…=={{{attribute}="…"}}', attribute=attribute)
    return warning("digest-kind", fact, Place(FILE), hint)


def too_full(kind: str, place: Place, desk: Desk) -> Finding:
    count = desk.config.digest.summary_pages if kind == "summary" else 1
    fact = tr("the digest “{kind}” does not fit on {count} pages, even in type of 8 pt", kind=kind, count=count)
    hint = tr("mark shorter sentences, or give it more pages or none: [digest] in book.toml")
    return error("digest-too-long", fact, place, hint)
