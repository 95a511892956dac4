"""Say or show how an edition is set, short of making it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kumihan.deliver import deliver
from kumihan.errors import sound
from kumihan.export.artifact import EDITIONS, Artifact
from kumihan.finding import Finding
from kumihan.fitting.parts import copyfit
from kumihan.fitting.told import fit_findings, lines_of
from kumihan.stages.editions import galley, shop
from kumihan.stages.manuscript import read
from kumihan.weasy.typeset import typeset


def fit_only(root: Path, loose: bool, step: Callable[[str], None]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """字数調整 alone: what each part is set with and what came of it; nothing is written."""
    manuscript = read(root)
    findings = sound(manuscript.findings)
    fitted = copyfit(manuscript.book, shop(manuscript), step)
    pages, found = typeset(galley(manuscript, "print", fitted), manuscript.read)
    found = (*findings, *found, *fit_findings(manuscript.book, fitted, pages, manuscript.config, loose))
    return tuple(dict.fromkeys(found)), lines_of(manuscript.book, fitted, pages)


def write_galley(root: Path, to: Path) -> tuple[Finding, ...]:
    """Write the HTML and stylesheets of each edition exactly as they go to the typesetter."""
    manuscript = read(root)
    findings = sound(manuscript.findings)
    sheets: list[Artifact] = []
    fitted = copyfit(manuscript.book, shop(manuscript))
    for name in EDITIONS:
        proof = galley(manuscript, name, fitted)
        sheets.append(Artifact(f"{name}.html", "text/html", proof.html.encode()))
        for number, (label, text) in enumerate(proof.stylesheets, 1):
            sheets.append(Artifact(f"{name}-{number}-{label}", "text/css", text.encode()))
    deliver(sheets, to)
    return findings
