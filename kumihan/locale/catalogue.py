"""Collect the messages of the source, and read, write and compile a gettext catalogue. This module translates nothing."""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

# A message in the source → the files that have it, in order.
Messages = dict[str, list[str]]

HEADER = (
    "Project-Id-Version: kumihan\n"
    "Language: ja\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
)
ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.M)
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
MO_MAGIC = 0x950412DE


def collect(package: Path) -> Messages:
    """Every literal first argument of `tr(…)` below `package`. Raises ValueError where it is not a literal."""
    found: Messages = {}
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package.parent).as_posix()
        for message in messages_of(ast.parse(path.read_text(encoding="utf-8")), name):
            files = found.setdefault(message, [])
            if name not in files:
                files.append(name)
    return found


def messages_of(tree: ast.AST, name: str) -> Iterable[str]:
    """The messages of one module in the order of its lines."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    ours = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "tr"]
    for node in sorted(ours, key=lambda node: (node.lineno, node.col_offset)):
        literal = node.args[0] if node.args else None
        if not isinstance(literal, ast.Constant) or not isinstance(literal.value, str):
            raise ValueError(f"{name}:{node.lineno}: the message of tr() must stand there in full")
        yield literal.value


def read_po(text: str) -> dict[str, str]:
    """Message → translation; the header is left out."""
    entries = {unquote(found[1]): unquote(found[2]) for found in ENTRY.finditer(text)}
    entries.pop("", None)
    return entries


def write_po(messages: Messages, translations: Mapping[str, str]) -> str:
    """The catalogue in the order of the source; a message without a translation has an empty one."""
    parts = [f'msgid ""\nmsgstr {quote(HEADER)}\n']
    for message, files in messages.items():
        kind = "#, python-brace-format\n" if "{" in message else ""
        origin = "".join(f"#: {name}\n" for name in files)
        parts.append(f"{origin}{kind}msgid {quote(message)}\nmsgstr {quote(translations.get(message, ''))}\n")
    return "\n".join(parts)


def quote(text: str) -> str:
    """A string as the catalogue writes it: one line, or one for each line of the text."""
    lines = text.splitlines(keepends=True)
    written = ['"' + "".join(ESCAPES.get(character, character) for character in line) + '"' for line in lines]
    return "\n".join(['""', *written]) if len(written) > 1 else "".join(written) or '""'


def unquote(text: str) -> str:
    words = "".join(STRING.findall(text))
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), words)


def compile_mo(translations: Mapping[str, str]) -> bytes:
    """The binary catalogue: two tables of (length, offset), sorted by message, then the strings (GNU gettext, 10.3)."""
    entries = sorted((key, value) for key, value in {"": HEADER, **translations}.items() if value)
    keys, values = ([text.encode() for text in column] for column in zip(*entries, strict=True))
    start = 7 * 4
    offset = start + 16 * len(entries)
    tables, strings = b"", b""
    for text in (*keys, *values):
        tables += struct.pack("<II", len(text), offset + len(strings))
        strings += text + b"\0"
    head = struct.pack("<7I", MO_MAGIC, 0, len(entries), start, start + 8 * len(entries), 0, offset)
    return head + tables + strings
