"""The check figure-texts."""

from __future__ import annotations

from collections.abc import Iterator

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.model import Figure, blocks
from kumihan.preflight.subject import Subject


@check("figure-texts", rationale="Who does not see a picture has only its words (ISO 14289-2).")
def figure_texts(subject: Subject) -> Iterator[Remark]:
    """Every figure of the screen edition has an alternative text; one that has none in the source is told there alone."""
    bare = sum(element.kind == "Figure" and not element.alt.strip() for element in subject.document.structure)
    chapters = subject.book.chapters if subject.book else ()
    figures = [node for chapter in chapters for node in blocks(chapter.children) if isinstance(node, Figure)]
    lost = bare - sum(not (node.alt or node.description) for node in figures)
    if lost > 0:
        hint = tr("compare the publication's templates with the project's own")
        yield Remark(tr("{count} figures have lost their alternative text", count=lost), Place(), hint)
