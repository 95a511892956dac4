"""The check epub-contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.ebook.subject import EbookSubject


@check("epub-contents", rationale="A reader goes by the contents, which a reading system takes from the navigation.")
def epub_contents(subject: EbookSubject) -> Iterator[Remark]:
    """Every part has an entry in the contents; contents and page list follow the text, and no page is named twice."""
    package = subject.package
    hint = tr("compare the publication's templates/epub with the project's own")
    entries = package.entries("toc")
    if not entries:
        yield Remark(tr("the contents are empty"), Place(), hint)
    named = {item.id for _, item in entries}
    for chapter in subject.book.chapters:
        if chapter.id not in named:
            yield Remark(tr("the contents do not have the part “{title}”", title=chapter.title), chapter.place, hint)
    for kind in ("toc", "page-list"):
        # What leads nowhere is told by broken-link.
        places = [(place, words) for words, item in package.entries(kind) if (place := package.place(item))]
        for (one, _), (two, words) in pairwise(places):
            if two < one:
                fact = tr(
                    "“{words}” stands in the contents or page list after what follows it in the text", words=words
                )
                yield Remark(fact, Place(), hint)
    pages = [words for words, _ in package.entries("page-list")]
    for page in (page for page, count in Counter(pages).items() if count > 1):
        yield Remark(tr("the page list has the page {page} twice", page=page), Place(), hint)
