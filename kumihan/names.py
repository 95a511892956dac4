"""Find the name that was probably meant, for the hint of a message."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from kumihan.messages import tr


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint that proposes the nearest known name, or lists all of them."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    if close:
        return tr("did you mean “{name}”?", name=close[0])
    return tr("known names: {names}", names=", ".join(names))
