"""`make pictures`: draw the picture of docs/typography.md. It shows what the composer does; it tests nothing."""

from __future__ import annotations

from pathlib import Path

import weasyprint

import kumihan.weasy
from kumihan.export.raster import page_picture

HERE = Path(__file__).parent
WIDTH = 720
STYLE = """
@page { size: 300pt 258pt; margin: 18pt }
body { margin: 0; font: 10pt/18pt "Noto Serif CJK JP"; text-align: justify; hyphens: auto }
h2 { font: 700 7pt/18pt "Noto Sans CJK JP"; margin: 0; color: #555 } p { margin: 0; width: 26em }
rt { font-size: .5em } .dots { text-emphasis: filled dot } .narrow p { width: 12em } .narrow { columns: 2 }
a { color: #1d3557; text-decoration: underline } td { border: .4pt solid #999; padding: 0 4pt; width: 8em }
table { border-collapse: collapse } sup { font-size: .6em; line-height: 0 }
"""
BODY = """
<h2>ruby</h2><p><ruby>志<rt>こころざし</rt></ruby>ある人が<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>の庭で<ruby>紫陽花<rt>あじさい</rt></ruby>を見て、行の終わりに<ruby>志<rt>こころざし</rt></ruby></p>
<h2>dots, notes, sizes, bold, links</h2><p>文字は<em class="dots" style="font-style: normal">一字ずつ</em>置く。<sup>注1</sup>
大きな<span style="font-size: 1.3em">字</span>と<small>小さな字</small>、<b>太い字「括弧」</b>、<a href="https://example.org/">行をまたいで続く下線のあるつなぎの文字列</a>。</p>
<h2>narrow columns</h2><div class="narrow"><p>国際的なresponsibilityという語は、cooperationと並ぶ。</p>
<p>所在はhttps://example.org/archive/2026/noteである。</p></div>
<h2>cells</h2><table><tr><td>「括弧」、『二重』の並ぶ欄</td><td>GDPは3.4％増、2026年も続く</td></tr></table>
"""


def main() -> None:
    kumihan.weasy.enable()
    page = f'<html lang="ja"><title>typography</title><style>{STYLE}</style><body>{BODY}'
    pdf = weasyprint.HTML(string=page).write_pdf()
    (HERE / "typography.png").write_bytes(page_picture(pdf, 0, WIDTH))


main()
