"""Say what is wrong, where, and what to do about it: the one diagnostic type of every stage."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from kumihan.messages import tr


class Severity(Enum):
    """How grave a finding is. An ERROR keeps the product out of the output folder."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file of the publication: path from its root, 1-based line and column; 0 means unknown."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A page of a product: its file, 1-based number (0: the whole file), and folio ("" where none is known)."""

    file: str
    number: int = 0
    folio: str = ""

    def __str__(self) -> str:
        if not self.number:
            return self.file
        if not self.folio or self.folio == str(self.number):
            return tr("{file}, page {number}", file=self.file, number=self.number)
        return tr("{file}, page {number} (folio {folio})", file=self.file, number=self.number, folio=self.folio)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about the input or the product, with its place and the way out."""

    rule: str
    severity: Severity
    message: str
    place: Place = Place()
    hint: str = ""
    page: ProductPage | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def as_error(self) -> Finding:
        """The same finding as an error, for `--strict`."""
        return replace(self, severity=Severity.ERROR)

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place.file else ""
        tail = "\n  " + tr("hint: {hint}", hint=self.hint) if self.hint else ""
        grade = {Severity.ERROR: tr("error"), Severity.WARNING: tr("warning"), Severity.NOTE: tr("note")}[self.severity]
        on = f"{self.page}: " if self.page else ""
        return f"{head}{grade} [{self.rule}] {on}{self.message}{tail}"

    def as_json(self) -> dict[str, str | int]:
        """A flat JSON object: rule, severity, file, line, column, message, hint; for a product also its page."""
        on = self.page
        paged: dict[str, str | int] = {"product": on.file, "page": on.number, "folio": on.folio} if on else {}
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
            "hint": self.hint,
            **paged,
        }


def error(rule: str, message: str, place: Place = Place(), hint: str = "") -> Finding:
    """A finding that stops the build."""
    return Finding(rule, Severity.ERROR, message, place, hint)


def warning(rule: str, message: str, place: Place = Place(), hint: str = "") -> Finding:
    """A finding that an editor should look at."""
    return Finding(rule, Severity.WARNING, message, place, hint)


def findings_json(findings: Iterable[Finding]) -> str:
    """A JSON array of findings."""
    return json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=1) + "\n"
