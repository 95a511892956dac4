"""Bring entries into the order of their readings, as JIS X 4061 does, and under their rows. This module knows no page."""

from __future__ import annotations

import unicodedata

# Each row of the kana (行) by the kana that begin its entries, unvoiced.
ROWS = (
    ("あ行", "あいうえお"), ("か行", "かきくけこ"), ("さ行", "さしすせそ"), ("た行", "たちつてと"), ("な行", "なにぬねの"),
    ("は行", "はひふへほ"), ("ま行", "まみむめも"), ("や行", "やゆよ"), ("ら行", "らりるれろ"), ("わ行", "わゐゑをん"),
)  # fmt: skip
LATIN = "英数字"
SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
VOWELS = {
    kana: vowel
    for vowel, row in zip("あいうえお", ("あかさたなはまやらわ", "いきしちにひみりゐ", "うくすつぬふむゆる", "えけせてねへめれゑ", "おこそとのほもよろを"), strict=True)
    for kana in row
}  # fmt: skip
MARKS = "\u3099\u309a"


def hiragana(reading: str) -> str:
    """Katakana as hiragana, full-width letters as half-width, voicing marks apart."""
    plain = unicodedata.normalize("NFKC", reading)
    turned = "".join(chr(ord(kana) - 0x60) if "ァ" <= kana <= "ヶ" else kana for kana in plain)
    return unicodedata.normalize("NFD", turned)


def base(reading: str) -> str:
    """A reading without voicing, small kana as large, ー as the vowel that it draws out, other marks left out."""
    out = ""
    for kana in hiragana(reading).casefold():
        if kana == "ー" and out:
            out += VOWELS.get(out[-1], "")
        elif kana not in MARKS and (kana.isalnum() or kana in SMALL):
            out += SMALL.get(kana, kana)
    return out


def order(reading: str) -> tuple[bool, str, str, str]:
    """What entries are sorted by: Latin last, then letters alone, then ー, small kana and unvoiced first, then as written."""
    letters = base(reading)
    return letters[:1].isascii(), letters, hiragana(reading).replace("ー", " "), reading


def row_of(reading: str) -> str:
    """The heading under which a reading stands; "" when it begins with neither kana nor a Latin letter or figure."""
    first = base(reading)[:1]
    if first and first.isascii():
        return LATIN
    return next((name for name, row in ROWS if first and first in row), "")
