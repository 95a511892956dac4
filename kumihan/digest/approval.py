"""Keep what the editor approved: a hash of every sentence on the digest. A changed sentence voids its approval."""

from __future__ import annotations

import re
import tomllib
from difflib import SequenceMatcher

from kumihan.digest.model import Digest, Entry, Part
from kumihan.digest.written import fingerprint
from kumihan.finding import Finding, Place, error, warning
from kumihan.messages import tr

FILE = "digest.toml"
HEAD = "# The sentences of the digest that the editor approved, by chapter. `build.py digest --approve` writes this file anew.\n"
HASH = re.compile(r"[0-9a-f]{64}")
# How much of a sentence stands beside its hash, for whoever reads the file.
OPENING = 24

Approved = dict[str, tuple[str, ...]]


def approval(digest: Digest) -> str:
    """The file that approves every sentence that the digest shows."""
    parts = [HEAD]
    for part in digest.parts:
        lines = [f'  "{fingerprint(sentence)}",  # {opening(sentence)}' for _, sentence in shown(part)]
        if lines:
            parts.append("\n".join([f"[{part.id}]", "sentences = [", *lines, "]"]) + "\n")
    return "\n".join(parts)


def shown(part: Part) -> tuple[tuple[Entry, str], ...]:
    """Every sentence that a part shows, with its entry; a label is part of the first."""
    return tuple(
        (entry, f"{entry.label}：{sentence}" if entry.label and index == 0 else sentence)
        for entry in part.entries
        for index, sentence in enumerate(entry.sentences)
    )


def opening(sentence: str) -> str:
    return sentence if len(sentence) <= OPENING else f"{sentence[:OPENING]}…"


def read_approval(data: bytes) -> tuple[Approved, tuple[Finding, ...]]:
    """What the file approves, and what is wrong with it."""
    hint = tr("approve the digest anew: build.py digest --approve")
    try:
        values = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        return {}, (error("bad-approval", tr("not valid TOML: {reason}", reason=reason), Place(FILE), hint),)
    approved: Approved = {}
    for name, table in values.items():
        held = table.get("sentences") if isinstance(table, dict) else None
        if not isinstance(held, list) or not all(isinstance(one, str) and HASH.fullmatch(one) for one in held):
            fact = tr("[{name}] is no list of sentences with their hashes", name=name)
            return {}, (error("bad-approval", fact, Place(FILE), hint),)
        approved[name] = tuple(held)
    return approved, ()


def voided(digest: Digest, approved: Approved) -> tuple[Finding, ...]:
    """A warning for every sentence that is not the one approved, and for every part that has lost one."""
    found: list[Finding] = []
    for part in digest.parts:
        now = shown(part)
        old, new = approved.get(part.id, ()), tuple(fingerprint(sentence) for _, sentence in now)
        for tag, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            found += [
                not_approved(*now[index], changed=tag == "replace") for index in range(begin, end) if tag != "equal"
            ]
            if tag == "delete":
                found.append(lost(part, last - first))
    gone = [name for name in approved if name not in {part.id for part in digest.parts}]
    return (*found, *(warning("digest-approval", gone_fact(name), Place(FILE), way_out()) for name in gone))


def not_approved(entry: Entry, sentence: str, changed: bool) -> Finding:
    if changed:
        fact = tr("this sentence is not the one that was approved for the digest: {text}", text=opening(sentence))
    else:
        fact = tr("this sentence has come to the digest since its approval: {text}", text=opening(sentence))
    return warning("digest-approval", fact, entry.item.place, way_out())


def lost(part: Part, count: int) -> Finding:
    place = part.entries[0].item.place if part.entries else Place(FILE)
    fact = tr(
        "{count} approved sentences of {part} are no longer on the digest", count=count, part=part.label or part.title
    )
    return warning("digest-approval", fact, place, way_out())


def gone_fact(name: str) -> str:
    return tr("the approved part {name} is no longer on the digest", name=name)


def way_out() -> str:
    return tr("read the digest again, then approve it: build.py digest --approve")
