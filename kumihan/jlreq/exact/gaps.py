"""The space between two boxes of a line, and to what it belongs: Table 1, and the roles that change it. It adjusts nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.exact.boxes import Box
from kumihan.jlreq.exact.settings import Settings
from kumihan.jlreq.tables.expansion import JAPANESE_LATIN, LAST, expansion_step
from kumihan.jlreq.tables.reduction import Owner, owner_at_end, owner_of
from kumihan.jlreq.tables.separation import NEVER_AT_START, may_separate, same_sign
from kumihan.jlreq.tables.spacing import EM, HALF, QUARTER, Space, space_at_end, space_between

MATH_SIGNS = (C.MATH_SYMBOL, C.MATH_OPERATOR)
VALUES = (C.NUMERAL, C.WESTERN, C.ORNAMENTED)
SOLID = Space()
# Middle dots that are part of a unit, a number or a formula stand solid (3.1.3, Appendix B note 12).
SOLID_DOTS = ("unit-symbol", "grouped-numeral", "formula")
# In vertical setting a comma between digits and a point among them give up their spaces (3.1.3).
SOLID_IN_VERTICAL = ("digit-group-separator", "decimal-point")


@dataclass(frozen=True, slots=True)
class Context:
    """What the gaps of a paragraph depend on beside its boxes."""

    settings: Settings
    vertical: bool
    display: bool
    exempt: frozenset[C]


@dataclass(frozen=True, slots=True)
class Part:
    """A space in the caller's unit with its owner (None: it never gives) and the em that it is counted in."""

    width: int
    owner: Owner | None
    em: int


def parts_between(before: Box, after: Box, context: Context) -> tuple[Part, ...]:
    """The spaces between two neighbours: that of the first, then that of the second."""
    space, rigid = space_of(before, after, context)
    sides = ((space.before, before), (space.after, after))
    return tuple(
        Part(eighths * box.em // EM, None if rigid else owner_of(box.kind), box.em) for eighths, box in sides if eighths
    )


def space_of(before: Box, after: Box, context: Context) -> tuple[Space, bool]:
    """The space between two neighbours, and whether it never gives."""
    if is_solid(before, context) or is_solid(after, context):
        return SOLID, True
    if context.display or before.kind in MATH_SIGNS or after.kind in MATH_SIGNS:
        return in_formula(before, after, context), True
    if before.role == "sentence-terminator" and after.kind not in NEVER_AT_START | {C.IDEOGRAPHIC_SPACE}:
        return Space(EM, 0), True  # 3.1.6
    if context.settings["spacing.sentence_medial_dividing_mark"] == "quarter-em":
        if before.role == "sentence-medial":
            return Space(QUARTER, 0), True
        if after.role == "sentence-medial":
            return Space(0, QUARTER), True
    # A number and its unit keep their quarter em (Table 3).
    return space_between(before.kind, after.kind), (before.kind, after.kind) == (C.NUMERAL, C.UNIT_SYMBOL)


def is_solid(box: Box, context: Context) -> bool:
    if box.setting == "warichu":
        return True
    return (box.kind is C.MIDDLE_DOT and box.role in SOLID_DOTS) or (context.vertical and box.role in SOLID_IN_VERTICAL)


def in_formula(before: Box, after: Box, context: Context) -> Space:
    """JLREQ 3.7.4: on a line of its own a quarter em on both sides of =, all else solid."""
    if context.display and before.kind is C.MATH_SYMBOL and after.kind in VALUES:
        return Space(QUARTER, 0)
    if context.display and after.kind is C.MATH_SYMBOL and before.kind in VALUES:
        return Space(0, QUARTER)
    return SOLID


def parts_at_end(last: Box, context: Context) -> tuple[Part, ...]:
    """The space between the last box and the line's end."""
    if is_solid(last, context) or context.display:
        return ()
    eighths = space_at_end(last.kind).before
    return (Part(eighths * last.em // EM, owner_at_end(last.kind), last.em),) if eighths else ()


def lead_of(first: Box, context: Context) -> int:
    """The space before an opening bracket at a line's start (3.1.5); negative where it takes half of an indent."""
    if first.kind is not C.OPENING_BRACKET:
        return 0
    match context.settings["spacing.line_head_opening_bracket"]:
        case "pattern-2":
            return HALF * first.em // EM
        case "pattern-3":
            return -(HALF * first.em // EM)
    return 0


def together(before: Box, after: Box) -> bool:
    """Whether two neighbours are of one complex or one sign."""
    if before.kind is C.INSEPARABLE and after.kind is C.INSEPARABLE:
        return same_sign(before.text, after.text)
    return before.complex is not None and before.complex == after.complex


def in_field(before: Box, after: Box) -> bool:
    """Whether two neighbours fill one field (jidori, 3.7.3): it is set once and for all."""
    return before.field is not None and before.field == after.field


def can_part(before: Box, after: Box, context: Context) -> bool:
    """Whether a line may end between two neighbours where the request offers it (Table 2)."""
    if in_field(before, after):
        return False
    if before.role == "quantity-symbol" and after.kind is C.POSTFIXED_ABBREVIATION:
        return False  # Appendix C, note 11
    if before.kind in MATH_SIGNS or after.kind in MATH_SIGNS:
        return True  # 3.7.4
    return may_separate(before.kind, after.kind, together(before, after), context.exempt)


def step_of(before: Box, after: Box, context: Context) -> int | None:
    """The step in which the gap may grow (Table 6)."""
    signs = before.kind in MATH_SIGNS or after.kind in MATH_SIGNS
    if signs or in_field(before, after) or "warichu" in (before.setting, after.setting):
        return None
    if before.role == "quantity-symbol" and after.kind is C.POSTFIXED_ABBREVIATION:
        return None  # Appendix E, note 10
    one = together(before, after)
    if before.kind is C.JUKUGO_RUBY and before.complex and after.complex:
        one = before.complex[0] == after.complex[0]  # note 7: no run of one compound
    step = expansion_step(before.kind, after.kind, one)
    if step == JAPANESE_LATIN and context.settings["adjustment.reduction_table"] == "table-5":
        return LAST  # Appendix E: with Table 5 the quarter em is fixed
    return step
