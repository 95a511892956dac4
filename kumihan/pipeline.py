"""The list of stages. This is the only module that knows two of them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from kumihan.config import FILE, Config, read_config
from kumihan.deliver import deliver
from kumihan.errors import InputError
from kumihan.export.artifact import Artifact
from kumihan.export.pdf import finish
from kumihan.finding import Finding
from kumihan.markup.reader import read_chapter
from kumihan.markup.resolve import Target, resolve
from kumihan.model import Book
from kumihan.pages.galley import Galley, lay_out
from kumihan.pages.templates import Room
from kumihan.report import build_report
from kumihan.source import read_bytes, read_chapters, read_text, read_toml
from kumihan.weasy.typeset import Pages, typeset

PRODUCTS = ("print", "screen")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """原稿: the publication as read."""

    root: Path
    config: Config
    book: Book
    targets: dict[str, Target]
    findings: tuple[Finding, ...]


def read(root: Path) -> Manuscript:
    """Read and parse a publication. Raises InputError only where going on is impossible."""
    values = read_toml(root, FILE)
    source, _ = read_text(root, FILE)
    config = read_config(values, source.text if source else "")
    sources, findings = read_chapters(root)
    parsed = [read_chapter(item) for item in sources]
    chapters = tuple(chapter for chapter, _ in parsed if chapter is not None)
    found = [*findings, *(finding for _, few in parsed for finding in few)]
    book, targets, dangling = resolve(chapters)
    return Manuscript(root, config, book, targets, (*found, *dangling))


def galley(manuscript: Manuscript, edition: str) -> Galley:
    return lay_out(manuscript.book, manuscript.targets, manuscript.config, Room(manuscript.root), edition)


def pages(manuscript: Manuscript, edition: str) -> tuple[Pages, tuple[Finding, ...]]:
    return typeset(galley(manuscript, edition), lambda name: read_bytes(manuscript.root, name))


def build(root: Path, output: Path, products: tuple[str, ...] = PRODUCTS) -> tuple[Finding, ...]:
    """Make the products and deliver them whole, or raise InputError and deliver nothing."""
    manuscript = read(root)
    findings = manuscript.findings
    stop_on_errors(findings)
    artifacts: list[Artifact] = []
    printed: Pages | None = None
    for edition in products:
        begun = time.perf_counter()
        printed, found = pages(manuscript, edition)
        findings = tuple(dict.fromkeys((*findings, *found)))
        stop_on_errors(findings)
        data = finish(printed.pdf(), manuscript.config, edition, printed.folios)
        name = f"{manuscript.config.slug}-{edition}.pdf"
        artifacts.append(Artifact(name, "application/pdf", data, len(printed.folios), time.perf_counter() - begun))
    report = build_report(manuscript.book, artifacts, findings, printed)
    deliver((*artifacts, Artifact("build-report.json", "application/json", report)), output)
    return findings


def stop_on_errors(findings: tuple[Finding, ...]) -> None:
    if any(finding.is_error for finding in findings):
        raise InputError(*findings)
