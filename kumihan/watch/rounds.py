"""Make the products once more and put them in place. It looks for no changes and shows nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from kumihan.deliver import FAULTS, deliver
from kumihan.errors import KumihanError
from kumihan.export.artifact import Artifact
from kumihan.finding import Finding, Place, error
from kumihan.messages import tr
from kumihan.pipeline import judged, make
from kumihan.remembered import Memory, remembering
from kumihan.report import with_findings
from kumihan.stages.inspection import publication_of
from kumihan.watch.inspector import Subject
from kumihan.weasy.standing import Standing
from kumihan.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Order:
    """What is made of which publication, and where it goes."""

    root: Path
    output: Path
    products: tuple[str, ...]
    wishes: Wishes = Wishes()


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one time: findings, and where there were no errors the products; `subject` is yet to be looked over."""

    seconds: float
    findings: tuple[Finding, ...]
    artifacts: tuple[Artifact, ...] = ()
    report: Artifact | None = None
    subject: Subject | None = None

    @property
    def errors(self) -> int:
        return sum(finding.is_error for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept from one round to the next: answers, and type."""

    memory: Memory = field(default_factory=Memory)
    standing: Standing = field(default_factory=Standing)


def go_round(order: Order, kept: Kept) -> Round:
    """Make and deliver the products; an error leaves the last good ones. They are not yet looked over."""
    begun = time.perf_counter()
    try:
        with remembering(kept.memory):
            work = make(order.root, order.products, order.wishes, standing=kept.standing)
        findings = judged(work.findings, order.wishes)
        report = work.report(order.output)
        deliver((*work.artifacts, report), order.output)
    except KumihanError as reason:
        return Round(time.perf_counter() - begun, reason.findings)
    except OSError as reason:  # a file that went away after it was found
        fact = tr("{file} cannot be read: {reason}", file=reason.filename or order.root, reason=reason.strerror)
        hint = tr("when it is back, the products are made again")
        return Round(time.perf_counter() - begun, (error("unreadable", fact, Place(), hint),))
    subject = (work.artifacts, publication_of(work.manuscript))
    return Round(time.perf_counter() - begun, findings, work.artifacts, report, subject)


def looked_over(order: Order, made: Round, found: tuple[Finding, ...]) -> Round:
    """The round with what the inspection found: it goes into the report, and an error beside its product."""
    assert made.report is not None  # there is something to look over
    findings = tuple(dict.fromkeys((*made.findings, *found)))
    if order.wishes.strict:
        findings = tuple(finding.as_error() for finding in findings)
    faults: dict[str, str] = {}
    for finding in findings:
        if finding.is_error and finding.page:
            faults[finding.page.file] = faults.get(finding.page.file, "") + f"{finding}\n"
    told = [Artifact(f"{name}{FAULTS}", "text/plain", words.encode()) for name, words in faults.items()]
    report = with_findings(made.report, findings)
    deliver((*told, report), order.output)
    return Round(made.seconds, findings, made.artifacts, report)
