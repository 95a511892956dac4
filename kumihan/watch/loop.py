"""The watch itself: wait for a change, make the products, tell what came of it, and so on until it is ended."""

from __future__ import annotations

import signal
from functools import partial
from pathlib import Path

from kumihan.pages.templates import HOME
from kumihan.watch.eye import changed, look, settle, wait
from kumihan.watch.inspector import Inspector
from kumihan.watch.rounds import Kept, Order, Round, go_round, looked_over
from kumihan.watch.telling import Teller
from kumihan.wishes import Wishes


def watch(
    root: Path, output: Path, products: tuple[str, ...], wishes: Wishes = Wishes(), form: str = "text",
    language: str | None = None,
) -> None:  # fmt: skip
    """Make the products and make them again after every change, until Ctrl-C or SIGTERM."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    order, teller, inspector = Order(root, output, products, wishes), Teller(form), Inspector(language)
    try:
        follow(order, teller, inspector)
    except KeyboardInterrupt:
        teller.end()
    except BrokenPipeError:
        pass  # nobody listens any more
    finally:
        inspector.end()


def follow(order: Order, teller: Teller, inspector: Inspector) -> None:
    """Round after round. What is seen before a round counts for it; what changes while it runs makes the next."""
    see = partial(look, (order.root, HOME / "templates", HOME / "styles"), order.output)
    kept, now = Kept(), settle(see(), see)
    teller.begin(order)
    names: tuple[str, ...] = ()
    while True:
        made = go_round(order, kept)
        teller.tell(made, names)
        if made.subject:
            inspector.begin(made.subject)
        before, now = now, wait(now, see, partial(hear, inspector, order, made, teller))
        names = changed(before, now)


def hear(inspector: Inspector, order: Order, made: Round, teller: Teller) -> None:
    """Tell what the inspection found, when it has."""
    found = inspector.told()
    if found is not None:
        teller.inspected(looked_over(order, made, found))
