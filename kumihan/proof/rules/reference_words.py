"""The rule reference-words: a cross-reference that names a chapter leads to that chapter."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.model import CrossReference, chapter_inlines, plain
from kumihan.proof.subject import Subject


@check(
    "reference-words",
    rationale="When chapters move, words that an author wrote into a reference by hand stay behind.",
)
def reference_words(subject: Subject) -> Iterator[Remark]:
    """A cross-reference whose words are the label or title of one chapter does not lead to another."""
    owner = {words: chapter for chapter in subject.book.chapters for words in (chapter.label, chapter.title) if words}
    chapters = {chapter.id: chapter for chapter in subject.book.chapters}
    for chapter in subject.book.chapters:
        for node in chapter_inlines(chapter):
            if not isinstance(node, CrossReference) or node.target not in chapters:
                continue
            words = plain(node.children)
            named, target = owner.get(words), chapters[node.target]
            if named is not None and named != target:
                title = target.label or target.title
                fact = tr("“{words}” leads to “{title}”", words=words, title=title)
                hint = tr("write [](#{id}), which takes its words from the chapter", id=named.id)
                yield Remark(fact, node.place, hint)
