"""The rule contents-headings: the titles in the author's list of contents are those of the chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.model import Chapter
from kumihan.proof.subject import Subject

# Below this likeness (0 to 1) two titles are taken for those of different chapters.
ALIKE = 0.5


@check(
    "contents-headings",
    rationale="The printed contents are made from the chapters; the author's own list (`contents` in book.toml) is a "
    "second witness, and shows misread characters that look alike, such as 口 and ロ.",
)
def contents_headings(subject: Subject) -> Iterator[Remark]:
    """Each title in `contents` of book.toml is, character by character, that of a chapter, and no chapter is missing.
    Spaces are not compared, and a label such as 第1章 before a title may stand or not."""
    rest = list(subject.book.chapters)
    # Exact titles first, so that no similar one takes their chapter.
    entries = sorted(
        subject.config.contents, key=lambda entry: -max((likeness(entry, chapter) for chapter in rest), default=0)
    )
    for entry in entries:
        chapter = max(rest, key=lambda chapter: likeness(entry, chapter), default=None)
        if chapter is None or likeness(entry, chapter) < ALIKE:
            fact = tr("no chapter has the title “{title}” of the contents", title=entry)
            yield Remark(fact, subject.place_in_config(entry), tr("correct contents, or write the chapter"))
            continue
        rest.remove(chapter)
        if without_label(entry, chapter) != closed_up(chapter.title):
            yield difference(subject, entry, chapter)
    for chapter in rest if subject.config.contents else ():
        fact = tr("the contents do not have “{title}”", title=chapter.title)
        yield Remark(fact, subject.place_of_title(chapter), tr("add it to contents in book.toml"))


def closed_up(words: str) -> str:
    return re.sub(r"\s", "", words)


def without_label(entry: str, chapter: Chapter) -> str:
    """A title of the contents without spaces and without the chapter's label before it."""
    words, label = closed_up(entry), closed_up(chapter.label)
    rest = words.removeprefix(label).lstrip("：:")
    return rest if label and rest else words


def likeness(entry: str, chapter: Chapter) -> float:
    return SequenceMatcher(None, without_label(entry, chapter), closed_up(chapter.title), autojunk=False).ratio()


def difference(subject: Subject, entry: str, chapter: Chapter) -> Remark:
    """The remark with every differing piece, at the first of them in the chapter's title."""
    there, here = without_label(entry, chapter), closed_up(chapter.title)
    changes = [
        (there[a:b], here[c:d], c)
        for kind, a, b, c, d in SequenceMatcher(None, there, here, autojunk=False).get_opcodes()
        if kind != "equal"
    ]
    pieces = "、".join(f"{shown(old)}→{shown(new)}" for old, new, _ in changes)
    fact = tr("the contents have “{title}”; from there to here: {pieces}", title=entry, pieces=pieces)
    hint = tr("see which is right, then correct this title or contents in book.toml")
    return Remark(fact, subject.place_of_title(chapter, spaced(chapter.title, changes[0][2])), hint)


def shown(piece: str) -> str:
    """The characters of a piece; a single one with its code, because it may look like another."""
    if not piece:
        return tr("(nothing)")
    return f"{piece}(U+{ord(piece):04X})" if len(piece) == 1 else piece


def spaced(title: str, index: int) -> int:
    """The index in a title of the character that stands at `index` without spaces."""
    places = [place for place, character in enumerate(title) if not character.isspace()]
    return places[index] if index < len(places) else max(0, len(title) - 1)
