"""Write findings and the build report for people (terminal) and programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from kumihan.export.artifact import Artifact
from kumihan.finding import Finding
from kumihan.model import Book
from kumihan.weasy.typeset import Pages


def findings_json(findings: Iterable[Finding]) -> str:
    """A JSON array of findings."""
    return json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=1) + "\n"


def build_report(
    book: Book, artifacts: Sequence[Artifact], findings: Iterable[Finding], printed: Pages | None
) -> bytes:
    """build-report.json: `artifacts`, `chapters` (pages as printed, fill 0 to 1 of the last page), `findings`."""
    report = {
        "artifacts": [
            {
                "name": item.name, "path": item.name, "pages": item.pages, "bytes": len(item.data),
                "seconds": round(item.seconds, 3),
            }
            for item in artifacts
        ],
        "chapters": [
            {"id": chapter.id, "title": chapter.title, "first_page": printed.folio(chapter.id) if printed else ""}
            for chapter in book.chapters
        ],
        "findings": [finding.as_json() for finding in findings],
    }  # fmt: skip
    return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()
