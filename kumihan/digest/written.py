"""Write the digest's items as JSON and as Markdown. This module chooses nothing and sets no page."""

from __future__ import annotations

import json
import re

from kumihan.config import Config
from kumihan.digest.choice import DigestItem
from kumihan.model import Book, Chapter

HOLE = "要確認"
HOLE_WORDS = "編集者が一文を選ぶ"
# What could open a mark of Markdown gets a backslash.
MARK = re.compile(r"([\\`*_\[\]<>|~])")


def digest_json(items: tuple[DigestItem, ...]) -> str:
    """`{"items": [{chapter, label, text, page, file, line, chosen}]}`; `text` is null for an editor's choice."""
    entries = [
        {
            "chapter": item.chapter,
            "label": item.label,
            "text": item.text,
            "page": int(item.page) if item.page.isdigit() else item.page or None,
            "file": item.place.file,
            "line": item.place.line,
            "chosen": item.chosen.value,
        }
        for item in items
    ]
    return json.dumps({"items": entries}, ensure_ascii=False, indent=1) + "\n"


def digest_markdown(items: tuple[DigestItem, ...], book: Book, config: Config) -> str:
    """A page of plain Markdown: title, thesis, then each chapter with its items."""
    heading = " ".join(part for part in (config.title, config.edition, "提言要旨") if part)
    parts = [f"# {escape(heading)}"]
    if config.thesis:
        parts.append(f"> {escape(config.thesis)}")
    for chapter, held in by_chapter(items, book):
        parts.append(f"## {escape(' '.join(part for part in (chapter.label, chapter.title) if part))}")
        parts.append("\n".join(line(item) for item in held))
    imprint = "　".join(part for part in (config.issuer, issued(config)) if part)
    return "\n\n".join([*parts, f"数字は本編のページ。{escape(imprint)}"]) + "\n"


def by_chapter(items: tuple[DigestItem, ...], book: Book) -> tuple[tuple[Chapter, tuple[DigestItem, ...]], ...]:
    """The chapters that have items, each with its own, in the order of the book."""
    held = ((chapter, tuple(item for item in items if item.chapter == chapter.id)) for chapter in book.chapters)
    return tuple((chapter, own) for chapter, own in held if own)


def issued(config: Config) -> str:
    """The day of issue as it is printed."""
    return config.issued or f"{config.date.year}年{config.date.month}月{config.date.day}日"


def line(item: DigestItem) -> str:
    label = f"**{escape(item.label)}**：" if item.label else ""
    text = escape(item.text) if item.text is not None else f"**{HOLE}**（{HOLE_WORDS}）"
    page = f"（p.{item.page}）" if item.page else ""
    return f"- {label}{text}{page}"


def escape(text: str) -> str:
    return MARK.sub(r"\\\1", text)
