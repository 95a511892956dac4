"""Tell whether a paragraph goes on after a page end. This module decides; it changes nothing."""

from __future__ import annotations

import re
from enum import Enum

SENTENCE_END = re.compile(r"[。！？!?：:][」』）)】〕〉》”]*$")
# No Japanese word begins so: a particle before kanji or katakana, a verb's ending, a small kana, a closing mark.
FRAGMENT = re.compile(
    r"^(?:[をるれっゃゅょぁぃぅぇぉんァィゥェォッャュョーン々、。」』）】〕〉》,.)]|[はがにのともへやで][\u3400-\u9fff\u30a1-\u30fa「『（])"
)
SHORT = 60


class Continuity(Enum):
    """How a paragraph stands to the one before it."""

    NEW = "new"
    BROKEN = "broken"
    UNSURE_WORDING = "unsure wording"
    ASK = "ask"


def continuity(before: str, after: str) -> Continuity:
    """BROKEN: `after` goes on with `before`. UNSURE_WORDING: it does, yet `before` is a whole sentence.

    ASK: `before` is one short sentence, which an author seldom gives a paragraph of its own.
    """
    ended = bool(SENTENCE_END.search(before))
    fragment = bool(FRAGMENT.match(after))
    if not ended:
        return Continuity.BROKEN
    if fragment:
        return Continuity.UNSURE_WORDING
    return Continuity.ASK if len(before) <= SHORT and before.count("。") == 1 else Continuity.NEW
