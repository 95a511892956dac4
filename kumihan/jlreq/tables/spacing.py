"""JLREQ Table 1 (Appendix B): the space between two classes. This module knows nothing of adjustment.

Rows are the class before, columns the class after; `end` is the line's end, `head` its start. A cell says:

    2b 2a 4b 4a   a half or a quarter em of the character before (b) or after (a)
    qq            a quarter em of both (note 3: two middle dots)
    hq            a half em of the first and a quarter em of the second (note 5: full stop or comma, then middle dot)
    2B 2A 4B 4A   the same space, over which ruby may reach
    H             no space; ruby may reach over the character
    .             no space
    x             does not occur

Where a note leaves a choice, the cell has what JLREQ prefers: notes 1, 7 and 8 let ruby reach over the neighbour, notes
2, 4 and 6 keep the space at the line's end, notes 9–11 set complexes solid, note 12 gives a quarter em, notes 13–17
leave nothing at the line's start.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kumihan.jlreq.classes import CharClass
from kumihan.jlreq.tables.grid import END, HEAD, column, read

TABLE_1 = read(
    """
      01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 19 20 21 22 23 24 25 26 27 28 29 30 end
cl-01  .  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  .  .  H  H  .  .  .  .  .  x  .  x
cl-02 2b  . 2b 2b 4a  .  . 2b 2b 2b 2b 2b 2b  . 2b 2b 2b  . 2b 2B 2B 2b 2b 2b 2b 2b  . 2b 2b
cl-03 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
cl-04 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  . 4b  .  . 4b 4b  . 4b  .  .  .  .
cl-05 4b 4b 4b 4b qq 4b 4b 4b 4b 4b 4b 4b 4b 4b 4b 4b 4b 4b 4b 4B 4B 4b 4b 4b 4b 4b 4b 4b 4b
cl-06 2b  . 2b 2b hq  .  . 2b 2b 2b 2b 2b 2b 2b 2b 2b 2b  . 2b 2B 2B 2b 2b 2b 2b 2b 2b 2b 2b
cl-07 2b  . 2b 2b hq  .  . 2b 2b 2b 2b 2b 2b 2b 2b 2b 2b  . 2b 2B 2B 2b 2b 2b 2b 2b 2b 2b 2b
cl-08 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  .  .  H  H  .  .  .  .  .  .  .  .
cl-09 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  . 4b  .  . 4b 4b  . 4b  .  .  .  .
cl-10 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  . 4b  H  H 4b 4b  . 4b  .  .  .  .
cl-11 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  . 4b  H  H 4b 4b  . 4b  .  .  .  .
cl-12 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .  x
cl-13 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
cl-14  .  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  .  .  H  H  .  .  .  .  .  .  .  .
cl-15 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  . 4b  H  H 4b 4b  . 4b  .  .  .  .
cl-16 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  . 4b  H  H 4b 4b  . 4b  .  .  .  .
cl-19 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  . 4b  .  . 4b 4b  . 4b  .  .  .  .
cl-20 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
cl-21 2a  .  .  . 4a  .  .  . 4a 4a 4a  .  .  . 4a 4a 4a  .  . 4A 4A  .  .  .  . 4b  . 4a  .
cl-22 2A  H  .  . 4A  H  H  H  .  H  H  .  .  H  H  H  .  . 4B  .  . 4B 4B  . 4B  .  x  .  .
cl-23 2A  H  .  . 4A  H  H  H  .  H  H  .  .  H  H  H  .  . 4B  .  . 4B 4B  . 4B  .  x  .  .
cl-24 2a  .  .  . 4a  .  .  . 4a 4a 4a  .  .  . 4a 4a 4a  .  . 4A 4A  . 4b  .  . 4b  . 4a  .
cl-25 2a  .  .  . 4a  .  .  . 4a 4a 4a  .  .  . 4a 4a 4a  .  . 4A 4A 4b  .  .  . 4b  . 4a  .
cl-26 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
cl-27 2a  .  .  . 4a  .  .  . 4a 4a 4a  .  .  . 4a 4a 4a  .  . 4A 4A  . 4b  .  . 4b  . 4a  .
cl-28  .  x  x  x  x  x  x  .  x  x  x  .  .  .  .  .  .  x  .  x  x  .  .  .  .  x  x  .  x
cl-29 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  . 4a  .  . 4a 4a  . 4a  .  x  .  .
cl-30 2a  .  .  . 4a  .  .  .  .  .  .  .  .  .  .  .  .  . 4b  .  . 4b 4b  . 4b  .  .  .  .
head   .  x  x  x  x  x  x  .  x  x  x  .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .  x
"""
)

# Spaces are counted in eighths of an em, so that the least that any table names (1/8) is a whole number.
EM, HALF, QUARTER, EIGHTH = 8, 4, 2, 1


@dataclass(frozen=True, slots=True)
class Space:
    """Eighths of the em of the characters before and after; whether ruby may reach over the space or the character."""

    before: int = 0
    after: int = 0
    over_space: bool = False
    over_character: bool = False


SPACES = {
    "2b": Space(HALF, 0),
    "2a": Space(0, HALF),
    "4b": Space(QUARTER, 0),
    "4a": Space(0, QUARTER),
    "qq": Space(QUARTER, QUARTER),
    "hq": Space(HALF, QUARTER),
    "2B": Space(HALF, 0, over_space=True),
    "2A": Space(0, HALF, over_space=True),
    "4B": Space(QUARTER, 0, over_space=True),
    "4A": Space(0, QUARTER, over_space=True),
    "H": Space(over_character=True),
    ".": Space(),
    "x": Space(),
}


@cache
def space_between(before: CharClass, after: CharClass) -> Space:
    """The space between two neighbours on a line."""
    return SPACES[TABLE_1[column(before), column(after)]]


@cache
def space_at_end(before: CharClass) -> Space:
    """The space between a character and the line's end."""
    return SPACES[TABLE_1[column(before), END]]


@cache
def space_at_head(after: CharClass) -> Space:
    """The space between the line's start and a character."""
    return SPACES[TABLE_1[HEAD, column(after)]]
