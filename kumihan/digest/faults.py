"""Tell the editor what in the digest needs an editor: holes, and sentences that lean on one that is not there."""

from __future__ import annotations

from kumihan.digest.choice import DigestItem
from kumihan.digest.sentences import dangling
from kumihan.finding import Finding, warning
from kumihan.messages import tr


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
