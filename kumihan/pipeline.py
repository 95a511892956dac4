"""The list of stages. What each of them needs of others stands in `stages`."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import get_args

from kumihan.config import DIGEST_KINDS
from kumihan.deliver import deliver
from kumihan.errors import sound
from kumihan.export.artifact import PRODUCTS, Artifact
from kumihan.finding import Finding
from kumihan.fitting.parts import copyfit
from kumihan.fitting.told import fit_findings
from kumihan.messages import tr
from kumihan.pages.store import DEFAULT
from kumihan.report import build_report
from kumihan.stages.editions import editions, shop
from kumihan.stages.inspection import preflight
from kumihan.stages.manuscript import read


def build(
    root: Path,
    output: Path,
    products: tuple[str, ...] = PRODUCTS,
    strict: bool = False,
    step: Callable[[str], None] = lambda words: None,
    store: str = DEFAULT.name,
    approve: bool = False,
    x1a: bool = False,
    executor: Executor | None = None,
    loose: bool = False,
) -> tuple[Finding, ...]:
    """Make the products and deliver them whole, or raise InputError and deliver nothing.

    `strict` counts a warning as an error; `step` is told what comes next; `store` is where the e-book is going;
    `approve` keeps the digest's sentences as approved; `x1a` makes print to PDF/X-1a;
    `executor` sets the screen edition while print is set here: any `concurrent.futures.Executor` will do;
    `loose` builds although a part does not fit on its pages.
    """
    approved: Artifact | None = None
    step(tr("reading"))
    manuscript = read(root)
    findings = sound(manuscript.findings)
    fitted = copyfit(manuscript.book, shop(manuscript), step)
    printed, artifacts, found = editions(manuscript, products, fitted, x1a, executor, step)
    fits = fit_findings(manuscript.book, fitted, printed, manuscript.config, loose)
    findings = sound((*findings, *found, *fits))
    if "epub" in products:
        step(tr("packaging the e-book"))
        from kumihan.stages.ebook import ebooks

        books, found = ebooks(manuscript, printed, artifacts[0].data, store)
        findings = sound((*findings, *found))
        artifacts += books
    if "digest" in products:
        step(tr("composing the digest"))
        from kumihan.stages.recommendations import digest

        made = digest(manuscript, printed, approve)
        findings = sound((*findings, *made.findings))
        artifacts += made.artifacts
        approved = made.approval
    artifacts = [artifact for artifact in artifacts if product_of(artifact) in products]
    step(tr("looking over the products"))
    findings = sound((*findings, *preflight(manuscript, artifacts)))
    if strict:
        sound(tuple(finding.as_error() for finding in findings))
    report = build_report(manuscript.book, artifacts, findings, printed, output, fitted)
    deliver((*artifacts, Artifact("build-report.json", "application/json", report)), output)
    if approved:
        deliver((approved,), root)
    return findings


def product_of(artifact: Artifact) -> str:
    """Which product a file is part of."""
    stem, _, ending = artifact.name.rpartition(".")
    kinds = "|".join(get_args(DIGEST_KINDS))
    digest = re.search(rf"-digest(-({kinds}))?$", stem)
    return "epub" if ending == "epub" else "digest" if digest else stem.rpartition("-")[2]
