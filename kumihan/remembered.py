"""Keep the answers of pure functions from one build to the next while a publication is watched; a single build keeps none."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Answers = dict[Hashable, tuple[Any, tuple[Any, ...]]]


class Memory:
    """Answers by function and by what it was asked."""

    def __init__(self) -> None:
        self.before: dict[str, Answers] = {}
        self.now: dict[str, Answers] = {}

    def ask(self, function: Callable[..., Any], arguments: tuple[Any, ...], key: Hashable) -> Any:
        """The answer as it was given, else a new one. Arguments are kept with it, so that an id in a key stays theirs."""
        name = f"{function.__module__}.{function.__qualname__}"
        answers = self.now.setdefault(name, {})
        found = answers.get(key) or self.before.get(name, {}).get(key)
        answers[key] = found = found or (function(*arguments), arguments)
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
        @wraps(function)
        def ask(*arguments: P.args, **options: P.kwargs) -> R:
            if memory is None:
                return function(*arguments, **options)
            assert not options
            answer: R = memory.ask(function, arguments, key(*arguments))
            return answer

        return ask

    return mark
