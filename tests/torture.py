"""A text that is hard to set: brackets in rows, numbers with units, Latin words, addresses, dashes, small kana."""

import random

PIECES = (
    "漢字", "かな", "カタカナ", "「括弧」", "『二重「入れ子」括弧』", "（注記）", "、", "。", "、「", "」。", "）、", "』（", "・", "？　", "！　",
    "ッ", "ょう", "ー", "々", "——", "……", "2026年", "3.4％", "10,000円", "第12回", "A", "GDP", "NATO", "international", "United Nations",
    "cooperation", "AI", "e-mail", "responsibility", "https://example.org/a/long/path", "※", "〜", "ぁ", "ヶ月", "国際", "政策", "である",
    "ことが", "という", "に対して", "これを", "の", "は", "を", "も", "組版", "版面", "行の", "終わりと", "始まりの", "〈山〉", "《川》", "【森】",
)  # fmt: skip


def paragraphs(count: int = 60, seed: int = 1) -> list[str]:
    """Paragraphs that are the same on every run, in our own words."""
    dice = random.Random(seed)
    made = []
    for _ in range(count):
        text = ""
        while len(text) < 110:
            piece = dice.choice(PIECES)
            # No mark follows one that it never follows in writing, and none begins a paragraph.
            if piece[0] in "、。，．」』）？！・ーッょぁ々〜…—ヶ" and (
                not text or text[-1] in "、。「『（・？！　〈《【〜——…… A"
            ):
                continue
            # Two Latin words have a space between them.
            text += " " + piece if text and text[-1].isascii() and piece[0].isascii() else piece
        made.append(text.rstrip("「（、・〜") + "。")
    return made
