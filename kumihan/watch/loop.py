"""The watch itself: wait for a change, make the products, tell what came of it, and so on until it is ended."""

from __future__ import annotations

import gc
import signal
import time
import traceback
from functools import partial
from pathlib import Path

from kumihan.finding import Place, error
from kumihan.messages import tr
from kumihan.pages.templates import HOME
from kumihan.watch.eye import changed, look, settle, wait
from kumihan.watch.inspector import Inspector
from kumihan.watch.rounds import Kept, Order, Round, go_round, looked_over
from kumihan.watch.telling import Teller
from kumihan.wishes import Wishes

# Seconds without a change before memory is put in order: the collector never runs while somebody waits for pages.
PAUSE = 1.0
# After so many rounds without such a pause it is put in order all the same.
MOST_ROUNDS = 20


def watch(
    root: Path, output: Path, products: tuple[str, ...], wishes: Wishes = Wishes(), form: str = "text",
    language: str | None = None,
) -> None:  # fmt: skip
    """Make the products and make them again after every change, until Ctrl-C or SIGTERM."""
    end = End()
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    order, teller, inspector = Order(root, output, products, wishes), Teller(form), Inspector(language)
    try:
        follow(order, teller, inspector, end)
    except KeyboardInterrupt:
        teller.end()
    except BrokenPipeError:
        pass  # nobody listens any more
    finally:
        inspector.end()
        for number, handler in before.items():
            signal.signal(number, handler)


class End:
    """Ctrl-C or SIGTERM. It ends at once what runs; where Python drops that, as in a finalizer, it is asked for again."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, number: int, frame: object) -> None:
        self.asked = True
        self.heed()

    def heed(self) -> None:
        if self.asked:
            raise KeyboardInterrupt


def follow(order: Order, teller: Teller, inspector: Inspector, end: End) -> None:
    """Round after round. What is seen before a round counts for it; what changes while it runs makes the next."""
    see = partial(look, (order.root, HOME / "templates", HOME / "styles"), order.output)
    kept, now = Kept(), settle(see(), see)
    teller.begin(order)
    names: tuple[str, ...] = ()
    untidied = 0
    while True:
        end.heed()
        try:
            made = go_round(order, kept)
        except Exception as reason:
            made, kept = failed(reason), Kept()
        teller.tell(made, names)
        if made.subject:
            inspector.begin(made.subject)
        untidied += 1
        pause = Pause(inspector, order, made, teller, end)
        if untidied >= MOST_ROUNDS:
            pause.tidy()
        before, now = now, wait(now, see, pause)
        untidied = 0 if pause.tidied else untidied
        names = changed(before, now)


def failed(reason: Exception) -> Round:
    """A fault of the program's own: it must not end the watch, and nothing is kept that it may have left half done."""
    traceback.print_exception(reason)
    fact = tr("the program itself failed: {reason}", reason=repr(reason))
    hint = tr("the watch goes on with the next change; report what stands above, with the file that was changed")
    return Round(0.0, (error("program-fault", fact, Place(), hint),))


class Pause:
    """What is done after every look while nothing changes: the inspection is heard, and once memory is put in order."""

    def __init__(self, inspector: Inspector, order: Order, made: Round, teller: Teller, end: End) -> None:
        self.inspector, self.order, self.made, self.teller, self.end = inspector, order, made, teller, end
        self.tidy_at, self.tidied = time.monotonic() + PAUSE, False

    def __call__(self) -> None:
        self.end.heed()
        found = self.inspector.told()
        if found is not None:
            self.teller.inspected(looked_over(self.order, self.made, found))
        if not self.tidied and time.monotonic() > self.tidy_at:
            self.tidy()

    def tidy(self) -> None:
        """Put memory in order."""
        self.tidied = True
        gc.collect()
        if not gc.get_freeze_count():
            gc.freeze()  # what the first round has made stays, and need not be looked through again
