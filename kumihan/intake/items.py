"""Name each run of lines of a part: section, paragraph, bullet, caption, note, byline or signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kumihan.intake.draft import Kind, Line, Record, Role
from kumihan.intake.inlines import SUPERSCRIPTS
from kumihan.intake.tidy import close_up, full_width
from kumihan.messages import tr

SECTION = re.compile(r"^[◆◇■●][ \u3000]*(.+)$")
BULLET = re.compile(r"^(?:[-‐–*][ \u3000]+(?:[・•][ \u3000]*)?|[・•][ \u3000]*)(.+)$")
NOTE = re.compile(rf"^([{SUPERSCRIPTS}]+)[ \u3000]*(.+)$")
URL_ONLY = re.compile(r"^<?https?://\S+>?$")
CREDIT = re.compile(r"(写真|提供|撮影|出典|資料|出所)[ \u3000]*[:：]")
CAPTION = re.compile(r"^(.*?)[ \u3000]*[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]$")
BYLINE = re.compile(
    r"^[（(][ \u3000]*(?:脱稿日?[ \u3000]*(\d{4})年(\d{1,2})月(\d{1,2})日)[ \u3000]*(.*?)[ \u3000]*[）)]$"
)
MAX_CAPTION = 90
MAX_SIGNATURE = 30


@dataclass(frozen=True, slots=True)
class Item:
    """A run of lines with its role; `mark` is a note's number; `held` tells that no blank line stood before it.

    `given` is the line whose role the author's style gave.
    """

    role: Role
    line: int
    text: str
    mark: str = ""
    held: bool = False
    given: Line | None = None


def runs(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Lines between blank lines."""
    run: list[Line] = []
    for line in (*lines, Line(0, "")):
        if not line.blank:
            run.append(line)
        elif run:
            yield run
            run = []


def items(lines: tuple[Line, ...], record: Record) -> tuple[Item, ...]:
    """Every run of a part's lines by its role, in order."""
    found: list[Item] = []
    all_runs = list(runs(lines))
    for run in all_runs:
        if run is all_runs[-1] and is_signature(run):
            found += [Item(Role.SIGNATURE, line.number, close_up(line.text, line.number, record)) for line in run]
        else:
            found += run_items(run, record)
    return tuple(found)


def run_items(run: list[Line], record: Record) -> Iterator[Item]:
    """The items of one run; a caption may take two lines."""
    index = 0
    while index < len(run):
        line = run[index]
        if line.role is not None:
            yield Item(line.role, line.number, close_up(line.text, line.number, record), held=index > 0, given=line)
            index += 1
            continue
        following = run[index + 1] if index + 1 < len(run) and run[index + 1].role is None else None
        caption = join_caption(line, following, record)
        if caption is not None:
            yield Item(Role.CAPTION, line.number, caption)
            index += 2 if following and not is_caption(line.text) else 1
            continue
        yield item(line, index > 0, record)
        index += 1


def item(line: Line, held: bool, record: Record) -> Item:
    """A single line by its mark."""
    number = line.number
    if found := SECTION.match(line.text):
        return Item(Role.SECTION, number, close_up(found[1], number, record))
    if is_byline(line.text):
        return Item(Role.BYLINE, number, line.text)
    if found := NOTE.match(line.text):
        mark = "".join(str(SUPERSCRIPTS.index(character)) for character in found[1])
        return Item(Role.NOTE, number, close_up(found[2], number, record), mark)
    if found := BULLET.match(line.text):
        return Item(Role.BULLET, number, close_up(found[1], number, record))
    return Item(Role.PARAGRAPH, number, close_up(line.text, number, record), held=held)


def is_byline(text: str) -> bool:
    """Whether a line is the byline, with a day that there is."""
    found = BYLINE.match(text)
    return found is not None and is_day(int(found[1]), int(found[2]), int(found[3]))


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_caption(text: str) -> bool:
    """A short line that ends with a credit in brackets."""
    return len(text) <= MAX_CAPTION and bool(CREDIT.search(text)) and bool(CAPTION.match(text))


def join_caption(line: Line, following: Line | None, record: Record) -> str | None:
    """The caption that begins on this line, on one line or two; None when none does."""
    text = line.text
    if is_caption(text):
        return full_width(text, line.number, record)
    if following is None or text.endswith("。") or len(text) > MAX_CAPTION or SECTION.match(text):
        return None
    opened = len(re.findall(r"[（(]", text)) > len(re.findall(r"[）)]", text))
    both = f"{text}　{following.text}" if opened else f"{text}{following.text}"
    if (opened or following.text[0] in "（(") and is_caption(both):
        record.note(Kind.JOIN, following.number, tr("the caption of line {line} goes on here", line=line.number))
        return full_width(both, line.number, record)
    return None


def is_signature(run: list[Line]) -> bool:
    """Two short lines without punctuation at the end of a part: office, name."""
    return len(run) == 2 and all(
        line.role is None
        and len(line.text) <= MAX_SIGNATURE
        and not re.search(r"[。、，．：:（(]", line.text)
        and not BULLET.match(line.text)
        for line in run
    )
