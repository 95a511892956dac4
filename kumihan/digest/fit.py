"""Find the fullest digest that stands on one page, and the most generous type that holds it, with few pages set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kumihan.digest.columns import EYEBROW, Setting, Slab, alone, characters, share
from kumihan.digest.estimate import Widths
from kumihan.digest.levels import ladder
from kumihan.digest.model import Digest, at_levels
from kumihan.digest.page import Desk, Trial, set_page

SIZES = tuple(size / 4 for size in range(48, 31, -1))
# A digest that says all it can in one column of large type needs no second.
LARGE = (16.0, 15.0, 14.0, 13.0, 12.0)
# Further sentences come only where the type stays as large as this, so that the page can be read at arm's length.
COMFORT = 10.0
# How often lines are counted and pages are set at most.
COUNTS, RENDERS = 4, 6
# What the columns may take in pt before the first page has been set, and the room kept for rounding.
HEIGHT, SHY = 640.0, 1.0
# The size of a part's title against that of the text.
TITLE = 1.08


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rung of the ladder in one size of type and so many columns."""

    rung: int
    size: float
    columns: int = 2

    @property
    def measure(self) -> int:
        return characters(self.size, self.columns)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The digest as it stands on the page, and the page; `trial` is None where nothing fits. `renders` were set."""

    digest: Digest
    trial: Trial | None
    setting: Setting | None
    renders: int


class Search:
    """Counts lines for one candidate after the other. What has been counted corrects what is guessed of the rest."""

    def __init__(self, digest: Digest, desk: Desk) -> None:
        self.digest, self.desk = digest, desk
        self.rungs = ladder(digest)
        self.height, self.renders = HEIGHT, 0
        self.widths = Widths()
        self.counted: dict[Candidate, tuple[Slab, ...]] = {}

    def candidates(self) -> Iterator[Candidate]:
        """From the fullest and largest to the barest and smallest."""
        yield from (Candidate(0, size, 1) for size in LARGE)
        key = self.rungs.index({})
        for rung in range(len(self.rungs)):
            for size in SIZES:
                if (size >= COMFORT or rung >= key) and (rung <= key or size == SIZES[-1]):
                    yield Candidate(rung, size)

    def digest_of(self, candidate: Candidate) -> Digest:
        return at_levels(self.digest, self.rungs[candidate.rung])

    def slabs(self, candidate: Candidate) -> tuple[Slab, ...]:
        """The candidate's lines as counted, else as guessed."""
        if candidate in self.counted:
            return self.counted[candidate]
        return guessed(self.digest_of(candidate), candidate.measure, self.widths)

    def setting(self, candidate: Candidate) -> Setting | None:
        way = alone if candidate.columns == 1 else share
        return way(self.slabs(candidate), candidate.size, self.height - SHY)

    def count(self, candidate: Candidate) -> None:
        """Set the candidate in an endless column and count its lines."""
        digest = self.digest_of(candidate)
        size = candidate.size
        plain = Setting(size, 1.6 * size, "", False, (1, 1), (0, 0), candidate.columns)
        trial = set_page(digest, plain, self.desk)
        self.renders += 1
        for (text, measure), slab in zip(texts(digest, candidate.measure), trial.slabs, strict=True):
            self.widths.learn(text, measure, int(slab.lines))
        self.counted[candidate], self.height = trial.slabs, trial.height

    def first(self) -> Candidate | None:
        """The first candidate that fits, as far as is known."""
        return next((candidate for candidate in self.candidates() if self.setting(candidate)), None)

    def best(self) -> Candidate | None:
        """The first candidate whose lines have been counted and fit."""
        last = Candidate(len(self.rungs) - 1, SIZES[-1])
        for _ in range(COUNTS):
            found = self.first() or last
            if found in self.counted:
                break
            self.count(found)
        fitting = [
            candidate for candidate in self.candidates() if candidate in self.counted and self.setting(candidate)
        ]
        return fitting[0] if fitting else None


def texts(digest: Digest, measure: int) -> Iterator[tuple[str, float]]:
    """The words of every heading and entry in reading order, and the em that a line of them has."""
    for part in digest.parts:
        yield part.title, measure / TITLE
        for entry in part.entries:
            words = (entry.label, entry.text or digest.words.hole_words * entry.hole, "→00" if entry.item.page else "")
            yield "　".join(filter(None, words)), measure - 1


def guessed(digest: Digest, measure: int, widths: Widths) -> tuple[Slab, ...]:
    """The lines of every heading and entry, guessed from the width of their words."""
    names = [
        (name, head)
        for part in digest.parts
        for name, head in ((f"{part.id}-h", True), *((entry.name, False) for entry in part.entries))
    ]
    return tuple(
        Slab(name, head, widths.lines(text, room) + (EYEBROW if head else 0))
        for (name, head), (text, room) in zip(names, texts(digest, measure), strict=True)
    )


def fit(digest: Digest, desk: Desk) -> Fitted:
    """The fullest digest that stands on one page. `trial` is None where even the barest does not."""
    search = Search(digest, desk)
    found = search.best()
    while found and search.renders < RENDERS:
        setting = search.setting(found)
        if not setting:
            break
        trial = set_page(search.digest_of(found), setting, desk, search.height)
        search.renders += 1
        if len(trial.pages.folios) == 1 and len(trial.ends) <= 2 and max(trial.ends) <= search.height + 1:
            return Fitted(search.digest_of(found), trial, setting, search.renders)
        search.height -= setting.leading  # a line turned differently; leave it room
    return Fitted(search.digest_of(found) if found else digest, None, None, search.renders)
