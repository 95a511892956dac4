"""The rule unmatched-brackets: an opening bracket has its closing one in the same paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.proof.passage import Passage, passages
from kumihan.proof.subject import Subject

PAIRS = dict(zip("（「『【〔〈《［｛〖“([", "）」』】〕〉》］｝〗”)]", strict=True))
OPENING = {closing: opening for opening, closing in PAIRS.items()}
WIDTHS = {("（", ")"), ("(", "）"), ("［", "]"), ("[", "］")}
# 1） or ア) before an item of an enumeration, and :) in a quoted message, open no bracket.
ENUMERATION = re.compile(
    r"(?:^|[\s、。；;])[0-9A-Za-z０-９ａ-ｚＡ-Ｚア-ンあ-ん一二三四五六七八九十①-⑳ⅰ-ⅹⅠ-Ⅹ]{1,3}$|[:;]-?$"
)


@check(
    "unmatched-brackets",
    rationale="An odd bracket is most often the trace of a cut, a misread character or a half-finished correction.",
)
def unmatched_brackets(subject: Subject) -> Iterator[Remark]:
    """Every opening bracket has its closing one, of the same kind and width, in the same paragraph, title, cell,
    caption or note. The numbers of an enumeration, as in 1）, are left alone, and so is code."""
    for passage in passages(subject):
        yield from odd_brackets(passage)


def odd_brackets(passage: Passage) -> Iterator[Remark]:
    """A remark for each bracket of a passage that has no partner."""
    open_at: list[int] = []
    text = passage.text
    for index, character in enumerate(text):
        if character in PAIRS:
            open_at.append(index)
        elif character in OPENING:
            kinds = [text[at] for at in open_at]
            if kinds and (kinds[-1], character) in WIDTHS:
                yield other_width(passage, open_at.pop(), index)
            elif OPENING[character] in kinds:
                while text[at := open_at.pop()] != OPENING[character]:
                    yield unclosed(passage, at)
            elif not (character in "）)" and ENUMERATION.search(text[:index])):
                yield unopened(passage, index)
    yield from (unclosed(passage, at) for at in open_at)


def unclosed(passage: Passage, index: int) -> Remark:
    bracket = passage.text[index]
    fact = tr("{bracket} before “{context}” is not closed", bracket=bracket, context=passage.text[index + 1 :][:8])
    return Remark(fact, passage.place(index), tr("put {bracket} where it ends, or delete it", bracket=PAIRS[bracket]))


def unopened(passage: Passage, index: int) -> Remark:
    bracket = passage.text[index]
    context = passage.text[max(0, index - 8) : index]
    fact = tr("{bracket} after “{context}” was not opened", bracket=bracket, context=context)
    hint = tr("put {bracket} where it begins, or delete it", bracket=OPENING[bracket])
    return Remark(fact, passage.place(index), hint)


def other_width(passage: Passage, opening: int, closing: int) -> Remark:
    first, last = passage.text[opening], passage.text[closing]
    fact = tr("{opening} is closed by {closing}, which has another width", opening=first, closing=last)
    hint = tr("write {opening} and {closing}", opening=first, closing=PAIRS[first])
    return Remark(fact, passage.place(closing), hint)
