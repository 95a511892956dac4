"""Make the digest of a manuscript and of its printed pages."""

from __future__ import annotations

import time
from dataclasses import replace

from kumihan.digest.choice import choose
from kumihan.digest.kinds import grouped_as_asked, joined, make_kinds
from kumihan.digest.model import Digest, digest_of
from kumihan.digest.page import Desk
from kumihan.digest.products import Made, make_digest
from kumihan.digest.span import span
from kumihan.pages.templates import Room
from kumihan.stages.fonts import missing_glyphs
from kumihan.stages.manuscript import Manuscript
from kumihan.weasy.typeset import Pages


def digest(manuscript: Manuscript, printed: Pages, approve: bool) -> Made:
    """The recommendations on one page, each with its page in print, and what an editor must see to."""
    begun = time.perf_counter()
    whole = whole_digest(manuscript, printed)
    desk = Desk(manuscript.config, Room(manuscript.root), manuscript.read)
    made = make_digest(grouped_as_asked(whole, desk), desk, approve)
    if made.artifacts:
        made = joined(made, make_kinds(whole, manuscript.book, printed.folio, desk))
    timed = tuple(replace(artifact, seconds=time.perf_counter() - begun) for artifact in made.artifacts)
    return replace(made, artifacts=timed, findings=(*made.findings, *missing_glyphs(made.missing, manuscript.sources)))


def whole_digest(manuscript: Manuscript, printed: Pages) -> Digest:
    """Every recommendation with its key sentence and its page in print."""
    items = choose(manuscript.book, printed.folio)
    return digest_of(items, manuscript.book, manuscript.config, lambda chapter: span(printed, chapter))
