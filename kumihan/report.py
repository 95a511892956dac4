"""Write the build report: what was made, where each part stands, what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kumihan.export.artifact import Artifact
from kumihan.finding import Finding
from kumihan.fitting.parts import Fitted
from kumihan.fitting.told import as_json
from kumihan.model import Book, Chapter
from kumihan.weasy.typeset import Pages

REPORT = "build-report.json"


def build_report(
    book: Book, artifacts: Sequence[Artifact], findings: Iterable[Finding], printed: Pages | None, output: Path,
    fitted: Fitted,
) -> bytes:  # fmt: skip
    """build-report.json: `artifacts`, `chapters` (pages as printed, fill 0 to 1 of the last page, `fitting`), `findings`."""
    report = {
        "artifacts": [
            {
                "name": item.name, "path": (output / item.name).as_posix(), "pages": item.pages,
                "bytes": len(item.data), "seconds": round(item.seconds, 3),
            }
            for item in artifacts
        ],
        "chapters": [describe(chapter, printed) | {"fitting": as_json(fitted, chapter.id)} for chapter in book.chapters],
        "findings": [finding.as_json() for finding in findings],
    }  # fmt: skip
    return written(report)


def with_findings(report: Artifact, findings: Iterable[Finding]) -> Artifact:
    """A report that says other findings."""
    facts = json.loads(report.data) | {"findings": [finding.as_json() for finding in findings]}
    return replace(report, data=written(facts))


def written(facts: dict[str, object]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def describe(chapter: Chapter, printed: Pages | None) -> dict[str, object]:
    """A part's id and title; where pages were made, its first and last page as printed and the last one's fill."""
    if printed is None:
        return {"id": chapter.id, "title": chapter.title, "first_page": None, "last_page": None, "fill": None}
    own = [index for index, sheet in enumerate(printed.sheets) if sheet.part == chapter.id]
    return {
        "id": chapter.id, "title": chapter.title, "first_page": page_number(printed.folios[own[0]]),
        "last_page": page_number(printed.folios[own[-1]]), "fill": printed.sheets[own[-1]].fill,
    }  # fmt: skip


def page_number(folio: str) -> int | str:
    """A folio as a number where it is one."""
    return int(folio) if folio.isdigit() else folio
