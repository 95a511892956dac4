"""Give the digest to the e-book: its chosen sentences, without the holes that an editor has still to fill."""

from __future__ import annotations

from kumihan.digest.model import Digest, Part
from kumihan.pages.summary import Summary, SummaryEntry, SummaryPart


def summary_of(digest: Digest) -> Summary:
    """The digest of key sentences, by chapter; parts with nothing but holes are left out."""
    parts = (summary_part(part) for part in digest.parts)
    return Summary(digest.words.kind, digest.words.quoted, tuple(part for part in parts if part.entries))


def summary_part(part: Part) -> SummaryPart:
    entries = tuple(
        SummaryEntry(entry.label, entry.text, entry.item.anchor, entry.item.page)
        for entry in part.entries
        if not entry.hole
    )
    return SummaryPart(part.id, part.label, part.title, entries)
