"""校正: read a publication for mistakes, and make nothing of it."""

from __future__ import annotations

from pathlib import Path

from kumihan.errors import sound
from kumihan.finding import Finding
from kumihan.proof.reading import proof
from kumihan.stages.manuscript import read


def proofread(root: Path, strict: bool) -> tuple[Finding, ...]:
    """校正: what the reader and the rules find in the text. Raises InputError when one of it is an error."""
    manuscript = read(root)
    findings = (*manuscript.findings, *proof(manuscript.book, manuscript.config, manuscript.sources))
    return sound(tuple(finding.as_error() for finding in findings) if strict else findings)
