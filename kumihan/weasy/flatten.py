"""Turn the boxes of a paragraph into clusters. This module breaks no lines and places nothing."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_percentages

from kumihan.jlreq.classes import CharClass
from kumihan.jlreq.paragraph import Cluster
from kumihan.weasy.shaping import ShapedCluster, Unshapable, typeface

Key = tuple[int, ...]
COLLAPSING = ("normal", "nowrap", "pre-line")
SOFT_HYPHEN = "\u00ad"


class Unsupported(Exception):
    """The paragraph holds what the composer does not set; the argument says what."""


@dataclass
class Flat:
    """A paragraph's clusters, with the place of each in the box tree: child indexes, then the byte in its text.

    `stops` are forced line ends: the number of clusters before each, and its key. `before` are the widths of box edges
    (margin, border, padding, px) that stand before a cluster; `spacing` is the letter-spacing of all of them.
    """

    context: Any
    containing_block: Any
    clusters: list[Cluster] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    shaped: list[ShapedCluster | None] = field(default_factory=list)
    stops: list[tuple[int, Key]] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    before: dict[int, float] = field(default_factory=dict)
    spacing: float = 0.0

    def add(self, cluster: Cluster, key: Key, shaped: ShapedCluster | None) -> None:
        self.clusters.append(cluster)
        self.keys.append(key)
        self.shaped.append(shaped)

    def widen(self, index: int, edge: float) -> None:
        """Give a cluster the width of an edge of a box."""
        old = self.clusters[index]
        self.clusters[index] = Cluster(old.text, old.char_class, old.advance, old.em, old.wrap, old.edge + edge)


def flatten(context: Any, line: Any, containing_block: Any) -> Flat:
    """The clusters of a LineBox before it is broken. Raises Unsupported."""
    flat = Flat(context, containing_block)
    flatten_children(flat, line, (), False)
    spacings = {shaped_spacing(cluster) for cluster in flat.clusters}
    flat.spacing = spacings.pop() if len(spacings) == 1 else 0.0
    return flat


def shaped_spacing(cluster: Cluster) -> float:
    """A cluster's letter-spacing; edges of boxes make it unlike its neighbours'."""
    return round(cluster.edge, 6)


def flatten_children(flat: Flat, parent: Any, path: Key, raised: bool) -> None:
    for index, child in enumerate(parent.children):
        start = len(flat.clusters)
        key = (*path, index)
        if not child.is_in_normal_flow():
            if child.is_floated():
                raise Unsupported("a float")
        elif isinstance(child, boxes.TextBox):
            flatten_text(flat, child, key, raised)
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
    flatten_children(flat, box, key, raised or box.style["vertical_align"] != "baseline")
    if not (before or after):
        return
    if len(flat.clusters) == start:
        raise Unsupported("an empty box with margins, borders or padding")
    flat.widen(start, before)
    flat.before[start] = flat.before.get(start, 0.0) + before
    flat.widen(len(flat.clusters) - 1, after)


def edges(flat: Flat, box: Any) -> tuple[float, float]:
    """The widths of margin, border and padding at the left and the right of an inline box, in px."""
    resolve_percentages(box, flat.containing_block)
    for side in ("left", "right"):
        if getattr(box, f"margin_{side}") == "auto":
            setattr(box, f"margin_{side}", 0)
    return (
        box.margin_left + box.border_left_width + box.padding_left,
        box.margin_right + box.border_right_width + box.padding_right,
    )


def flatten_object(flat: Flat, box: Any, key: Key) -> None:
    """A picture, inline block or leader: one cluster of its width."""
    laid_out = lay_out_object(flat.context, box, 0, flat.containing_block, [], [])
    width = laid_out.margin_width()
    wrap = box.style["white_space"] not in ("nowrap", "pre") and not box.is_leader
    flat.add(Cluster("\ufffc", CharClass.OBJECT, width, box.style["font_size"], wrap and width > 0), (*key, 0), None)


def lay_out_object(
    context: Any, box: Any, x: float, containing_block: Any, absolute_boxes: list[Any], fixed_boxes: list[Any]
) -> Any:
    """The laid-out copy of an atomic box or leader, at `x` px."""
    resolve_percentages(box, containing_block)
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
    wrap = style["white_space"] != "nowrap"
    spacing = 0.0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
    face, size, byte = typeface(style), style["font_size"], 0
    for number, text in enumerate(box.text.split("\n")):
        if number:
            flat.stops.append((len(flat.clusters), (*key, byte)))
            byte += 1
        try:
            shaped = face.shape(text, style)
        except Unshapable as reason:
            raise Unsupported(str(reason)) from None
        for item in shaped:
            if item.text == SOFT_HYPHEN:
                byte += len(item.text.encode())
                continue
            kind = CharClass.WESTERN if raised and item.text != " " else item.char_class
            flat.add(Cluster(item.text, kind, item.advance, size, wrap, spacing), (*key, byte), item)
            byte += len(item.text.encode())


def key_of(skip_stack: Any) -> Key:
    """WeasyPrint's skip stack as a key."""
    key: list[int] = []
    while skip_stack is not None:
        ((index, skip_stack),) = skip_stack.items()
        key.append(index)
    return tuple(key)


def cluster_at(flat: Flat, key: Key) -> int:
    """The first cluster at or after a place in the box tree."""
    return bisect_left(flat.keys, key) if key else 0


def skip_to(key: Key) -> Any:
    """The skip stack that resumes at a cluster."""
    stack: Any = {key[-1]: None} if key[-1] else None
    for index in reversed(key[:-1]):
        stack = {index: stack}
    return stack
