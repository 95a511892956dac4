"""Write a digest as JSON, Markdown and plain text. This module chooses nothing and sets no page."""

from __future__ import annotations

import hashlib
import json
import re

from kumihan.digest.model import Digest, Entry, Part

# What could open a mark of Markdown gets a backslash.
MARK = re.compile(r"([\\`*_\[\]<>|~])")


def fingerprint(sentence: str) -> str:
    """The SHA-256 of a sentence in UTF-8, by which an editor's approval knows it again."""
    return hashlib.sha256(sentence.encode()).hexdigest()


def digest_json(digest: Digest) -> str:
    """`{"items": [{chapter, label, text, page, file, line, chosen, hash}]}`; `text` is null for an editor's choice."""
    entries = [entry_json(entry) for entry in digest.entries]
    return json.dumps({"items": entries}, ensure_ascii=False, indent=1) + "\n"


def entry_json(entry: Entry) -> dict[str, object]:
    """`text` is what is shown, `sentences` the same one by one, each with its hash in `hashes`."""
    item = entry.item
    return {
        "chapter": item.chapter,
        "label": entry.label,
        "text": entry.text or None,
        "sentences": list(entry.sentences),
        "hashes": [fingerprint(sentence) for sentence in entry.sentences],
        "page": int(item.page) if item.page.isdigit() else item.page or None,
        "anchor": item.anchor,
        "file": item.place.file,
        "line": item.place.line,
        "chosen": item.chosen.value,
    }


def digest_markdown(digest: Digest) -> str:
    """A page of plain Markdown: title, thesis, then each part with its entries."""
    parts = [f"# {escape(heading(digest))}"]
    if digest.thesis:
        parts.append(f"> {escape(digest.thesis)}")
    for part in digest.parts:
        parts.append(f"## {escape(' '.join(filter(None, (part.label, part.title))))}")
        if by := byline(digest, part):
            parts.append(escape(by))
        parts.append("\n".join(markdown_line(digest, entry) for entry in part.entries))
    return "\n\n".join([*parts, *(escape(line) for line in colophon(digest))]) + "\n"


def markdown_line(digest: Digest, entry: Entry) -> str:
    words = digest.words
    label = f"**{escape(entry.label)}**" if entry.label else ""
    text = escape(entry.text) if not entry.hole else f"**{words.hole}**（{words.hole_words}）"
    page = f" （{words.page.format(page=entry.item.page)}）" if entry.item.page else ""
    return f"- {label}{words.colon if label and text else ''}{text}{page}"


def digest_text(digest: Digest) -> str:
    """Plain text, as it can be pasted anywhere."""
    lines = [heading(digest), *filter(None, (digest.thesis,)), ""]
    for part in digest.parts:
        lines += [f"■ {'　'.join(filter(None, (part.label, part.title)))}", *filter(None, (byline(digest, part),))]
        lines += [text_line(digest, entry) for entry in part.entries]
        lines.append("")
    return "\n".join([*lines, *colophon(digest)]) + "\n"


def text_line(digest: Digest, entry: Entry) -> str:
    words = digest.words
    said = entry.text if not entry.hole else f"【{words.hole}】{words.hole_words}"
    page = f" （{words.page.format(page=entry.item.page)}）" if entry.item.page else ""
    return f"・{entry.label}{words.colon if entry.label and said else ''}{said}{page}"


def heading(digest: Digest) -> str:
    return " ".join(filter(None, (digest.title, digest.edition, digest.words.kind)))


def byline(digest: Digest, part: Part) -> str:
    """A part's authors, its pages, and how many of its recommendations have no room."""
    more = digest.words.more.format(count=part.more) if part.more else ""
    return "　".join(filter(None, (part.authors, part.pages and f"p.{part.pages}", more)))


def colophon(digest: Digest) -> tuple[str, ...]:
    """What closes the digest: that its sentences are quoted, who issued it and when, where the whole text is."""
    address = f"{digest.words.full_text} {digest.url}" if digest.url else ""
    return tuple(filter(None, (digest.words.quoted, "　".join(filter(None, (digest.issuer, digest.issued))), address)))


def escape(text: str) -> str:
    return MARK.sub(r"\\\1", text)
