"""`python -m kumihan.jlreq`: read conformance requests (NDJSON) on standard input, write responses. It composes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from kumihan.jlreq.exact.request import BadRequest
from kumihan.jlreq.exact.response import respond

ENVELOPE = ("protocol", "spec", "id")


def answers(lines: Iterable[str]) -> Iterator[str]:
    """One line of JSON for each request, in order; raises BadRequest with the line's number (from 1)."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = decoded(line)
            response = respond(case["request"])
        except BadRequest as fault:
            raise BadRequest(f"line {number}: {fault}") from fault
        except (AttributeError, KeyError, TypeError) as fault:
            raise BadRequest(f"line {number}: a value is of the wrong kind: {fault}") from fault
        answer = {key: case[key] for key in ENVELOPE if key in case} | {"response": response}
        yield json.dumps(answer, ensure_ascii=False)


def decoded(line: str) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except ValueError as fault:
        raise BadRequest(f"this is no JSON: {fault}") from fault
    if not isinstance(case, dict) or not isinstance(case.get("request"), dict):
        raise BadRequest("there is no request")
    return case


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
