"""Forecast where sections will begin: where they began when they were last set. A forecast that is wrong costs time only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kumihan import kept
from kumihan.weasy.joints import Ending, Start


def name_of(*parts: str) -> str:
    """A name for what is forecast: the stylesheets, the edition, the publication."""
    return kept.key(*parts)


def recall(name: str) -> dict[str, Start]:
    """The starts of the last time by what `keep` was given; nothing where nothing is, or nothing that can be read."""
    try:
        values = json.loads(kept.read(f"starts/{name}") or b"")
        return {key: start_of(each) for key, each in values.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def keep(name: str, starts: Mapping[str, Start]) -> None:
    """Keep the starts of a document's sections."""
    kept.write(f"starts/{name}", json.dumps({key: plain(start) for key, start in starts.items()}).encode())


def plain(start: Start) -> dict[str, Any]:
    """A start as JSON has it."""
    quotes, values, scopes = start.counters or (None, None, None)
    return {
        "index": start.index, "right": start.right, "page_counters": dict(start.page_counters),
        "counters": start.counters and [quotes, values, [sorted(scope) for scope in scopes or ()]],
        "before": start.before and [start.before.breaks, start.before.page], "heads": start.heads,
    }  # fmt: skip


def start_of(values: dict[str, Any]) -> Start:
    counters, before = values["counters"], values["before"]
    return Start(
        values["index"],
        values["right"],
        values["page_counters"],
        counters and (counters[0], counters[1], [set(scope) for scope in counters[2]]),
        before and Ending(tuple(before[0]), before[1]),
        tuple((name, text) for name, text in values["heads"]),
    )
