"""Tell the editor what in the digest needs an editor: holes, sentences that lean on one that is not there, and what has no room."""

from __future__ import annotations

from kumihan.digest.choice import DigestItem
from kumihan.digest.model import Digest, Entry
from kumihan.digest.sentences import dangling
from kumihan.finding import Finding, Place, error, warning
from kumihan.messages import tr

# How many places a finding names.
NAMED = 5


def holes(items: tuple[DigestItem, ...]) -> tuple[Finding, ...]:
    """A warning for every item that an editor must choose."""
    hint = tr("mark a sentence with ==…==, or write a section ## 提言 {{.recommendations}}")
    return tuple(
        warning("digest-editor", tr("the digest has 要確認 here: no sentence could be chosen"), item.place, hint)
        for item in items
        if item.text is None
    )


def danglers(items: tuple[DigestItem, ...]) -> tuple[Finding, ...]:
    """A warning for every sentence that opens with a word which points at what the digest does not have."""
    return tuple(
        warning("digest-opening", opening_fact(item.text, word), item.place, opening_hint(item.text, word))
        for item in items
        if item.text and (word := dangling(item.text))
    )


def opening_fact(text: str, word: str) -> str:
    start = text.index(word)
    return tr("this sentence opens with “{word}”, which points at nothing on the digest: {text}…",
              word=word, text=text[start : start + 20])  # fmt: skip


def opening_hint(text: str, word: str) -> str:
    """The way out: mark what stands after a connective; after a pointing word only another sentence will do."""
    rest = text[text.index(word) + len(word) :]
    if rest.startswith("、"):
        return tr("mark what comes after it: {word}、==…==, or another sentence", word=word)
    return tr("mark another sentence with ==…==, or write out what “{word}” means", word=word)


def bare(whole: Digest, shown: Digest) -> tuple[Finding, ...]:
    """A warning for the recommendations that are left out, and one for those of which the label alone has room."""
    names = {entry.name for entry in shown.entries}
    out = tuple(entry for entry in whole.entries if entry.name not in names)
    labels = tuple(entry for entry in shown.entries if not entry.sentences and not entry.hole)
    hint = tr('mark shorter sentences with ==…==, or say which come first with {{rank="1"}} after the mark')
    found = []
    if out:
        fact = tr("{count} recommendations have no room on the digest: {places}", count=len(out), places=places(out))
        found.append(warning("digest-left-out", fact, out[0].item.place, hint))
    if labels:
        fact = tr(
            "{count} recommendations have room for their label alone: {places}",
            count=len(labels),
            places=places(labels),
        )
        found.append(warning("digest-label-only", fact, labels[0].item.place, hint))
    return tuple(found)


def places(entries: tuple[Entry, ...]) -> str:
    """Where the first of the entries stand."""
    return ", ".join([str(entry.item.place) for entry in entries[:NAMED]] + ["…"] * (len(entries) > NAMED))


def too_long(whole: Digest) -> Finding:
    """What stands in the way of one page, longest first."""
    longest = sorted(whole.entries, key=lambda entry: -len(entry.item.text or ""))[:NAMED]
    named = ", ".join(f"{entry.item.place} ({len(entry.item.text or '')})" for entry in longest)
    fact = tr("the digest does not fit on one A4 page, even in type of {size} pt", size="8")
    hint = tr("shorten these sentences or mark shorter ones with ==…==; the longest (characters): {items}", items=named)
    return error("digest-too-long", fact, longest[0].item.place if longest else Place(), hint)


def nothing_to_say() -> Finding:
    fact = tr("the publication has no recommendations, so that there is no digest")
    hint = tr("write a section ## 提言 {{.recommendations}}, or mark sentences with ==…==")
    return warning("digest-empty", fact, Place(), hint)
