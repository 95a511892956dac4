"""The list of stages. What each of them needs of others stands in `stages`."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from kumihan.config import DIGEST_KINDS
from kumihan.deliver import deliver
from kumihan.errors import sound
from kumihan.export.artifact import PRODUCTS, Artifact
from kumihan.finding import Finding
from kumihan.fitting.parts import Fitted, copyfit
from kumihan.fitting.told import fit_findings
from kumihan.messages import tr
from kumihan.report import REPORT, build_report
from kumihan.stages.editions import editions, shop
from kumihan.stages.inspection import preflight, publication_of
from kumihan.stages.manuscript import Manuscript, read
from kumihan.weasy.standing import Standing
from kumihan.weasy.typeset import Pages
from kumihan.wishes import Wishes

Step = Callable[[str], None]


def quietly(words: str) -> None:
    """Tells nobody what comes next."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a build has made and not yet delivered; `approval` goes into the publication."""

    manuscript: Manuscript
    fitted: Fitted
    printed: Pages
    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    approval: Artifact | None = None

    def report(self, output: Path) -> Artifact:
        data = build_report(self.manuscript.book, self.artifacts, self.findings, self.printed, output, self.fitted)
        return Artifact(REPORT, "application/json", data)


def build(
    root: Path, output: Path, products: tuple[str, ...] = PRODUCTS, wishes: Wishes = Wishes(), step: Step = quietly,
    executor: Executor | None = None,
) -> tuple[Finding, ...]:  # fmt: skip
    """Make the products and deliver them whole, or raise InputError and deliver nothing.

    `step` is told what comes next; `executor` has `wishes.jobs` - 1 processes, which set the screen
    edition or parts of a long one while this process sets the rest: any `concurrent.futures.Executor` will do.
    """
    work = make(root, products, wishes, step, executor)
    step(tr("looking over the products"))
    found = preflight(work.artifacts, publication_of(work.manuscript))
    work = replace(work, findings=judged((*work.findings, *found), wishes))
    deliver((*work.artifacts, work.report(output)), output)
    if work.approval:
        deliver((work.approval,), root)
    return work.findings


def make(
    root: Path, products: tuple[str, ...], wishes: Wishes, step: Step = quietly, executor: Executor | None = None,
    standing: Standing | None = None,
) -> Work:  # fmt: skip
    """Everything that leads to the products. Raises InputError where one cannot be made.

    `standing` is the type kept from builds before.
    """
    step(tr("reading"))
    manuscript = read(root)
    findings = sound(manuscript.findings)
    approval: Artifact | None = None
    fitted = copyfit(manuscript.book, shop(manuscript, standing), step)
    printed, artifacts, found = editions(manuscript, products, fitted, wishes, executor, step, standing)
    fits = fit_findings(manuscript.book, fitted, printed, manuscript.config, wishes.loose)
    findings = sound((*findings, *found, *fits))
    if "epub" in products:
        from kumihan.stages.ebook import ebooks

        step(tr("packaging the e-book"))
        books, found = ebooks(manuscript, printed, artifacts[0].data, wishes.store)
        findings = sound((*findings, *found))
        artifacts += books
    if "digest" in products:
        from kumihan.stages.recommendations import digest

        step(tr("composing the digest"))
        made = digest(manuscript, printed, wishes.approve)
        findings = sound((*findings, *made.findings))
        artifacts += made.artifacts
        approval = made.approval
    wanted = tuple(artifact for artifact in artifacts if product_of(artifact) in products)
    return Work(manuscript, fitted, printed, wanted, findings, approval)


def judged(findings: tuple[Finding, ...], wishes: Wishes) -> tuple[Finding, ...]:
    """Each finding once. Raises InputError when one counts as an error."""
    if wishes.strict:
        sound(tuple(finding.as_error() for finding in findings))
    return sound(findings)


def product_of(artifact: Artifact) -> str:
    """Which product a file is part of."""
    stem, _, ending = artifact.name.rpartition(".")
    kinds = "|".join(get_args(DIGEST_KINDS))
    digest = re.search(rf"-digest(-({kinds}))?$", stem)
    return "epub" if ending == "epub" else "digest" if digest else stem.rpartition("-")[2]
