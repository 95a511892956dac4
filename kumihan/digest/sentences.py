"""Split Japanese prose into sentences; find the one that obliges, and the one that hangs in the air. It knows plain text only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kumihan.digest.rules import BEFORE_A_COMMA, CONNECTIVES, COPULA, OBLIGATIONS, POINTERS

BRACKETS = {
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "〈": "〉",
    "《": "》",
    "“": "”",
    "[": "]",
}
# ？ and ！ end a sentence only before a space or the end: 「いつ、誰が？と問う」 is one sentence.
STOP = re.compile(r"。|[！？](?=[\s\u3000]|$)")

DUTY = rf"(?:{'|'.join(OBLIGATIONS)}){COPULA}{{0,2}}"
AT_THE_END = re.compile(rf"{DUTY}(?:（[^（）]*）)?[。！？]?[」』）]*$")
IN_A_CLAUSE = re.compile(rf"{DUTY}(?:が|し|ものの|けれども?|ため|ことから)?、")
LEANING = re.compile(rf"(?:(?:{'|'.join(BEFORE_A_COMMA)})(?=、)|{'|'.join(CONNECTIVES)}|{'|'.join(POINTERS)})")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, each with its full stop; a stop inside brackets or quotation marks ends none."""
    return tuple(part for part in (piece.strip() for piece in pieces(text)) if part)


def pieces(text: str) -> Iterator[str]:
    """The text cut after each stop. Where a bracket is never closed, brackets are not heeded."""
    heeded = balanced(text)
    start, open_brackets = 0, list[str]()
    for index, character in enumerate(text):
        if heeded and character in BRACKETS:
            open_brackets.append(BRACKETS[character])
        elif open_brackets and character == open_brackets[-1]:
            open_brackets.pop()
        elif not open_brackets and STOP.match(text, index):
            yield text[start : index + 1]
            start = index + 1
    yield text[start:]


def balanced(text: str) -> bool:
    """Whether every bracket of the text is closed by its own kind, in order."""
    open_brackets: list[str] = []
    for character in text:
        if character in BRACKETS:
            open_brackets.append(BRACKETS[character])
        elif open_brackets and character == open_brackets[-1]:
            open_brackets.pop()
    return not open_brackets


def dutiful(candidates: tuple[str, ...]) -> str:
    """The first sentence that ends with an obligation; else the first with one at the end of a clause; else ""."""
    for pattern in (AT_THE_END, IN_A_CLAUSE):
        for sentence in candidates:
            if pattern.search(sentence):
                return sentence
    return ""


def dangling(sentence: str) -> str:
    """The word with which a sentence leans on one before it; "" where it stands by itself."""
    found = LEANING.match(sentence.lstrip("「『（"))
    return found[0] if found else ""
