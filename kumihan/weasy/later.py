"""Stand in for what WeasyPrint imports of fontTools, which few builds need: it is imported when something of it is used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

# What WeasyPrint takes from each module, and where it has it.
TAKEN = {
    "fontTools": ("subset", "ttLib"),
    "fontTools.ttLib": ("TTFont", "TTLibError", "ttFont", "woff2"),
    "fontTools.varLib": (),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
TAKERS = ("weasyprint.pdf.fonts", "weasyprint.text.fonts")


class Later:
    """A module, class or function that is not imported yet."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    def find(self) -> Any:
        module = import_module(self.module)
        return getattr(module, self.name, None) or import_module(f"{self.module}.{self.name}")

    def __getattr__(self, name: str) -> Any:
        take()
        return getattr(self.find(), name)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        take()
        return self.find()(*arguments, **options)


def take() -> None:
    """Give WeasyPrint the real things in the place of all that stand in for them."""
    for taker in (sys.modules[name] for name in TAKERS if name in sys.modules):
        for name, value in list(vars(taker).items()):
            if isinstance(value, Later):
                setattr(taker, name, value.find())


@contextmanager
def standing_in() -> Iterator[None]:
    """Whoever imports fontTools now gets what stands in for it; nothing is done where it is imported already."""
    made = {} if "fontTools" in sys.modules else {name: stand_in(name) for name in TAKEN}
    sys.modules.update(made)
    try:
        yield
    finally:
        for name in made:
            sys.modules.pop(name, None)


def stand_in(name: str) -> ModuleType:
    made = ModuleType(name)
    made.__path__ = []
    for each in TAKEN[name]:
        setattr(made, each, Later(name, each))
    return made
