"""Draw the picture that stands in for a photograph which the manuscript does not hold."""

from __future__ import annotations

from kumihan.intake.draft import Placeholder
from kumihan.messages import tr

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320" viewBox="0 0 480 320" role="img" data-placeholder="true" font-family="Noto Sans CJK JP" fill="#555555" text-anchor="middle">
<title>{title}</title>
<rect x=".5" y=".5" width="479" height="319" fill="#eeeeee" stroke="#aaaaaa" stroke-width="1"/>
<path d="M1 1L479 319M479 1L1 319" stroke="#dddddd" stroke-width="1"/>
<rect x="60" y="120" width="360" height="80" fill="#eeeeee"/>
<text x="240" y="152" font-size="18">{title}</text>
<text x="240" y="182" font-size="18">{wanted}</text>
</svg>
"""


def draw(placeholder: Placeholder) -> str:
    """An SVG of 480 × 320 that names the file to put in its place."""
    return SVG.format(title=tr("Placeholder for a photograph"), wanted=placeholder.wanted)
