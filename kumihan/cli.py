"""Turn arguments into one call of the pipeline and an exit code. There is no logic here."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kumihan import messages
from kumihan.markup.reader import read_chapter
from kumihan.source import read_chapters


def main(arguments: list[str] | None = None) -> int:
    """The command line. Returns 0 when all is well, 1 when the publication has errors, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--lang", choices=("ja", "en"))
    options = parser.parse_args(arguments)
    messages.use(options.lang)
    sources, findings = read_chapters(options.content)
    found = [*findings, *(finding for source in sources for finding in read_chapter(source)[1])]
    for finding in found:
        print(finding, file=sys.stderr)
    return int(any(finding.is_error for finding in found))
