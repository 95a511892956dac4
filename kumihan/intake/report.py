"""Write import-report.md: what was changed in the manuscript, line by line, and what an editor must decide."""

from __future__ import annotations

from kumihan.intake.draft import Draft, Kind, Manuscript
from kumihan.messages import tr


def import_report(draft: Draft, name: str, manuscript: Manuscript) -> str:
    """The report as Markdown; every entry names the manuscript's 1-based line or paragraph."""
    heads = (
        (Kind.ASK, tr("To be decided by the editor")),
        (Kind.JOIN, tr("Joined")),
        (Kind.MOVE, tr("Moved or given a role")),
        (Kind.WIDTH, tr("Characters made full-width or normalised")),
        (Kind.DROP, tr("Dropped")),
    )
    out = [
        "# " + tr("Import report: {manuscript}", manuscript=name),
        tr("Form: {form}. Parts: {count}.", form=manuscript.form, count=len(draft.chapters)),
        tr("Marks of sections, items and notes in the manuscript became marks of the dialect; they are not listed."),
    ]
    if manuscript.paragraphs:
        out.append(
            tr(
                "Paragraphs are counted from the document’s beginning, empty ones and those of tables and text boxes included. Where an entry speaks of a line, it is a paragraph. The page is not known."
            )
        )
    for kind, head in heads:
        changes = sorted((change for change in draft.changes if change.kind is kind), key=lambda change: change.line)
        out.append(f"## {head} ({len(changes)})")
        lines = [f"- {where(change.line, manuscript)}: {manuscript.marks.words(change.message)}" for change in changes]
        out.append("\n".join(lines) if lines else tr("Nothing."))
    out.append("## " + tr("Pictures to be supplied ({count})", count=len(draft.placeholders)))
    pictures = [
        f"- {where(item.line, manuscript)}: "
        + tr("put {wanted} in the place of {source} ({caption})", wanted=item.wanted, source=item.source, caption=item.caption)
        for item in draft.placeholders
    ]  # fmt: skip
    out.append("\n".join(pictures) if pictures else tr("Nothing."))
    return "\n\n".join(out) + "\n"


def where(number: int, manuscript: Manuscript) -> str:
    """A line by its number; a paragraph by its first words as well, since Word shows no numbers."""
    if not number:
        return tr("the whole document")
    if not manuscript.paragraphs:
        return tr("line {line}", line=number)
    words = manuscript.openings.get(number)
    return (
        tr("paragraph {number} “{words}”", number=number, words=words)
        if words
        else tr("paragraph {number}", number=number)
    )
