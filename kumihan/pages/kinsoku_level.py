"""Read from stylesheets how strict kinsoku is (CSS Text 3, line-break). Only that: the typesetter applies them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# From the one that allows least to the one that allows everything.
LEVELS = ("strict", "normal", "loose", "anywhere")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
BLOCK = re.compile(r"([^{}]*)\{([^{}]*)")
DECLARED = re.compile(r"(?<![\w-])line-break\s*:\s*([a-z]+)")
# What the running text has its style from.
BODY = re.compile(r"(?:html|body(?:\.\w+)?|:root|\*|\.chapter(?:-body)?|(?:.*[\s>])?p)$")


@dataclass(frozen=True, slots=True)
class Kinsoku:
    """A level of LEVELS for the running text, and the loosest that anything else has."""

    body: str = LEVELS[0]
    loosest: str = LEVELS[0]


def kinsoku_of(sheets: Iterable[str]) -> Kinsoku:
    """The levels that stylesheets ask for, in the order in which they are applied; `auto` is the strict one."""
    body, named = LEVELS[0], {LEVELS[0]}
    for sheet in sheets:
        for selectors, block in BLOCK.findall(COMMENT.sub("", sheet)) if "line-break" in sheet else ():
            for value in DECLARED.findall(block):
                level = value if value in LEVELS else LEVELS[0]
                named.add(level)
                if any(BODY.match(selector.strip()) for selector in selectors.split(",")):
                    body = level
    return Kinsoku(body, max(named, key=LEVELS.index))
