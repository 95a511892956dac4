"""Compose the digest's one A4 page: the most generous type that holds every sentence whole. It never cuts a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kumihan.config import Config
from kumihan.digest.choice import DigestItem
from kumihan.digest.feather import PT, Columns, Mark, columns, feather, heads, lowest, shape
from kumihan.digest.written import HOLE, HOLE_WORDS, by_chapter, digest_json, digest_markdown, issued
from kumihan.export.artifact import Artifact
from kumihan.export.pdf import finish
from kumihan.finding import Finding, Place, error
from kumihan.galley import Galley
from kumihan.messages import tr
from kumihan.model import Book
from kumihan.pages.layout import variables
from kumihan.pages.templates import Room
from kumihan.weasy.typeset import Pages, typeset

# The width in pt between the page's margins, and the least room between the columns in em.
MEASURE = 516.0
LEAST_GAP = 2.0
# The foot of the type area in px from the page's top: 281 mm.
FOOT = 281 / 25.4 * 96
# How many of the longest items the finding names where nothing fits.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A way to set the page, all in pt: type, leading, the room above an item and above a chapter."""

    size: float
    leading: float
    item: float
    chapter: float

    @property
    def column(self) -> int:
        """The characters of a line: whole ones, so that lines are flush."""
        return int((MEASURE / self.size - LEAST_GAP) / 2)

    def stylesheet(self) -> str:
        """The step as custom properties."""
        gap = MEASURE - 2 * self.column * self.size
        return (
            f":root {{ --size: {self.size:g}pt; --leading: {self.leading:g}pt; --item: {self.item:g}pt; "
            f"--chapter: {self.chapter:g}pt; --gap: {gap:g}pt; }}\n"
        )


# From the most generous to the tightest; no type under 7.5 pt.
STEPS = (
    Step(10, 17, 7, 18),
    Step(9.75, 16.5, 6.5, 17),
    Step(9.5, 16, 6, 16),
    Step(9.25, 15.5, 5.5, 15),
    Step(9, 15, 5, 14),
    Step(9, 14.5, 4, 13),
    Step(8.75, 14, 4, 12),
    Step(8.5, 13.5, 3.75, 11),
    Step(8.5, 13, 3, 10),
    Step(8.25, 12.75, 3, 10),
    Step(8, 12.25, 3, 9.5),
    Step(8, 12, 2.5, 9),
    Step(7.75, 11.75, 2.25, 8.5),
    Step(7.5, 11.5, 2.25, 8),
    Step(7.5, 11, 1.75, 7),
)


def digest_galley(items: tuple[DigestItem, ...], book: Book, config: Config, room: Room, step: Step) -> Galley:
    """The page as HTML with its stylesheets. Raises InputError for a wrong template."""
    values = {
        "config": config, "parts": by_chapter(items, book), "issued": issued(config), "hole": HOLE, "hole_words": HOLE_WORDS,
    }  # fmt: skip
    html = room.render("digest/digest.html.j2", values)
    sheets = (sheet for name in ("base.css", "digest.css") for sheet in room.stylesheets(name))
    return Galley(html, (("config.css", variables(config)), ("step.css", step.stylesheet()), *sheets))


def digest_html(galley: Galley) -> str:
    """The page as one file that needs no other: its stylesheets stand in its head."""
    # A stylesheet must not be able to end the element that holds it.
    sheets = "".join(text for _, text in galley.stylesheets).replace("</", "<\\/")
    return galley.html.replace("</head>", f"<style>\n{sheets}</style>\n</head>", 1)


@dataclass(frozen=True, slots=True)
class Proof:
    """One trial of the page: what was set, what came of it, and what was said."""

    step: Step
    galley: Galley
    pages: Pages
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        return len(self.pages.folios) == 1


def fit(
    items: tuple[DigestItem, ...], book: Book, config: Config, room: Room, read: Callable[[str], bytes | None]
) -> Proof:
    """The page at the first step that holds everything, its columns evened out; else at the tightest step."""

    def prove(step: Step, more: str = "") -> Proof:
        galley = digest_galley(items, book, config, room, step)
        galley = Galley(galley.html, (*galley.stylesheets, ("feather.css", more)))
        return Proof(step, galley, *typeset(galley, read))

    tried: dict[Step, Proof] = {}

    def holds(step: Step) -> bool:
        tried[step] = prove(step)
        return tried[step].holds

    # Each step holds more than the one before, so that halving finds the first that holds everything.
    index = bisect_left(STEPS, True, key=holds)
    if index == len(STEPS):
        return tried[STEPS[-1]]
    return even(tried[STEPS[index]], prove, lambda pages: columns(marks(pages, items, book)))


def even(proof: Proof, prove: Callable[[Step, str], Proof], found: Callable[[Pages], Columns]) -> Proof:
    """The same page with columns that begin and end alike: at the foot of the page, else where the longer one ends.

    A proof in which an item changes its column, or the page overflows, is thrown away.
    """

    def tried(rules: str) -> Proof | None:
        new = prove(proof.step, rules)
        return new if new.holds and shape(found(new.pages)) == shape(found(proof.pages)) else None

    rules = heads(found(proof.pages))
    proof = (tried(rules) if rules else None) or proof
    rules = heads(found(proof.pages))
    for goal in (FOOT - proof.step.leading / PT, lowest(found(proof.pages))):
        room_between = feather(found(proof.pages), goal, proof.step.leading)
        evened = tried(rules + room_between) if room_between else None
        if evened:
            return evened
    return proof


def marks(pages: Pages, items: tuple[DigestItem, ...], book: Book) -> Iterator[Mark]:
    """Where the items end on the page. An item without a page number leaves no mark."""
    for part, (chapter, held) in enumerate(by_chapter(items, book), 1):
        for number in range(1, len(held) + 1):
            anchor = pages.anchors.get(f"{chapter.id}-d{number}")
            if anchor:
                yield Mark(part, number, anchor.top)


def too_long(items: tuple[DigestItem, ...]) -> Finding:
    """What stands in the way of one page, longest first."""
    longest = sorted((item for item in items if item.text), key=lambda item: -len(item.text or ""))[:NAMED]
    named = ", ".join(f"{item.place} ({len(item.text or '')})" for item in longest)
    fact = tr("the digest does not fit on one A4 page, even in type of {size} pt", size=f"{STEPS[-1].size:g}")
    hint = tr("shorten these sentences or mark shorter ones with ==…==; the longest (characters): {items}", items=named)
    return error("digest-too-long", fact, longest[0].place if longest else Place(), hint)


def make_digest(
    items: tuple[DigestItem, ...], book: Book, config: Config, room: Room, read: Callable[[str], bytes | None]
) -> tuple[tuple[Artifact, ...], tuple[str, ...], tuple[Finding, ...]]:
    """The four products, the characters that no font has, and what is wrong; no products where the page overflows."""
    proof = fit(items, book, config, room, read)
    if not proof.holds:
        return (), (), (*proof.findings, too_long(items))
    data, missing = proof.pages.pdf()
    about = config.model_copy(update={"title": f"{config.title} 提言要旨"})
    name = f"{config.slug}-digest"
    artifacts = (
        Artifact(f"{name}.pdf", "application/pdf", finish(data, about, "digest", proof.pages.folios), 1),
        Artifact(f"{name}.html", "text/html", digest_html(proof.galley).encode()),
        Artifact(f"{name}.md", "text/markdown", digest_markdown(items, book, config).encode()),
        Artifact(f"{name}.json", "application/json", digest_json(items).encode()),
    )
    return artifacts, missing, proof.findings
