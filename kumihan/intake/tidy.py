"""Take out blanks that only a word processor wanted, and make punctuation full-width, on the record."""

from __future__ import annotations

import re

from kumihan.intake.draft import Kind, Record
from kumihan.messages import tr

WIDE = "\u2014\u2015\u2025\u2026\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# The gap between Japanese and Latin letters is the typesetter's (JLREQ 3.2.6), not a character.
# Between a blank and its neighbour a character may stand for emphasis or a note (marks.py).
MARK = "\U00100000-\U0010fffd"
BLANK = re.compile(rf"(?:(?<=[{WIDE}])|(?<=[{WIDE}][{MARK}])) +(?=\S)(?!<?https?://)|(?<=\S) +(?=[{MARK}]?[{WIDE}])")
FULL_WIDTH = str.maketrans("():/", "（）：／")


def close_up(text: str, line: int, record: Record) -> str:
    """The text without blanks beside Japanese characters."""
    tidied, count = BLANK.subn("", text)
    if count:
        record.note(Kind.DROP, line, tr("{count} blanks beside Japanese characters", count=count))
    return tidied


def full_width(text: str, line: int, record: Record) -> str:
    """A caption or byline with full-width brackets, colons and slashes; an ideographic space between its parts.

    Words of a Latin name keep their spaces, and signs need none.
    """
    tidied = spaced(text.translate(FULL_WIDTH)) if re.search(f"[{WIDE}]", text) else text
    if tidied != text:
        record.note(Kind.WIDTH, line, tr("“{old}” became “{new}”", old=text, new=tidied))
    return tidied


def spaced(text: str) -> str:
    text = re.sub(r"[ \u3000]*([：／])[ \u3000]*", r"\1", text)
    text = re.sub(rf"(?<=[^{WIDE}])[ \u3000]+(?=[^{WIDE}])", " ", text)
    return re.sub(rf"(?<=[{WIDE}])[ \u3000]+|[ \u3000]+(?=[{WIDE}])", "　", text)
