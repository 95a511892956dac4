"""Say a part's setting as custom properties of CSS, so that the galley holds the whole truth."""

from __future__ import annotations

import math

from kumihan.fitting.levers import Setting


def properties(base: Setting, setting: Setting) -> str:
    """What a part's element says in its `style`; "" where nothing differs from the book."""
    designed = values(base)
    return "; ".join(f"--{name}: {value}" for name, value in values(setting).items() if value != designed[name])


def values(setting: Setting) -> dict[str, str]:
    """Every lever's custom property and its value."""
    return {
        "figure": f"{setting.figure:g}", "opening": str(setting.opening), "figure-room": str(setting.room),
        "heading": str(setting.heading), "pitch": points(setting.area.pitch), "size": points(setting.area.size),
        "tracking": f"{setting.tracking:g}em",
    }  # fmt: skip


def points(length: float) -> str:
    """A length in pt, never longer than it is, so that whole lines and characters have their room."""
    return f"{math.floor(length * 10_000 + 1e-6) / 10_000:g}pt"
