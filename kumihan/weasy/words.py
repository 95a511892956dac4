"""Keep what becomes of a character or word in a paragraph: its clusters, made once for each typeface and way of setting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kumihan.jlreq.classes import CharClass
from kumihan.jlreq.paragraph import Cluster
from kumihan.weasy.shaping import ShapedCluster, Typeface


@dataclass(frozen=True, slots=True)
class Word:
    """A character that stands alone, a word or spaces: the clusters, what each is drawn from, and its length in UTF-8."""

    clusters: tuple[Cluster, ...]
    shaped: tuple[ShapedCluster, ...]
    bytes: tuple[int, ...]


class Words(dict[str, Word]):
    """The words met so far in one typeface; `style` is any style with it.

    `wrap` tells whether lines may end in them; `kind` is the class of what stands off the baseline, None on it; `spacing`
    is letter-spacing in px. What a missing word may raise is Unshapable.
    """

    def __init__(self, face: Typeface, style: Any, wrap: bool, kind: CharClass | None, spacing: float) -> None:
        super().__init__()
        self.face, self.style, self.wrap, self.kind, self.spacing = face, style, wrap, kind, spacing

    def __missing__(self, text: str) -> Word:
        shaped = self.face.unit(text, self.style)
        clusters = tuple(self.cluster(each) for each in shaped)
        made = self[text] = Word(clusters, shaped, tuple(len(each.text.encode()) for each in shaped))
        return made

    def cluster(self, shaped: ShapedCluster) -> Cluster:
        kind = self.kind if self.kind and shaped.text != " " else shaped.char_class
        return Cluster(shaped.text, kind, shaped.advance, self.face.size, self.wrap, self.spacing)


def words_of(face: Typeface, style: Any, kind: CharClass | None) -> Words:
    """The words of a typeface in this style; they live as long as the typeface."""
    wrap = style["white_space"] != "nowrap"
    spacing = 0.0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
    key = (wrap, kind, spacing)
    known: dict[tuple[bool, CharClass | None, float], Words] = face.words
    if key not in known:
        known[key] = Words(face, style, *key)
    return known[key]
