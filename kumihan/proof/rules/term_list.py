"""The rule term-list: words are spelt as the publication's own list of terms has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.proof.passage import passages
from kumihan.proof.subject import Subject


@check(
    "term-list",
    rationale="One thing has one name in a publication; which one is the issuer's to say, in `[terms]` of book.toml.",
)
def term_list(subject: Subject) -> Iterator[Remark]:
    """No word stands in the text that the list of terms (`[terms]` in book.toml) replaces by another. The longest
    entry counts; a word inside its own right form is left alone, and so is a part of a Latin word."""
    terms = {wrong: right for wrong, right in subject.config.terms.items() if wrong and wrong != right}
    wrong_words = any_of(terms)
    right_words = any_of(right for right in terms.values() if any(wrong in right for wrong in terms))
    for passage in passages(subject) if terms else ():
        protected = [range(*found.span()) for found in right_words.finditer(passage.text)]
        for found in wrong_words.finditer(passage.text):
            if any(found.start() in span and found.end() - 1 in span for span in protected):
                continue
            right = terms[found[0]]
            fact = tr("“{wrong}” is on the list of terms", wrong=found[0])
            hint = tr("write “{right}”", right=right) if right else tr("delete it")
            yield Remark(fact, passage.place(found.start()), hint)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches one of the words, the longest first; nothing where there are none."""
    return re.compile("|".join(bounded(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")


def bounded(word: str) -> str:
    """The pattern of a word; where it begins or ends with a Latin letter or digit, no other may touch it."""
    before = "(?<![0-9A-Za-z])" if re.match("[0-9A-Za-z]", word) else ""
    after = "(?![0-9A-Za-z])" if re.search("[0-9A-Za-z]$", word) else ""
    return before + re.escape(word) + after
