"""Find the least move that brings one part to its pages, with few trials. How a trial is set is the caller's business."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from kumihan.config import Fitting
from kumihan.fitting.levers import Load, Setting, closing, opening, spaces

# How often a part is set at most until it fits, and then to put levers back.
TRIALS, MORE = 5, 2
# What a guess may miss the truth by, in pages, and still be worth a trial.
DOUBT = 0.04
# What a figure with its caption takes of a page's width, in lines of a column, before any has been measured.
FIGURE_LINES = 11


@dataclass(frozen=True, slots=True)
class Trial:
    """A part as set: its pages, and how full the last one is, 0 to 1."""

    pages: int
    fill: float

    @property
    def extent(self) -> float:
        """The pages that it fills."""
        return self.pages - 1 + self.fill


@dataclass(frozen=True, slots=True)
class Fit:
    """What became of a part that is to stand on `wanted` pages: as designed, and as fitted. `trials` were set."""

    wanted: int
    base: Setting
    setting: Setting
    before: Trial
    after: Trial
    trials: int

    @property
    def over(self) -> int:
        """The lines by which it is too long."""
        return max(0, math.ceil((self.after.extent - self.wanted) * lines(self.setting))) if self.is_over else 0

    @property
    def is_over(self) -> bool:
        return self.after.pages > self.wanted

    def wanting(self, least: float) -> int:
        """The lines that are wanting until the last page is as full as it should be; 0 where it is."""
        room = (self.wanted - 1 + least - self.after.extent) * lines(self.setting)
        return 0 if room <= 0 or self.is_over else math.ceil(room)


def lines(setting: Setting) -> int:
    """The lines of one page in all its columns."""
    return setting.area.lines * setting.area.columns


def predict(setting: Setting, load: Load, base: Setting, measured: float) -> float:
    """The pages that a part will fill, guessed from what it filled in the setting as designed.

    Text goes with the characters of a line, pictures with their width, the rest by the line.
    """
    columns = base.area.columns
    fixed = load.figures * FIGURE_LINES + columns * base.opening + load.headings * base.heading
    text = max(0.0, measured * lines(base) - fixed)
    taken = text * base.area.characters / setting.area.characters * (1 + setting.tracking)
    taken += load.figures * (FIGURE_LINES * setting.figure * base.area.pitch / setting.area.pitch + setting.room)
    taken += columns * setting.opening + load.headings * setting.heading
    return taken / lines(setting)


class Search:
    """Sets one part in one setting after the other. What was measured corrects what is guessed of the rest."""

    def __init__(self, set_part: Callable[[Setting], Trial], base: Setting, load: Load) -> None:
        self.set_part, self.base, self.load = set_part, base, load
        self.known: dict[Setting, Trial] = {}
        self.bias = 0.0

    def measure(self, setting: Setting) -> Trial:
        if setting not in self.known:
            self.known[setting] = self.set_part(setting)
            self.bias = self.known[setting].extent - self.guess(setting, 0.0)
        return self.known[setting]

    def guess(self, setting: Setting, bias: float | None = None) -> float:
        measured = self.known[self.base].extent
        return predict(setting, self.load, self.base, measured) + (self.bias if bias is None else bias)

    def first(self, steps: tuple[Setting, ...], enough: Callable[[float], bool]) -> Setting:
        """The first step that is enough, between one that is not and one that is; the last where none is.

        Each step goes further than the one before, so that what is measured at one tells of those on one side of it. Where
        guesses prove wrong, strides grow.
        """
        low, high, stride = 0, len(steps), 1
        while high - low > 1 and len(self.known) < TRIALS:
            likely = (index for index in range(low + 1, high) if enough(self.guess(steps[index])))
            index = min(max(next(likely, high - 1), low + stride), high - 1)
            if enough(self.measure(steps[index]).extent):
                high, stride = index, 1
            else:
                low, stride = index, 2 * stride
        return steps[min(high, len(steps) - 1)]

    def relax(self, setting: Setting, wanted: int) -> Setting:
        """The same with each earlier lever put back where the last ones have made the room for it."""
        for name in ("figure", "opening", "heading"):
            eased = replace(setting, **{name: getattr(self.base, name)})
            if eased == setting or self.guess(eased) > wanted + DOUBT or len(self.known) >= TRIALS + MORE:
                continue
            if self.measure(eased).pages <= wanted:
                setting = eased
        return setting


def fit(
    set_part: Callable[[Setting], Trial], base: Setting, load: Load, wanted: int, limits: Fitting
) -> Fit:  # fmt: skip
    """Bring a part to `wanted` pages with the last one filled, moving as little as will do; never by cutting text.

    Where that is out of reach, an overlong part is left as close as the limits allow, so that what is over can be counted,
    and a short one keeps its type and is opened in its spaces only.
    """
    search = Search(set_part, base, load)
    before = search.measure(base)
    setting, least = base, wanted - 1 + limits.fill
    if before.pages > wanted:
        setting = search.first(closing(base, limits, load), lambda extent: extent <= wanted)
        if search.measure(setting).pages <= wanted:
            setting = search.relax(setting, wanted)
    elif before.extent < least:
        steps = opening(base, limits, load)
        setting = search.first(steps, lambda extent: extent >= least)
        if not least <= search.measure(setting).extent <= wanted:
            setting = spaces(steps)[-1]
        if search.measure(setting).pages > wanted:
            setting = base
    return Fit(wanted, base, setting, before, search.measure(setting), len(search.known))
