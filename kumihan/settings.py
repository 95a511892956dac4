"""Take what people wrote for a frozen dataclass: what is plainly right at once, and all else as pydantic understands it.

pydantic alone says what is wrong, and takes what can be read as what was meant; it takes a tenth of a second to load, and
nearly every build can do without. What is plainly right is what it would take as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from kumihan.kept import fast

T = TypeVar("T")
# Whole numbers up to here are numbers of their own as floats.
EXACT = 2**53


class Settings:
    """A base of frozen dataclasses that have no other keys than those named."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid"}


class Rule:
    """What a value must be beside its type, in pydantic's words: strict, min_length, pattern, ge, le."""

    def __init__(self, **words: Any) -> None:
        self.words = words

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        return handler(source) | self.words

    def allows(self, value: Any) -> bool:
        """Whether the value is certainly right; patterns mean the same in both languages but for line ends."""
        if isinstance(value, str):
            pattern = self.words.get("pattern", "")
            return (
                len(value) >= self.words.get("min_length", 0) and "\n" not in value and bool(re.search(pattern, value))
            )
        return bool(self.words.get("ge", value) <= value <= self.words.get("le", value))


Text = Annotated[str, Rule(strict=True)]
"""Text, and nothing that could be read as such."""


class NotPlain(Exception):
    """A value that pydantic must look at."""


class Wrong(ValueError):
    """Values that cannot be taken; `issues` are pydantic's."""

    def __init__(self, issues: list[Any]) -> None:
        super().__init__(str(issues))
        self.issues = issues


def take(kind: type[T], values: Any) -> T:
    """The dataclass of these values. Raises Wrong."""
    try:
        if fast():
            made: T = plain(kind, values)
            return made
    except NotPlain:
        pass
    from pydantic import ValidationError

    try:
        understood: T = adapter_of(kind).validate_python(values)  # type: ignore[arg-type]
        return understood
    except ValidationError as reason:
        raise Wrong(list(reason.errors())) from None


def plain(kind: Any, value: Any) -> Any:
    """The value as the kind of thing that it is to be. Raises NotPlain."""
    origin, of = get_origin(kind), get_args(kind)
    if origin is Annotated:
        made = plain(of[0], value)
        if all(rule.allows(made) for rule in of[1:]):
            return made
    elif origin in (Union, UnionType):
        (other,) = (each for each in of if each is not NoneType)
        return None if value is None else plain(other, value)
    elif origin is Literal:
        if type(value) is str and value in of:
            return value
    elif origin is tuple and type(value) is list:
        kinds = of[:1] * len(value) if of[-1] is Ellipsis else of
        if len(kinds) == len(value):
            return tuple(plain(each, part) for each, part in zip(kinds, value, strict=True))
    elif origin is dict and type(value) is dict:
        return {plain(of[0], key): plain(of[1], part) for key, part in value.items()}
    elif isinstance(kind, type) and is_dataclass(kind) and type(value) is dict:
        known, needed = keys_of(kind)
        if needed <= value.keys() <= known.keys():
            return kind(**{key: plain(known[key], part) for key, part in value.items()})
    elif kind is float and type(value) is int and abs(value) < EXACT:
        return float(value)
    elif type(value) is kind:
        return value
    raise NotPlain


@cache
def adapter_of(kind: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


@cache
def keys_of(kind: Any) -> tuple[dict[str, Any], set[str]]:
    """The keys of a dataclass with their kinds, and those that must be given."""
    hints = get_type_hints(kind, include_extras=True)
    needed = {each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING}
    return {each.name: hints[each.name] for each in fields(kind)}, needed
