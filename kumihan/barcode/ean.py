"""Encode thirteen digits as the bars of EAN-13 (ISO/IEC 15420). This module knows nothing of books or pictures."""

from __future__ import annotations

# Number set A (ISO/IEC 15420, table 1), 1 for a dark module; set C is its complement, set B that of C read backwards.
SET_A = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
# The sets in which digits 2 to 7 stand say what the first digit is (table 2).
PARITY = ("AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA")
GUARD, CENTRE = "101", "01010"
MODULES = 95


def check_digit(digits: str) -> str:
    """The thirteenth digit that belongs to the first twelve (ISO/IEC 15420, annex A: weights 1 and 3, modulo 10)."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits[:12]))
    return str(-total % 10)


def modules(digits: str) -> str:
    """The 95 modules of a symbol of thirteen digits from left to right, 1 for a dark one."""
    left = (symbol(digit, kind) for digit, kind in zip(digits[1:7], PARITY[int(digits[0])], strict=True))
    right = (symbol(digit, "C") for digit in digits[7:])
    return GUARD + "".join(left) + CENTRE + "".join(right) + GUARD


def symbol(digit: str, kind: str) -> str:
    """The seven modules of a digit in number set A, B or C."""
    dark = SET_A[int(digit)]
    if kind == "A":
        return dark
    turned = dark.translate(str.maketrans("01", "10"))
    return turned if kind == "C" else turned[::-1]


def bars(digits: str) -> tuple[tuple[int, int], ...]:
    """Each bar as its first module, counted from 0, and its width in modules."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(modules(digits)):
        if dark == "1" and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark == "1":
            found.append((at, 1))
    return tuple(found)
