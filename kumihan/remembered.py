"""Keep the answers of pure functions from one build to the next while a publication is watched; a single build keeps none."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Answers = dict[Hashable, tuple[Any]]


class Same:
    """A key that is met by this very value alone; it lives as long as the key, so that nothing else can be taken for it."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value


class Memory:
    """Answers by who was asked and by all that an answer depends on."""

    def __init__(self) -> None:
        self.before: dict[str, Answers] = {}
        self.now: dict[str, Answers] = {}

    def ask(self, whom: str, key: Hashable, make: Callable[[], Any]) -> Any:
        """The answer as it was given, else a new one."""
        answers = self.now.setdefault(whom, {})
        found = answers.get(key) or self.before.get(whom, {}).get(key)
        answers[key] = found = found or (make(),)
        return found[0]

    def forget(self) -> None:
        """Drop what the build that ends did not ask for. Of a function that it did not get to, all is kept."""
        self.before |= self.now
        self.now = {}


memory: Memory | None = None


@contextmanager
def remembering(kept: Memory) -> Iterator[None]:
    """While the block runs, remembered functions give the answers that they gave before."""
    global memory
    memory = kept
    try:
        yield
    finally:
        memory = None
        kept.forget()


def remembered(key: Callable[..., Hashable]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function that says the same whenever `key` of its arguments is the same."""

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def ask(*arguments: P.args, **options: P.kwargs) -> R:
            if memory is None:
                return function(*arguments, **options)
            answer: R = memory.ask(name, key(*arguments, **options), partial(function, *arguments, **options))
            return answer

        return ask

    return mark


def recalled(whom: str, key: Hashable, make: Callable[[], R]) -> R:
    """What `make` makes; `key` says all that it depends on."""
    if memory is None:
        return make()
    answer: R = memory.ask(whom, key, make)
    return answer
