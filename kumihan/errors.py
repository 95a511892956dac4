"""Reasons to stop, each with its exit code. What can be collected is a Finding instead."""

from __future__ import annotations

from kumihan.finding import Finding


class KumihanError(Exception):
    """Stop with these findings. `exit_code` is what the command line returns."""

    exit_code = 1

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class InputError(KumihanError):
    """The publication cannot be built as it stands."""

    exit_code = 1


class OutputError(KumihanError):
    """A product could not be written."""

    exit_code = 3


class MissingPartError(KumihanError):
    """A library, font or tool that the build needs is not on this machine."""

    exit_code = 4


def sound(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Each finding once. Raises InputError with all of them when one is an error."""
    findings = tuple(dict.fromkeys(findings))
    if any(finding.is_error for finding in findings):
        raise InputError(*findings)
    return findings
