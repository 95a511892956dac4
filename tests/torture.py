"""A text that is hard to set: brackets in rows, numbers with units, Latin words, addresses, dashes, small kana.

`python -m tests.torture [MEASURE…]` composes it and prints the figures of docs/typography.md; measures are in em.
"""

import random
import sys

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


PAGE = """<!DOCTYPE html><html lang="ja"><style>@page {{ size: {width}pt 842pt; margin: 20pt }} p {{ margin: 0; text-indent: 1em }}
body {{ margin: 0; font: 10pt/17pt "Noto Serif CJK JP"; text-align: justify; hyphens: auto }}</style>{body}</html>"""


def composed(texts, measure):
    """(paragraph, line) for every line that its paragraph goes on after, `measure` em wide."""
    import weasyprint

    import kumihan.weasy
    from kumihan.weasy import lines

    kumihan.weasy.enable()
    found = {}

    def record(paragraph, fit):
        line = stock(paragraph, fit)
        if fit.end < len(paragraph.clusters):
            found[id(paragraph), fit.start] = (paragraph, line)
        return line

    stock, lines.set_line = lines.set_line, record
    try:
        body = "".join(f"<p>{text}</p>" for text in texts)
        weasyprint.HTML(string=PAGE.format(width=10 * measure + 40, body=body)).render()
    finally:
        lines.set_line = stock
    return list(found.values())


def widest(paragraph, line):
    """The widest gap between two Japanese characters of a line, in em."""
    from kumihan.jlreq.spacing import JAPANESE

    clusters = paragraph.clusters[line.start : line.last + 1]
    pairs = zip(clusters, clusters[1:], line.advances, strict=False)
    gaps = [each / one.em - 1 for one, two, each in pairs if {one.char_class, two.char_class} <= JAPANESE]
    return max(gaps, default=0.0)


def report(measure):
    every = composed(paragraphs(120), measure)
    gaps = [widest(*pair) for pair in every if not pair[1].ragged]
    close = sum(gap < 0.1001 for gap in gaps) / len(gaps)
    return (
        f"{measure} em: {len(every) - len(gaps)} of {len(every)} lines ragged; "
        f"of the others the worst gap {max(gaps):.3f} em, {close:.1%} within .10 em"
    )


if __name__ == "__main__":
    for each in sys.argv[1:] or (9, 12, 18, 21, 42):
        print(report(int(each)))
