"""The levers that a typesetter pulls to bring a part to its pages, in order, as steps within limits. They set nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kumihan.config import Fitting
from kumihan.type_area import TypeArea

# A figure grows or shrinks by this share at a time, tracking by this many em.
FIGURE_STEP, TRACKING_STEP = 0.05, 0.005
# What a length or share may miss a limit by, for rounding.
SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Setting:
    """How one part is set. `opening`, `heading` and `room` are lines, `figure` a share of the column, `tracking` em."""

    area: TypeArea
    figure: float = 1.0
    opening: int = 6
    heading: int = 1
    room: int = 0
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Load:
    """What a part holds that levers act on."""

    figures: int
    headings: int


def closing(base: Setting, limits: Fitting, load: Load) -> tuple[Setting, ...]:
    """From the setting as designed to the closest within the limits: each step goes on from the one before.

    Figures, then space, then pitch, then type, then tracking. The type area stays: pitch closes by whole lines and type by
    whole characters, for a column of 22 em holds no 23rd character before it is set in smaller type.
    """
    steps = [base]

    def go(**changes: object) -> None:
        steps.append(replace(steps[-1], **changes))  # type: ignore[arg-type]

    for share in falling(base.figure, limits.figure[0], FIGURE_STEP) if load.figures else ():
        go(figure=share)
    for lines in range(base.opening - 1, limits.opening[0] - 1, -1):
        go(opening=lines)
    for lines in range(base.heading - 1, limits.heading[0] - 1, -1) if load.headings else ():
        go(heading=lines)
    for area in areas(base.area, limits, +1):
        go(area=area)
    for em in falling(base.tracking, limits.tracking[0], TRACKING_STEP):
        go(tracking=em)
    return tuple(steps)


def opening(base: Setting, limits: Fitting, load: Load) -> tuple[Setting, ...]:
    """From the setting as designed to the most open within the limits, in the same order.

    Tracking never opens: a line of Japanese that loses a character is loose all along.
    """
    steps = [base]

    def go(**changes: object) -> None:
        steps.append(replace(steps[-1], **changes))  # type: ignore[arg-type]

    for lines in range(base.opening + 1, limits.opening[1] + 1):
        go(opening=lines)
    for lines in range(base.room + 1, limits.room[1] + 1) if load.figures else ():
        go(room=lines)
    for lines in range(base.heading + 1, limits.heading[1] + 1) if load.headings else ():
        go(heading=lines)
    for area in areas(base.area, limits, -1):
        go(area=area)
    return tuple(steps)


def areas(base: TypeArea, limits: Fitting, way: int) -> Iterator[TypeArea]:
    """The same type area with more (`way` +1) or fewer lines, then characters, as far as pitch and type may go."""
    area = base
    while within(area.with_lines(area.lines + way).pitch / base.pitch, limits.pitch):
        area = area.with_lines(area.lines + way)
        yield area
    while within(area.with_characters(area.characters + way).size / base.size, limits.size):
        area = area.with_characters(area.characters + way)
        yield area


def within(share: float, limits: tuple[float, float]) -> bool:
    return limits[0] - SLACK <= share <= limits[1] + SLACK


def falling(value: float, least: float, step: float) -> Iterator[float]:
    """Values below one, down to the least that is allowed."""
    count = 1
    while value - count * step >= least - SLACK:
        yield round(value - count * step, 4)
        count += 1


def spaces(steps: tuple[Setting, ...]) -> tuple[Setting, ...]:
    """The steps that leave the text alone."""
    return tuple(step for step in steps if (step.area, step.tracking) == (steps[0].area, steps[0].tracking))


def moved(base: Setting, setting: Setting) -> dict[str, tuple[float, float]]:
    """Each lever that was pulled with its value before and after: share, lines, pt and em."""
    values = {
        "figure": (base.figure, setting.figure), "opening": (base.opening, setting.opening),
        "room": (base.room, setting.room), "heading": (base.heading, setting.heading),
        "pitch": (round(base.area.pitch, 2), round(setting.area.pitch, 2)),
        "size": (round(base.area.size, 2), round(setting.area.size, 2)),
        "tracking": (base.tracking, setting.tracking),
    }  # fmt: skip
    return {name: pair for name, pair in values.items() if pair[0] != pair[1]}
