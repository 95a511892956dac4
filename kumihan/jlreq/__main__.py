"""`python -m kumihan.jlreq`: read conformance requests (NDJSON) on standard input, write responses. It composes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from kumihan.jlreq.exact.request import BadRequest
from kumihan.jlreq.exact.response import respond

ENVELOPE = ("protocol", "spec", "id")


def answers(lines: Iterable[str]) -> Iterator[str]:
    """One line of JSON for each request, in order; raises BadRequest with the line's number (from 1)."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            response = respond(case["request"])
        except (BadRequest, KeyError, TypeError, ValueError) as fault:
            raise BadRequest(f"line {number}: {fault}") from fault
        answer = {key: case[key] for key in ENVELOPE if key in case} | {"response": response}
        yield json.dumps(answer, ensure_ascii=False)


def main() -> int:
    """Exit code 0, or 2 where a request cannot be read: what was answered before it is written all the same."""
    try:
        for answer in answers(sys.stdin):
            print(answer)
    except BadRequest as fault:
        print(f"kumihan.jlreq: {fault}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
