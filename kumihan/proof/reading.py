"""Proofread a whole book: every rule, in the order of the text."""

from __future__ import annotations

from kumihan.checks import run
from kumihan.config import Config
from kumihan.finding import Finding
from kumihan.model import Book
from kumihan.proof.rules import RULES
from kumihan.proof.subject import Subject
from kumihan.source import Source


def proof(book: Book, config: Config, sources: tuple[Source, ...]) -> tuple[Finding, ...]:
    """What an editor should look at, as warnings. `sources` are the files that the book and config were read from."""
    return run(RULES, Subject(book, config, sources))
