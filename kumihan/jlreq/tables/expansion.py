"""JLREQ Table 6 (Appendix E): in which step the space between two classes may grow. This module knows no line.

Rows are the class before, columns the class after. A cell says:

    2   second step: the quarter em between Japanese and Latin grows to a half em
    3   third step: set solid, grows to a quarter em
    d   third step between different complexes, or different inseparable signs; never inside one (notes 4–7 and 12)
    4   last step: grows only when nothing else does (3.8.4 d)
    .   never
    x   does not occur

The first step, word spaces, has no table (3.8.4 a). Of the alternatives in the notes, the cells have the first named:
note 8 keeps a number with its unit, notes 9 and 11 keep Latin together, note 10 parts a Latin word and its unit.
"""

from __future__ import annotations

from functools import cache

from kumihan.jlreq.classes import CharClass
from kumihan.jlreq.tables.grid import column, read

TABLE_6 = read(
    """
      01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 19 20 21 22 23 24 25 26 27 28 29 30
cl-01  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  x  .
cl-02  4  .  .  .  .  .  .  4  .  .  .  4  4  4  4  4  4  .  4  4  4  4  4  4  4  4  .  4
cl-03  4  .  .  .  .  .  .  4  .  .  .  4  4  4  4  4  4  .  4  4  4  4  4  4  4  4  .  4
cl-04  4  .  .  .  .  .  .  4  .  .  .  4  4  4  4  4  4  .  2  4  4  2  2  4  2  4  .  4
cl-05  4  .  .  .  .  .  .  4  .  .  .  4  4  4  4  4  4  .  4  4  4  4  4  4  4  4  .  4
cl-06  4  .  .  .  .  .  .  4  .  .  .  4  4  4  4  4  4  .  4  4  4  4  4  4  4  4  .  4
cl-07  4  .  .  .  .  .  .  4  .  .  .  4  4  4  4  4  4  .  4  4  4  4  4  4  4  4  .  4
cl-08  4  .  .  .  .  .  .  d  3  3  3  3  3  4  3  3  3  .  3  3  3  4  4  4  3  3  .  3
cl-09  4  .  .  .  .  .  .  4  3  3  3  3  3  4  3  3  3  .  2  3  3  2  2  4  2  3  .  3
cl-10  4  .  .  .  .  .  .  4  3  3  3  3  3  4  3  3  3  .  2  3  3  2  2  4  2  3  .  3
cl-11  4  .  .  .  .  .  .  4  3  3  3  3  3  4  3  3  3  .  2  3  3  2  2  4  2  3  .  3
cl-12  .  .  .  .  .  .  .  3  3  3  3  3  3  .  3  3  3  .  3  3  3  .  3  4  3  3  x  3
cl-13  4  .  .  .  .  .  .  3  3  3  3  3  3  4  3  3  3  .  3  3  3  3  3  4  3  3  .  3
cl-14  4  .  .  .  .  .  .  4  .  .  .  4  4  4  4  4  4  .  4  4  4  4  4  4  4  4  .  4
cl-15  4  .  .  .  .  .  .  3  3  3  3  3  3  4  3  3  3  .  2  3  3  2  2  4  2  3  .  3
cl-16  4  .  .  .  .  .  .  3  3  3  3  3  3  4  3  3  3  .  2  3  3  2  2  4  2  3  .  3
cl-19  4  .  .  .  .  .  .  3  3  3  3  3  3  4  3  3  3  .  2  3  3  2  2  4  2  3  .  3
cl-20  4  .  .  .  .  .  .  3  3  3  3  3  3  4  3  3  3  .  3  3  3  3  3  4  3  3  .  3
cl-21  4  .  .  .  .  .  .  3  2  2  2  3  3  4  2  2  2  .  d  2  2  3  3  4  3  3  .  2
cl-22  4  .  .  .  .  .  .  3  3  3  3  3  3  4  3  3  3  .  2  d  3  2  2  4  2  3  x  3
cl-23  4  .  .  .  .  .  .  3  3  3  3  3  3  4  3  3  3  .  2  3  d  2  2  4  2  3  x  3
cl-24  4  .  .  .  .  .  .  3  2  2  2  3  .  4  2  2  2  .  3  2  2  .  4  4  .  2  .  2
cl-25  4  .  .  .  .  .  .  3  2  2  2  3  3  4  2  2  2  .  3  2  2  4  .  4  .  2  .  2
cl-26  4  .  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  4  .  4
cl-27  4  .  .  .  .  .  .  3  2  2  2  3  3  4  2  2  2  .  3  2  2  .  .  4  .  2  .  2
cl-28  .  x  x  x  x  x  x  .  x  x  x  .  .  .  .  .  .  x  .  x  x  .  .  x  .  x  x  .
cl-29  4  .  .  .  .  .  .  3  3  3  3  3  3  4  3  3  3  .  2  3  3  2  2  4  2  3  x  3
cl-30  4  .  .  .  .  .  .  3  3  3  3  3  3  4  3  3  3  .  2  3  3  2  2  4  2  3  .  d
"""
)

WORD_SPACES, JAPANESE_LATIN, SOLID, LAST = 1, 2, 3, 4
STEPS = {"2": JAPANESE_LATIN, "3": SOLID, "d": SOLID, "4": LAST}


@cache
def expansion_step(before: CharClass, after: CharClass, same: bool = False) -> int | None:
    """The step in which the space grows, or None; `same` tells that both belong to one complex or are the same sign."""
    cell = TABLE_6[column(before), column(after)]
    return None if cell == "d" and same else STEPS.get(cell)
