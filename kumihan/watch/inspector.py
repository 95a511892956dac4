"""Look over products in a process beside, so that the next change need not wait. What is found is decided elsewhere."""

from __future__ import annotations

import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

from kumihan import messages
from kumihan.export.artifact import Artifact
from kumihan.finding import Finding
from kumihan.preflight.publication import Publication

Subject = tuple[tuple[Artifact, ...], Publication]


class Inspector:
    """One inspection at a time; a new one, or the end, stops the one that runs."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        # A process that begins anew and is then forked from: it has neither the typesetter nor its memory.
        self.context = get_context("forkserver")
        self.context.set_forkserver_preload(["kumihan.stages.inspection"])
        self.stop: Callable[[], None] = lambda: None
        self.answer: Connection | None = None

    def begin(self, subject: Subject) -> None:
        """Look these products over; what was asked before is no more of interest."""
        self.end()
        self.answer, question = self.context.Pipe(duplex=True)
        worker = self.context.Process(target=inspect, args=(question, self.language), daemon=True)
        worker.start()
        question.close()
        self.stop = worker.terminate
        self.answer.send(subject)

    def told(self) -> tuple[Finding, ...] | None:
        """What was found, once; None while there is nothing to tell."""
        if self.answer is None or not self.answer.poll():
            return None
        try:
            found: tuple[Finding, ...] | None = self.answer.recv()
        except EOFError:  # the process failed, and has said so itself
            found = None
        self.end()
        return found

    def end(self) -> None:
        self.stop()
        if self.answer:
            self.answer.close()
        self.answer, self.stop = None, lambda: None


def inspect(question: Connection, language: str | None) -> None:
    """The process: one question, one answer. What ends the command ends it too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    messages.use(language)
    from kumihan.stages.inspection import preflight

    question.send(preflight(*question.recv()))
