"""Tell an editor what the watch does: on a terminal the last state alone, elsewhere line after line, or JSON for programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from kumihan.finding import Finding
from kumihan.messages import tr
from kumihan.watch.rounds import Order, Round

# Clears a terminal's screen, and leaves what was scrolled away (ECMA-48, ED and CUP).
CLEAR = "\x1b[2J\x1b[H"


class Teller:
    """Writes to standard error, JSON to standard output; `bright` is a terminal, where what is out of date goes away."""

    def __init__(self, form: str) -> None:
        self.json = form == "json"
        self.bright = not self.json and sys.stderr.isatty()
        self.output = ""
        self.had_errors = False

    def begin(self, order: Order) -> None:
        self.output = str(order.output)
        if self.json:
            self.write({"event": "watching"})
        self.say(tr("watching {folder}; Ctrl-C ends it", folder=order.root))

    def tell(self, made: Round, names: tuple[str, ...]) -> None:
        """What came of a round."""
        if self.json:
            self.write({"event": "built", "seconds": round(made.seconds, 3), **self.facts(made)})
            return
        self.say(CLEAR if self.bright else "", end="")
        self.findings(made.findings)
        if made.errors:
            say = tr("errors: {count}; {output} keeps the last good products", count=made.errors, output=self.output)
        else:
            say = products(made)
            if self.had_errors:
                self.say(tr("mended: there are no errors any more"))
        self.say(f"{time.strftime('%H:%M:%S')}  {few(names)}{say}")
        self.had_errors = bool(made.errors)

    def inspected(self, made: Round) -> None:
        """What the inspection found, after the products are in place."""
        if self.json:
            self.write({"event": "inspected", **self.facts(made)})
            return
        self.findings(finding for finding in made.findings if finding.page)
        if made.errors:
            self.say(tr("not to be delivered: the inspection found errors; the pages are in place to be looked at"))
            self.had_errors = True
        else:
            self.say(tr("looked over"))

    def end(self) -> None:
        self.say("\n" if self.bright else "", end="")
        self.say(tr("the watch has ended"))

    def facts(self, made: Round) -> dict[str, object]:
        names = [artifact.name for artifact in made.artifacts]
        return {"products": names, "findings": [finding.as_json() for finding in made.findings]}

    def findings(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.say(str(finding))

    def say(self, words: str, end: str = "\n") -> None:
        if not self.json:
            print(words, end=end, file=sys.stderr, flush=True)

    def write(self, facts: dict[str, object]) -> None:
        print(json.dumps(facts, ensure_ascii=False), flush=True)


def few(names: tuple[str, ...]) -> str:
    """What changed, by name, if it is not much."""
    return "".join(f"{Path(name).name}: " for name in names) if len(names) == 1 else ""


def products(made: Round) -> str:
    """The products with their pages, and the time they took."""
    names = tr(", ").join(counted(artifact.name, artifact.pages) for artifact in made.artifacts)
    return tr("{products} in {seconds} s", products=names, seconds=f"{made.seconds:.2f}")


def counted(name: str, pages: int) -> str:
    """A product with its number of pages, which only a PDF has."""
    if pages == 1:
        return tr("{name} (1 page)", name=name)
    return tr("{name} ({pages} pages)", name=name, pages=pages) if pages else name
