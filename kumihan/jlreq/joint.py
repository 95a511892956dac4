"""Tell what stands between two neighbours: the space, and whether a line may end there at what price. It knows no widths.

Neighbours are asked for by their manners, of which a book has a few hundred, so that each answer is worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.kinsoku import UNITS, WESTERN_CLOSING, WESTERN_OPENING, WORDS, may_break
from kumihan.jlreq.spacing import BLANK, Gap, gap

SHRINK_STAGES, STRETCH_STAGES = 3, 2
# Parting a word costs as much as letters about 0.06 em apart; parting an address at a sign much less.
HYPHEN_COST, ADDRESS_COST = 4.0, 0.5
# Signs that join what stands on either side of them, without a gap between Japanese and Latin.
JOINING = "-/"
# What a neighbour looks at in a text; every other text is as good as NOTHING.
LOOKED_AT = UNITS | {*WESTERN_OPENING, *WESTERN_CLOSING, *JOINING, "\u00a0"}
NOTHING = "x"


@dataclass(frozen=True, slots=True, eq=False)
class Manner:
    """How a cluster behaves to its neighbours; one object for all that behave alike. `spaced` is the class that spacing sees."""

    char_class: C
    spaced: C
    text: str
    em: float
    wrap: bool
    hyphen: float | None
    kern: float


class Room(NamedTuple):
    """A gap at one size of type: its natural width and what it gives (see Gap), in the unit of the em.

    Shrinking: word spaces, brackets and commas, the gap between Japanese and Latin; colons and middle dots (`dots`),
    brackets and commas (`tight`) at the last.
    Stretching: spaces and that gap, every place where characters meet, `late` at the last.
    """

    natural: float
    word_spaces: float = 0.0
    brackets: float = 0.0
    latin: float = 0.0
    dots: float = 0.0
    tight: float = 0.0
    spaces: float = 0.0
    apart: float = 0.0
    late: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Between two clusters: the room, whether a line may end, and what ending it there adds in width and costs."""

    room: Room
    breaks: bool
    tail: float = 0.0
    penalty: float = 0.0


CLOSED = Room(0.0)


def manner_of(char_class: C, spaced: C, text: str, em: float, wrap: bool, hyphen: float | None, kern: float) -> Manner:
    told = char_class is C.INSEPARABLE or text[0] in LOOKED_AT or text[-1] in LOOKED_AT
    return one_manner(char_class, spaced, text if told else NOTHING, em, wrap, hyphen, kern)


one_manner = cache(Manner)


class Joints(dict[tuple[Manner, Manner], Joint]):
    """The joints of all neighbours met so far, for one gap between Japanese and Latin (em) and one level of kinsoku."""

    def __init__(self, autospace: float, kinsoku: str) -> None:
        super().__init__()
        self.autospace, self.kinsoku = autospace, kinsoku

    def __missing__(self, pair: tuple[Manner, Manner]) -> Joint:
        made = self[pair] = self.join(*pair)
        return made

    def join(self, before: Manner, after: Manner) -> Joint:
        wrap = before.wrap and after.wrap
        allowed = wrap and may_break(before.char_class, before.text, after.char_class, after.text, self.kinsoku)
        # Brackets and quotes are no letters, whatever their width (CSS Text 4, text-autospace).
        marked = before.char_class in BLANK or after.char_class in BLANK
        autospace = 0.0 if marked or before.text[-1] in JOINING or after.text[0] in JOINING else self.autospace
        dotted = C.MIDDLE_DOT in (before.spaced, after.spaced)
        room = room_of(gap(before.spaced, after.spaced, autospace, allowed), before.em, dotted)
        if wrap and not allowed and before.hyphen is not None and after.char_class in WORDS:
            return Joint(room, True, before.hyphen - before.kern, HYPHEN_COST if before.hyphen else ADDRESS_COST)
        return Joint(room, allowed)


joints_of = cache(Joints)


def room_of(space: Gap, em: float, dotted: bool) -> Room:
    """The space at this size; with `dotted`, what it gives at the last is a colon's or middle dot's."""
    shrink, stretch = [0.0] * SHRINK_STAGES, [0.0] * STRETCH_STAGES
    shrink[space.shrink_stage] = space.shrink * em
    stretch[space.stretch_stage] = space.stretch * em
    last = (space.tight * em, 0.0) if dotted else (0.0, space.tight * em)
    return Room._make((space.natural * em, *shrink, *last, *stretch, space.late * em))
