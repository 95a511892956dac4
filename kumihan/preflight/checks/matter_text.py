"""The check matter-text."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.messages import tr
from kumihan.preflight.lines import squeezed
from kumihan.preflight.matter import (
    ABBREVIATIONS,
    BACK,
    COLOPHON,
    CONTENTS,
    COVER,
    FIGURES,
    FRONT,
    HALF_TITLE,
    INDEX,
    matter,
)
from kumihan.preflight.printed import Printed
from kumihan.preflight.reading import Reading
from kumihan.preflight.subject import Subject

SHOWN = 40


@check(
    "matter-text", rationale="A name that is missing on the cover or in the contents is what everyone else sees first."
)
def matter_text(subject: Subject) -> Iterator[Remark]:
    """Cover, half-title, contents, lists, index and colophon say what book.toml and the text say, word for word.

    What a template of the publication's own says is not compared.
    """
    publication, reading = subject.publication, subject.reading
    if publication is None or reading is None or not reading.spans:
        return
    names = {
        COVER: tr("cover"), HALF_TITLE: tr("half-title"), CONTENTS: tr("contents"), FIGURES: tr("list of figures"),
        ABBREVIATIONS: tr("list of abbreviations"), INDEX: tr("index"), COLOPHON: tr("colophon"),
    }  # fmt: skip
    hint = tr("see display and overflow in the publication's styles, and its templates")
    pages = pages_of(reading)
    printed = {name: Printed(reading, pages[name]) for name in pages}
    for said in dict.fromkeys(matter(publication)):
        if printed[said.template].lost(said.text):
            fact = tr("{name}: these words are missing: {text}", name=names[said.template], text=said.text[:SHOWN])
            known = pages[said.template] and said.template != HALF_TITLE  # which no words of its own tell
            yield Remark(fact, said.place, hint, pages[said.template][0] + 1 if known else 0)


def pages_of(reading: Reading) -> dict[str, range]:
    """The 0-based pages on which each should stand."""
    first = min(span[0] for span in reading.spans.values())
    last = max(span[1] for span in reading.spans.values())
    return {
        COVER: range(1),
        **found(reading, FRONT, range(1, first)),
        **found(reading, BACK, range(last + 1, len(reading.pages))),
    }


def found(reading: Reading, names: tuple[tuple[str, str], ...], pages: range) -> dict[str, range]:
    """The pages of each, from where its words stand to where the next begins; all where they stand nowhere."""
    starts = [begin(reading, pages, words) for _, words in names]
    spans = {}
    for number, (name, _) in enumerate(names):
        start = starts[number]
        end = min((after for after in starts[number + 1 :] if after is not None), default=pages.stop)
        spans[name] = pages if start is None else range(start, max(start + 1, end))
    return spans


def begin(reading: Reading, pages: range, words: str) -> int | None:
    """The first of the pages with these words in the largest type that they have: the contents name a list as well."""
    if not words:
        return pages.start if pages else None
    sizes = {page: size for page in pages if (size := largest(reading, page, words))}
    return max(sizes, key=lambda page: (round(sizes[page], 1), -page), default=None)


def largest(reading: Reading, page: int, words: str) -> float:
    """The size in pt of the largest line of a page that begins so; 0 where there is none."""
    return max((line.size for line in reading.pages[page] if squeezed(line.text).startswith(words)), default=0.0)
