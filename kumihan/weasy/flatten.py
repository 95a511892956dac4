"""Turn the boxes of a paragraph into clusters. This module breaks no lines and places nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, percent

from kumihan.jlreq.classes import CharClass
from kumihan.jlreq.paragraph import Cluster
from kumihan.jlreq.ruby import at_edges, openings, overhang
from kumihan.weasy.hyphenation import parting_places
from kumihan.weasy.shaping import UNIT, ShapedCluster, Typeface, Unshapable, typeface
from kumihan.weasy.words import Word, words_of

Key = tuple[int, ...]
COLLAPSING = ("normal", "nowrap", "pre-line")
SOFT_HYPHEN = "\u00ad"
LATIN = {CharClass.WESTERN, CharClass.NUMERAL, CharClass.WORD_SPACE}


class Unsupported(Exception):
    """The paragraph holds what the composer does not set; the argument says what."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The ruby text over the clusters [first, stop): its box, glyphs, and the size of its type in px."""

    box: Any
    first: int
    stop: int
    clusters: tuple[ShapedCluster, ...]
    size: float

    @property
    def width(self) -> float:
        return sum(cluster.advance for cluster in self.clusters)


@dataclass
class Flat:
    """A paragraph's clusters, with the place of each in the box tree.

    The key of a place is child indexes, then the byte in the text that they lead to. `runs` are the texts and objects that
    have clusters: the number of clusters before each, and the key of its first; `bytes` are the last parts of keys.
    `stops` are forced line ends: the number of clusters before each, and its key. `before` are the widths of box edges
    (margin, border, padding, px) that stand before a cluster; `spacing` is the letter-spacing of all of them. `rubies`
    are compounds of readings; `rigid` are the clusters before which nothing opens, `glued` those before which no line
    ends either.
    """

    context: Any
    containing_block: Any
    clusters: list[Cluster] = field(default_factory=list)
    shaped: list[ShapedCluster | None] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    runs: list[tuple[int, Key]] = field(default_factory=list)
    stops: list[tuple[int, Key]] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    before: dict[int, float] = field(default_factory=dict)
    rubies: list[tuple[Reading, ...]] = field(default_factory=list)
    rigid: set[int] = field(default_factory=set)
    glued: set[int] = field(default_factory=set)
    # Boxes that lines should not end within (wrap-inside: avoid), as clusters [first, stop).
    whole: list[tuple[int, int]] = field(default_factory=list)
    # What readings take from a line that begins with a cluster, and from one that ends before it, px.
    heads: dict[int, float] = field(default_factory=dict)
    feet: dict[int, float] = field(default_factory=dict)
    spacing: float = 0.0
    # What floats in the line, and the number of clusters before it.
    floats: list[tuple[int, Any]] = field(default_factory=list)
    # The typeface of every text box, by its id.
    faces: dict[int, Typeface] = field(default_factory=dict)

    def add(
        self, key: Key, clusters: Iterable[Cluster], shaped: Iterable[ShapedCluster | None], bytes: Iterable[int]
    ) -> None:
        """Add the clusters of a text or object; its first stands at `key`."""
        first = len(self.clusters)
        self.clusters += clusters
        self.shaped += shaped
        self.bytes += bytes
        if len(self.clusters) > first:
            self.runs.append((first, key))

    def key(self, index: int) -> Key:
        """The place of a cluster."""
        _, key = self.runs[bisect_right(self.runs, index, key=itemgetter(0)) - 1]
        return (*key[:-1], self.bytes[index])

    def cluster_at(self, key: Key) -> int:
        """The first cluster at or after a place."""
        number = bisect_left(self.runs, key, key=itemgetter(1))
        stop = self.runs[number][0] if number < len(self.runs) else len(self.clusters)
        if number:
            first, start = self.runs[number - 1]
            if start[:-1] == key[:-1]:
                return bisect_left(self.bytes, key[-1], first, stop)
        return stop

    def widen(self, index: int, edge: float) -> None:
        """Give a cluster the width of an edge of a box."""
        old = self.clusters[index]
        self.clusters[index] = replace(old, edge=old.edge + edge)


def flatten(context: Any, line: Any, containing_block: Any) -> Flat:
    """The clusters of a LineBox before it is broken. Raises Unsupported."""
    flat = Flat(context, containing_block)
    flatten_children(flat, line, (), False)
    # Edges are letter-spacing only as yet, or those of boxes, which make a cluster unlike its neighbours.
    spacings = {round(edge, 6) for edge in {cluster.edge for cluster in flat.clusters}}
    flat.spacing = spacings.pop() if len(spacings) == 1 else 0.0
    for compound in flat.rubies:
        open_bases(flat, compound)
    return flat


def flatten_children(flat: Flat, parent: Any, path: Key, raised: bool) -> None:
    for index, child in enumerate(parent.children):
        start = len(flat.clusters)
        key = (*path, index)
        if not child.is_in_normal_flow():
            if child.is_floated():
                flat.floats.append((start, child))
        elif isinstance(child, boxes.TextBox):
            flatten_text(flat, child, key, raised)
        elif isinstance(child, boxes.InlineBox) and child.element_tag == "ruby":
            flatten_ruby(flat, child, key, raised)
        elif isinstance(child, boxes.InlineBox) and not child.is_leader:
            flatten_inline(flat, child, key, raised)
        elif isinstance(child, (boxes.AtomicInlineLevelBox, boxes.InlineBox)):
            flatten_object(flat, child, key)
        else:
            raise Unsupported("a flexible box or grid in the line")
        flat.spans[id(child)] = (start, len(flat.clusters))


def flatten_inline(flat: Flat, box: Any, key: Key, raised: bool) -> None:
    """An inline box: its margins, borders and padding go to its first and last cluster."""
    before, after = edges(flat, box)
    if (before or after) and box.style["box_decoration_break"] == "clone":
        raise Unsupported("box-decoration-break: clone")
    start = len(flat.clusters)
    if isinstance(rise := box.style["vertical_align"], (int, float)) and rise > 0:
        flat.glued.add(start)  # a mark stays with the word that it is set to (JLREQ cl-20, Table 2)
    flatten_children(flat, box, key, raised or box.style["vertical_align"] != "baseline")
    if box.style["wrap_inside"] == "avoid":
        flat.whole.append((start, len(flat.clusters)))
    if not (before or after):
        return
    if len(flat.clusters) == start:
        raise Unsupported("an empty box with margins, borders or padding")
    flat.widen(start, before)
    flat.before[start] = flat.before.get(start, 0.0) + before
    flat.widen(len(flat.clusters) - 1, after)


def flatten_ruby(flat: Flat, box: Any, key: Key, raised: bool) -> None:
    """A ruby element: every `rt` reads the text since the one before it; several make a compound (熟語ルビ)."""
    edges(flat, box)
    readings: list[Reading] = []
    first = begun = len(flat.clusters)
    for index, child in enumerate(box.children):
        start = len(flat.clusters)
        if isinstance(child, boxes.InlineBox) and child.element_tag == "rt":
            readings.append(reading(flat, child, begun))
            begun = start
        elif isinstance(child, boxes.TextBox):
            flatten_text(flat, child, (*key, index), raised)
        elif isinstance(child, boxes.InlineBox):
            flatten_inline(flat, child, (*key, index), raised)
        else:
            raise Unsupported("a ruby with a picture")
        flat.spans[id(child)] = (start, len(flat.clusters))
    if any(each.first == each.stop for each in readings):
        raise Unsupported("a reading without a base")
    if readings:
        flat.rubies.append(tuple(readings))
        flat.rigid.update(range(first + 1, begun))
        for each in readings:
            flat.glued.update(range(each.first + 1, each.stop))


def reading(flat: Flat, box: Any, first: int) -> Reading:
    texts = [child for child in box.children if isinstance(child, boxes.TextBox)]
    if len(texts) != 1 or len(box.children) != 1:
        raise Unsupported("a reading with more than text")
    edges(flat, box)
    try:
        clusters = tuple(cluster for text in texts for cluster in typeface(text.style).shape(text.text, text.style))
    except Unshapable as reason:
        raise Unsupported(str(reason)) from None
    return Reading(box, first, len(flat.clusters), clusters, box.style["font_size"])


def open_bases(flat: Flat, compound: tuple[Reading, ...]) -> None:
    """Give bases that are narrower than their readings the room that overhang does not (JLREQ 3.3.8)."""
    widths = [sum(flat.clusters[index].advance for index in range(each.first, each.stop)) for each in compound]
    before, after = neighbours(flat, compound)
    readings = [each.width for each in compound]
    over = sum(readings) - sum(widths)
    # Where a reading reaches over one neighbour only, its bases still stand below its middle (3.3.5).
    aside = (min(after, over / 2) - min(before, over / 2)) / 2 if len(compound) == 1 else 0.0
    for each, head, foot in zip(compound, *at_edges(widths, readings, before, after), strict=True):
        flat.heads[each.first], flat.feet[each.stop] = head, foot
    for each, wanting in zip(compound, openings(widths, readings, before, after), strict=True):
        if wanting:
            share = wanting / (each.stop - each.first)
            left = min(max(share / 2 + aside, 0.0), share)
            flat.before[each.first] = flat.before.get(each.first, 0.0) + left
            flat.widen(each.first, left)
            for index in range(each.first, each.stop - 1):
                flat.widen(index, share)
            flat.widen(each.stop - 1, share - left)


def neighbours(flat: Flat, compound: tuple[Reading, ...]) -> tuple[float, float]:
    """How far readings may reach over the characters beside a compound, in px; never over one that has a reading."""
    if compound[0].box.style["ruby_overhang"] == "none":
        return 0.0, 0.0
    first, stop = compound[0].first, compound[-1].stop
    read = {index for other in flat.rubies for each in other for index in range(each.first, each.stop)}
    before = after = 0.0
    if first and first - 1 not in read:
        before = overhang(flat.clusters[first - 1].char_class) * flat.clusters[first - 1].em
    if stop < len(flat.clusters) and stop not in read:
        after = overhang(flat.clusters[stop].char_class) * flat.clusters[stop].em
    # One ruby character at most (JLREQ 3.3.8).
    return min(before, compound[0].size), min(after, compound[-1].size)


def edges(flat: Flat, box: Any) -> tuple[float, float]:
    """The widths of margin, border and padding at the left and the right of an inline box, in px."""
    percent.resolve_percentages(box, flat.containing_block)
    for side in ("left", "right"):
        if getattr(box, f"margin_{side}") == "auto":
            setattr(box, f"margin_{side}", 0)
    return (
        box.margin_left + box.border_left_width + box.padding_left,
        box.margin_right + box.border_right_width + box.padding_right,
    )


def flatten_object(flat: Flat, box: Any, key: Key) -> None:
    """A picture, inline block or leader: one cluster of its width."""
    box.position_y = 0.0
    laid_out = lay_out_object(flat.context, box, 0, flat.containing_block, [], [])
    width = laid_out.margin_width()
    wrap = box.style["white_space"] not in ("nowrap", "pre") and not box.is_leader
    cluster = Cluster("\ufffc", CharClass.OBJECT, width, box.style["font_size"], wrap and width > 0)
    flat.add((*key, 0), [cluster], [None], [0])


def lay_out_object(
    context: Any, box: Any, x: float, containing_block: Any, absolute_boxes: list[Any], fixed_boxes: list[Any]
) -> Any:
    """The laid-out copy of an atomic box or leader, at `x` px."""
    percent.resolve_percentages(box, containing_block)
    arguments = (containing_block, absolute_boxes, fixed_boxes)
    if box.is_leader:
        return inline.split_inline_level(context, box, x, x + 1e6, 0, None, *arguments, [], [], [], None, None)[0]
    placed = inline.atomic_box(context, box, x, None, *arguments)
    placed.position_x = x
    return placed


def flatten_text(flat: Flat, box: Any, key: Key, raised: bool) -> None:
    style = box.style
    if style["white_space"] not in COLLAPSING:
        raise Unsupported("")  # preserved spaces are set as they stand
    if not style["font_size"] or style["word_spacing"]:
        raise Unsupported("word-spacing, or type of no size")
    face, byte = typeface(style), 0
    words = words_of(face, style, None)
    flat.faces[id(box)] = face
    for number, text in enumerate(box.text.split("\n")):
        if number:
            flat.stops.append((len(flat.clusters), (*key, byte)))
            byte += 1
        try:
            found = raised_words(flat, text, face, style) if raised else [words[unit] for unit in UNIT.findall(text)]
        except Unshapable as reason:
            raise Unsupported(str(reason)) from None
        first = len(flat.clusters)
        *starts, end = accumulate(chain.from_iterable([word.bytes for word in found]), initial=byte)
        clusters = chain.from_iterable([word.clusters for word in found])
        flat.add((*key, byte), clusters, chain.from_iterable([word.shaped for word in found]), starts)
        byte = end
        if SOFT_HYPHEN in text:
            part_at_soft_hyphens(flat, first, face, style)
        # Where every character stands alone there is no word to part.
        if words.wrap and not raised and len(found) < len(text):
            hyphenate(flat.clusters, first, text.replace(SOFT_HYPHEN, ""), face, style)


def part_at_soft_hyphens(flat: Flat, first: int, face: Typeface, style: Any) -> None:
    """Take the soft hyphens out of the text that begins at a cluster; a line may end after what stands before one."""
    for index in reversed(range(first, len(flat.clusters))):
        if flat.clusters[index].text == SOFT_HYPHEN:
            del flat.clusters[index], flat.shaped[index], flat.bytes[index]
            if index > first and style["hyphens"] != "none":
                flat.clusters[index - 1] = replace(flat.clusters[index - 1], hyphen=hyphen_width(face, style))


def raised_words(flat: Flat, text: str, face: Typeface, style: Any) -> list[Word]:
    """What is raised or lowered belongs to the Latin word before it; after Japanese it is a reference mark (JLREQ cl-20)."""
    before = flat.clusters[-1].char_class if flat.clusters else CharClass.WESTERN
    mark = CharClass.WESTERN if before in LATIN else CharClass.REFERENCE_MARK
    first = text.partition(" ")[0]
    parts = ((first, mark), (text[len(first) :], CharClass.WESTERN))
    return [words_of(face, style, kind)[unit] for part, kind in parts for unit in UNIT.findall(part)]


def hyphenate(clusters: list[Cluster], first: int, text: str, face: Typeface, style: Any) -> None:
    """Mark where words and addresses of the text that begins at a cluster may be parted."""
    places = parting_places(text, style["lang"], style["hyphens"] == "auto", style["hyphenate_limit_chars"])
    at = 0
    for index in range(first, len(clusters)) if places else ():
        at += len(clusters[index].text)
        if at in places:
            cluster = clusters[index]
            width = hyphen_width(face, style) if places[at] else 0.0
            # At a line's end nothing is kerned any more; a hyphen is put where the next letter would have been.
            kern = 0.0 if width else cluster.advance - face.unit(cluster.text, style)[0].advance
            clusters[index] = replace(cluster, hyphen=width, kern=kern)


def hyphen_width(face: Typeface, style: Any) -> float:
    """How wide the hyphen is, in px; 0 where `hyphenate-character` is empty."""
    return hyphen(face, style).advance if style["hyphenate_character"] else 0.0


def hyphen(face: Typeface, style: Any) -> ShapedCluster:
    """The hyphen that is printed where a word is parted."""
    mark = style["hyphenate_character"]
    # In a Japanese font the true hyphen is as wide as a kana; the one of Latin type is on the keyboard.
    return face.shape("-" if mark == "‐" else mark, style)[0]


def key_of(skip_stack: Any) -> Key:
    """WeasyPrint's skip stack as a key."""
    key: list[int] = []
    while skip_stack is not None:
        ((index, skip_stack),) = skip_stack.items()
        key.append(index)
    return tuple(key)


def skip_to(key: Key) -> Any:
    """The skip stack that resumes at a cluster."""
    stack: Any = {key[-1]: None} if key[-1] else None
    for index in reversed(key[:-1]):
        stack = {index: stack}
    return stack
