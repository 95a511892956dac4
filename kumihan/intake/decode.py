"""Turn a manuscript's bytes into NFC text, whatever encoding its author saved it in."""

from __future__ import annotations

import re
import unicodedata

from kumihan.errors import InputError
from kumihan.finding import Place, error
from kumihan.intake.draft import Kind, Line, Record
from kumihan.messages import tr

ENCODINGS = ("cp932", "euc_jp")
NAMES = {"utf-8-sig": "UTF-8", "cp932": "Shift_JIS (CP932)", "euc_jp": "EUC-JP", "utf-16": "UTF-16"}
# Text of one Japanese encoding read as another shows half-width katakana and rare signs.
SUSPECT = re.compile(r"[\uff61-\uff9f\u0080-\u00a0\ue000-\uf8ff]")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the name of its encoding. Raises InputError at the first byte that no encoding explains."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding), NAMES[encoding]
    except UnicodeDecodeError as reason:
        wrong = reason.start
    readings = []
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
            readings.append((len(SUSPECT.findall(text)), encoding, text))
        except UnicodeDecodeError:
            continue
    if not readings:
        line = data.count(b"\n", 0, wrong) + 1
        hint = tr("save the manuscript as UTF-8")
        fact = tr("the bytes here are neither UTF-8 nor Shift_JIS nor EUC-JP (0x{byte:02x})", byte=data[wrong])
        raise InputError(error("encoding", fact, Place(name, line), hint))
    _, encoding, text = min(readings)
    return text, NAMES[encoding]


def read_lines(text: str, record: Record) -> tuple[Line, ...]:
    """The lines in NFC, without blanks at their ends."""
    return tuple(
        Line(number, trimmed(composed(raw, number, record)))
        for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1)
    )


def composed(raw: str, number: int, record: Record) -> str:
    """The text in NFC. A character that NFC replaces by another is recorded."""
    for old in raw:
        new = unicodedata.normalize("NFC", old)
        if new != old:
            message = tr("U+{old:04X} became {new} (NFC)", old=ord(old), new=new)
            record.note(Kind.WIDTH, number, message)
    return unicodedata.normalize("NFC", raw)


def trimmed(text: str) -> str:
    """The text without blanks and the marks of pages at its ends."""
    return text.replace("\u00a0", " ").strip().strip("\u3000\ufeff\x0c")
