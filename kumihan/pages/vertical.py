"""Set digits and Latin letters in vertical text as a Japanese editor does; this module knows no model and no template."""

from __future__ import annotations

import re
from html import escape, unescape

from kumihan.pages.xhtml import Piece, classes_of, element_of, pieces

# What stays horizontal in a vertical page, and what holds no text of the page.
CODE = frozenset({"head", "pre", "code", "svg", "math", "rt"})
HORIZONTAL = CODE | {"figure", "table"}
# Words of ASCII with the single blanks between them.
RUN = re.compile(r"[!-~–’]+(?: [!-~–’]+)*")
PARTS = (
    # a number of one or two digits, with or without %, or beside capitals: 5, 12, 12%, G20, 5G
    re.compile(r"(?P<capitals>[A-Z]{1,6})?(?P<number>[0-9]{1,2})(?P<unit>[%A-Z]?)"),
    # one letter, or initials of up to six capitals: A, EU, CPTPP
    re.compile(r"(?P<capitals>[a-z]|[A-Z]{1,6})(?P<number>)(?P<unit>)"),
)
MARKS = re.compile(r"[!?]{2}")
UPRIGHT_MARKS = frozenset("!?%&+=#$@*/:;<>")
BRACKETS = frozenset("()[]")
WIDE_PAIR = re.compile(r"(?<![０-９．，・])[０-９]{2}(?![０-９．，・])|(?<![！？])[！？]{2}(?![！？])")
# Curved quotation marks lie on their side in vertical text; Japanese has 〝〟 for it (JLREQ §2.3.2, cl-01 and cl-02).
QUOTED = re.compile(r"“([^“”]*[ぁ-ヿ㐀-鿿][^“”]*)”")


def set_upright(document: str, horizontal: frozenset[str] = HORIZONTAL) -> str:
    """A vertical document whose digits and letters stand: one digit or letter and initials upright at full width, two
    digits and two marks side by side (縦中横), longer runs on their side (JLREQ §2.3.2, §3.2.5). `horizontal` are the
    elements whose text stays as it is.
    """
    return "".join(
        piece.text if is_left(piece, horizontal) else set_text(unescape(piece.text)) for piece in pieces(document)
    )


def is_left(piece: Piece, horizontal: frozenset[str]) -> bool:
    """Whether a piece stays as it is: a tag, a blank, what is horizontal, and what the author has set himself."""
    return (
        not piece.is_text
        or not piece.text.strip()
        or not any(element_of(tag) == "body" for tag in piece.inside)
        or piece.within(horizontal)
        or any("tcy" in classes_of(tag) or ' lang="' in tag for tag in piece.inside[2:])
    )


def set_text(text: str) -> str:
    """Plain text as markup."""
    text = QUOTED.sub(r"〝\1〟", text)
    written, end = [], 0
    for match in RUN.finditer(text):
        written += [set_wide(text[end : match.start()]), set_run(match[0])]
        end = match.end()
    return "".join([*written, set_wide(text[end:])])


def set_run(run: str) -> str:
    """A run of ASCII; brackets around words are set on their own, those of f(x) stay."""
    if re.fullmatch(r"[^()\[\]]+[(\[][^()\[\]]+[)\]]", run):
        return escape(run, quote=False)
    return "".join(widen(part) if part in BRACKETS else set_core(part) for part in re.split(r"([()\[\]])", run) if part)


def set_core(core: str) -> str:
    """A run without brackets: upright where it is short, as it is (on its side) where it is long."""
    if core in UPRIGHT_MARKS:
        return widen(core)
    if MARKS.fullmatch(core):
        return side_by_side(core)
    for pattern in PARTS:
        found = pattern.fullmatch(core)
        if found:
            number = found["number"]
            digits = side_by_side(number) if len(number) == 2 else widen(number)
            return widen(found["capitals"] or "") + digits + widen(found["unit"])
    return escape(core, quote=False)


def set_wide(text: str) -> str:
    """Text without ASCII, in which two full-width digits or marks come side by side."""
    return WIDE_PAIR.sub(lambda found: side_by_side(narrow(found[0])), text)


def side_by_side(text: str) -> str:
    return f'<span class="tcy">{text}</span>'


def widen(text: str) -> str:
    """ASCII as full-width characters, which stand upright in every reading system."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def narrow(text: str) -> str:
    """Full-width digits and marks as ASCII."""
    return "".join(chr(ord(character) - 0xFEE0) for character in text)
