"""The check fonts."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.subject import Subject


@check("fonts", rationale="A font that is not in the file is replaced by another on the next machine.")
def fonts(subject: Subject) -> Iterator[Remark]:
    """Every font is embedded, as a subset, with the table that says which characters its glyphs are."""
    hint = tr("take another font, or look at what made the file")
    for font in subject.document.fonts:
        faults = (
            (font.kind == "Type3", tr("the font {name} is Type 3", name=font.name)),
            (font.kind != "Type3" and not font.embedded, tr("the font {name} is not embedded", name=font.name)),
            (font.embedded and not font.subset, tr("the font {name} is embedded whole", name=font.name)),
            (font.wide and not font.readable, tr("the font {name} has no ToUnicode", name=font.name)),
        )
        yield from (Remark(fact, Place(), hint) for wrong, fact in faults if wrong)
