"""Write import-report.md: what was changed in the manuscript, line by line, and what an editor must decide."""

from __future__ import annotations

from kumihan.intake.draft import Draft, Kind
from kumihan.messages import tr


def import_report(draft: Draft, manuscript: str, encoding: str) -> str:
    """The report as Markdown; every entry names the manuscript's 1-based line."""
    heads = (
        (Kind.ASK, tr("To be decided by the editor")),
        (Kind.JOIN, tr("Joined")),
        (Kind.MOVE, tr("Moved or given a role")),
        (Kind.WIDTH, tr("Characters made full-width or normalised")),
        (Kind.DROP, tr("Dropped")),
    )
    out = [
        "# " + tr("Import report: {manuscript}", manuscript=manuscript),
        tr("Encoding: {encoding}. Parts: {count}.", encoding=encoding, count=len(draft.chapters)),
        tr("Marks of sections, items and notes in the manuscript became marks of the dialect; they are not listed."),
    ]
    for kind, head in heads:
        changes = sorted((change for change in draft.changes if change.kind is kind), key=lambda change: change.line)
        out.append(f"## {head} ({len(changes)})")
        lines = [tr("- line {line}: {what}", line=change.line, what=change.message) for change in changes]
        out.append("\n".join(lines) if lines else tr("Nothing."))
    out.append("## " + tr("Pictures to be supplied ({count})", count=len(draft.placeholders)))
    pictures = [
        tr("- line {line}: put {wanted} in the place of {source} ({caption})", line=item.line, wanted=item.wanted,
           source=item.source, caption=item.caption)
        for item in draft.placeholders
    ]  # fmt: skip
    out.append("\n".join(pictures) if pictures else tr("Nothing."))
    return "\n\n".join(out) + "\n"
