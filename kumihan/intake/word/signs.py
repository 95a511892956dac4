"""Turn ruby, signs of symbol fonts, raised and lowered figures into what the dialect has for them."""

from __future__ import annotations

import re
from typing import Any

from kumihan.intake.decode import composed
from kumihan.intake.draft import Kind
from kumihan.intake.marks import CLOSING, FIRST
from kumihan.intake.word.package import qn
from kumihan.intake.word.reading import Reading, text_of
from kumihan.intake.word.styles import Face
from kumihan.messages import tr
from kumihan.model import Ruby, TateChuYoko, Text

SUPER = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
SUB = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
FIGURES = re.compile(r"[0-9+\-−]+")
UPRIGHT = re.compile(r"[0-9A-Za-z!?]{1,4}")
# What ends a base or a reading in the dialect, or makes it a list of attributes.
UNFIT = re.compile(r"[{}|=\n]|^[#.]|^$")
# The printer's mark for a sign that is not at hand.
GETA = "〓"
PRIVATE = re.compile(f"[{chr(FIRST)}-{CLOSING}]")


def raised(text: str, face: Face, reading: Reading) -> str:
    """The text composed, with its figures raised, lowered or upright as the face says."""
    text = composed(text, reading.number, reading.record).replace("\u00a0", " ")
    text = PRIVATE.sub(lambda found: reading.marks.hold(Text(found[0])), text)
    if face.upright and UPRIGHT.fullmatch(text):
        return reading.marks.hold(TateChuYoko(text))
    if face.script and text.strip():
        if FIGURES.fullmatch(text):
            return text.translate(SUPER if face.script == "super" else SUB)
        reading.note(Kind.MOVE, tr("“{text}” stood raised or lowered, for which there is no mark", text=text.strip()))
    if face.struck and text.strip():
        reading.note(Kind.ASK, tr("“{text}” is struck through; it was kept", text=text.strip()))
    if face.underlined and not face.href and text.strip():
        reading.note(Kind.MOVE, tr("“{text}” was underlined, for which there is no mark", text=text.strip()))
    return text


def ruby(element: Any, reading: Reading) -> str:
    """A w:ruby as the dialect's; what the dialect cannot bear stands as base（reading）."""
    base, above = element.find(qn("w:rubyBase")), element.find(qn("w:rt"))
    words, sound = (
        composed(text_of(part), reading.number, reading.record) if part is not None else "" for part in (base, above)
    )
    if UNFIT.search(words) or UNFIT.search(sound):
        if sound:
            reading.note(
                Kind.ASK, tr("ruby that the dialect cannot bear: “{base}（{reading}）”", base=words, reading=sound)
            )
        return f"{words}（{sound}）" if sound else words
    return reading.marks.hold(Ruby(((words, sound),)))


def sign(element: Any, reading: Reading) -> str:
    """A w:sym. Its code is a place in a font; below the private area it is a character."""
    font, code = element.get(qn("w:font"), ""), element.get(qn("w:char"), "")
    if (
        re.fullmatch(r"[0-9A-Fa-f]{2,4}", code)
        and 0x20 <= int(code, 16) < 0xD800
        and font not in ("Symbol", "Wingdings")
    ):
        return chr(int(code, 16))
    fact = tr(
        "a sign of the font {font} (0x{code}) is no character; {geta} stands in its place",
        font=font,
        code=code,
        geta=GETA,
    )
    reading.note(Kind.ASK, fact)
    return GETA
