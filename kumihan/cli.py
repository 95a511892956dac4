"""Turn arguments into one call of the pipeline and an exit code. There is no logic here."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kumihan import messages, pipeline
from kumihan.errors import KumihanError


def main(arguments: list[str] | None = None) -> int:
    """The command line. Returns 0 when all is well, 1 when the publication has errors, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    parser.add_argument("command", nargs="?", choices=("all", *pipeline.PRODUCTS), default="all")
    parser.add_argument("--content", type=Path, default=Path("content"), help="the publication (default: content)")
    parser.add_argument("--output", type=Path, default=Path("output"), help="where products go (default: output)")
    parser.add_argument("--lang", choices=("ja", "en"), help="language of messages (default: the locale's)")
    options = parser.parse_args(arguments)
    messages.use(options.lang)
    products = pipeline.PRODUCTS if options.command == "all" else (options.command,)
    try:
        findings = pipeline.build(options.content, options.output, products)
    except KumihanError as reason:
        print(reason, file=sys.stderr)
        return reason.exit_code
    for finding in findings:
        print(finding, file=sys.stderr)
    return 0
