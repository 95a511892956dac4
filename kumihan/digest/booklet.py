"""Set the digests of several pages: a page for each part, and the executive summary."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kumihan.digest.brief import Brief
from kumihan.digest.levels import rungs_to_key
from kumihan.digest.model import Digest, at_levels
from kumihan.digest.page import Desk, proof
from kumihan.digest.roomiest import Choice, roomiest
from kumihan.finding import Finding
from kumihan.weasy.typeset import Pages, typeset

SHEETS = ("base.css", "digest-pages.css")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part as it goes into a template: in brief, and how it is set."""

    brief: Brief
    choice: Choice


@dataclass(frozen=True, slots=True)
class Booklet:
    """A digest of several pages; `over` names the parts that do not fit on their page, or the whole ("")."""

    pages: Pages | None
    findings: tuple[Finding, ...] = ()
    over: tuple[str, ...] = ()


def set_parts(digest: Digest, briefs: tuple[Brief, ...], desk: Desk) -> Booklet:
    """Every part on a page of its own, each in the largest type that it allows."""
    found = {brief.part.id: fit_part(digest, brief, desk) for brief in briefs}
    over = tuple(name for name, leaf in found.items() if leaf is None)
    if over:
        return Booklet(None, over=over)
    return Booklet(*set_leaves("parts", digest, tuple(leaf for leaf in found.values() if leaf), desk))


def fit_part(digest: Digest, brief: Brief, desk: Desk) -> Leaf | None:
    """The part on one page; None where its key sentences are too many."""
    alone = replace(digest, parts=(brief.part,))
    rungs = rungs_to_key(alone)

    def leaf(choice: Choice) -> Leaf:
        return Leaf(replace(brief, part=at_levels(alone, rungs[choice.rung]).parts[0]), choice)

    def count(choice: Choice) -> int:
        return len(set_leaves("parts", digest, (leaf(choice),), desk)[0].folios)

    choice = roomiest(count, len(rungs) - 1, 1)
    return leaf(choice) if choice else None


def set_summary(digest: Digest, briefs: tuple[Brief, ...], desk: Desk, most: int) -> Booklet:
    """The executive summary on `most` pages at most: the opening of every section, and every recommendation."""
    rungs = rungs_to_key(digest)

    def leaves(choice: Choice) -> tuple[Leaf, ...]:
        parts = {part.id: part for part in at_levels(digest, rungs[choice.rung]).parts}
        return tuple(Leaf(replace(brief, part=parts[brief.part.id]), choice) for brief in briefs)

    def count(choice: Choice) -> int:
        return len(set_leaves("summary", digest, leaves(choice), desk)[0].folios)

    choice = roomiest(count, len(rungs) - 1, most)
    if choice is None:
        return Booklet(None, over=("",))
    return Booklet(*set_leaves("summary", digest, leaves(choice), desk))


def set_leaves(kind: str, digest: Digest, leaves: tuple[Leaf, ...], desk: Desk) -> tuple[Pages, tuple[Finding, ...]]:
    html = desk.room.render(f"digest/{kind}.html.j2", {"config": desk.config, "digest": digest, "leaves": leaves})
    return typeset(proof(html, SHEETS, desk), desk.read)
