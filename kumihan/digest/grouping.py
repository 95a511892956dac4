"""Group a digest otherwise: by who is to act, by what it is about, or in English. The sentences stay the author's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kumihan.config import Config
from kumihan.digest.model import Digest, Entry, Part
from kumihan.digest.wording import wording


def by_addressee(digest: Digest) -> Digest:
    """The recommendations under whom they are addressed to, in the order in which each is first named."""
    return grouped(digest, "to", lambda entry: entry.item.addressee)


def by_theme(digest: Digest) -> Digest:
    """The recommendations under what they are about."""
    return grouped(digest, "theme", lambda entry: entry.item.theme)


def grouped(digest: Digest, kind: str, name: Callable[[Entry], str]) -> Digest:
    """The entries under their names; those without one come last."""
    names = sorted(dict.fromkeys(name(entry) for entry in digest.entries), key=lambda found: not found)
    parts = tuple(
        Part(
            f"{kind}{number}", "", found or digest.words.others, "", "",
            tuple(entry for entry in digest.entries if name(entry) == found),
        )
        for number, found in enumerate(names, 1)
    )  # fmt: skip
    return replace(digest, parts=parts)


def in_english(digest: Digest, config: Config) -> Digest:
    """The English sentences that stand beside the Japanese ones; a recommendation without one has a hole."""
    said = config.digest.english
    parts = tuple(
        replace(
            part, label="", title=said.parts.get(part.id, part.title), authors="",
            entries=tuple(translated(entry) for entry in part.entries),
        )
        for part in digest.parts
    )  # fmt: skip
    issued = f"{config.date.day} {config.date:%B} {config.date.year}"
    return replace(
        digest, title=said.title or digest.title, edition=said.edition, thesis=said.thesis,
        issuer=said.issuer or digest.issuer, issued=issued, parts=parts, words=wording("en"),
    )  # fmt: skip


def translated(entry: Entry) -> Entry:
    english = entry.item.english or None
    item = replace(entry.item, text=english, label="", further=())
    return replace(entry, item=item, label="", sentences=(english,) if english else ())


def named(digest: Digest, name: Callable[[Entry], str]) -> bool:
    """Whether any recommendation has what a kind of digest is made of."""
    return any(name(entry) for entry in digest.entries)
