"""The words that the digest says of itself, in each language. The author's own sentences are not here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """`page`, `more`, `again` and `quoted` have places for values."""

    language: str
    kind: str
    hole: str
    hole_words: str
    quoted: str
    page: str
    more: str
    again: str
    full_text: str
    colon: str
    others: str
    summary: str
    recommendations: str


JAPANESE = Wording(
    language="ja",
    kind="提言要旨",
    hole="要確認",
    hole_words="編集者が一文を選ぶ",
    quoted="文はすべて本編からの引用であり、書き換えていない。矢印は印刷版のページを指す。",
    page="→p.{page}",
    more="ほか{count}項目",
    again="{label}（続き）",
    full_text="全文",
    colon="：",
    others="そのほか",
    summary="要約版",
    recommendations="提言",
)
ENGLISH = Wording(
    language="en",
    kind="Recommendations in brief",
    hole="To be supplied",
    hole_words="no English sentence in the source",
    quoted="Every sentence is quoted from the publication as it stands. Arrows give the page in print.",
    page="→ p. {page}",
    more="{count} more",
    again="{label} (continued)",
    full_text="Full text",
    colon=": ",
    others="Others",
    summary="Executive summary",
    recommendations="Recommendations",
)


def wording(language: str) -> Wording:
    """The words for a language; Japanese where there are none."""
    return ENGLISH if language == "en" else JAPANESE
