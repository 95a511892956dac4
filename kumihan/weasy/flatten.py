"""Turn the boxes of a paragraph into clusters, and a span of clusters back into boxes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_percentages

from kumihan.jlreq.adjustment import Line
from kumihan.jlreq.classes import CharClass, classify
from kumihan.jlreq.paragraph import Cluster
from kumihan.weasy.shaping import Shaped, ShapedCluster, Unshapable, shape

Key = tuple[int, ...]
COLLAPSING = ("normal", "nowrap", "pre-line")


class Unsupported(Exception):
    """The paragraph holds what the composer does not set; WeasyPrint's own lines are used."""


@dataclass
class Flat:
    """A paragraph's clusters, with the place of each in the box tree: child indexes, then the byte in its text."""

    context: Any
    containing_block: Any
    clusters: list[Cluster] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    shaped: list[ShapedCluster | None] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    texts: dict[int, Shaped] = field(default_factory=dict)
    edge: float = 0.0

    def add(self, cluster: Cluster, key: Key, shaped: ShapedCluster | None) -> None:
        self.clusters.append(cluster)
        self.keys.append(key)
        self.shaped.append(shaped)


def flatten(context: Any, line: Any, containing_block: Any) -> Flat:
    """The clusters of a LineBox before it is broken. Raises Unsupported."""
    flat = Flat(context, containing_block)
    flatten_children(flat, line, ())
    return flat


def flatten_children(flat: Flat, parent: Any, path: Key) -> None:
    for index, child in enumerate(parent.children):
        start = len(flat.clusters)
        key = (*path, index)
        if not child.is_in_normal_flow():
            if child.is_floated():
                raise Unsupported
        elif isinstance(child, boxes.TextBox):
            flatten_text(flat, child, key)
        elif isinstance(child, boxes.InlineBox):
            flatten_inline(flat, child, key)
        elif isinstance(child, boxes.AtomicInlineLevelBox):
            flatten_object(flat, child, key)
        else:
            raise Unsupported
        flat.spans[id(child)] = (start, len(flat.clusters))


def flatten_inline(flat: Flat, box: Any, key: Key) -> None:
    """An inline box: its margins, borders and padding go to its first and last cluster."""
    style = box.style
    if box.is_leader or style["position"] == "relative":
        raise Unsupported
    resolve_percentages(box, flat.containing_block)
    for side in ("left", "right"):
        if getattr(box, f"margin_{side}") == "auto":
            setattr(box, f"margin_{side}", 0)
    before = box.margin_left + box.border_left_width + box.padding_left
    after = box.margin_right + box.border_right_width + box.padding_right
    if before or after:
        raise Unsupported
    flatten_children(flat, box, key)


def flatten_object(flat: Flat, box: Any, key: Key) -> None:
    """A picture or inline block: one cluster of its width."""
    resolve_percentages(box, flat.containing_block)
    laid_out = inline.atomic_box(flat.context, box, 0, None, flat.containing_block, [], [])
    width = laid_out.margin_width()
    wrap = box.style["white_space"] not in ("nowrap", "pre")
    flat.add(Cluster("\ufffc", CharClass.OBJECT, width, box.style["font_size"], wrap and width > 0), (*key, 0), None)


def flatten_text(flat: Flat, box: Any, key: Key) -> None:
    style = box.style
    plain = (
        style["white_space"] in COLLAPSING and style["letter_spacing"] in ("normal", 0) and not style["word_spacing"]
    )
    if not plain or not style["font_size"] or style["text_decoration_line"] != "none":
        raise Unsupported
    wrap = style["white_space"] != "nowrap"
    try:
        shaped = shape(box.text, style) if box.text else None
    except Unshapable:
        raise Unsupported from None
    if shaped is None:
        return
    flat.texts[id(box)] = shaped
    raised = style["vertical_align"] != "baseline"
    for item in shaped.clusters:
        kind = CharClass.WESTERN if raised and item.text != " " else classify(item.text)
        flat.add(Cluster(item.text, kind, item.advance, style["font_size"], wrap), (*key, item.byte), item)


def cluster_at(flat: Flat, skip_stack: Any) -> int:
    """The first cluster at or after a place in the box tree, as WeasyPrint's skip stack names it."""
    key: list[int] = []
    while skip_stack is not None:
        ((index, skip_stack),) = skip_stack.items()
        key.append(index)
    return bisect_left(flat.keys, tuple(key)) if key else 0


def skip_to(key: Key) -> Any:
    """The skip stack that resumes at a cluster."""
    stack: Any = {key[-1]: None} if key[-1] else None
    for index in reversed(key[:-1]):
        stack = {index: stack}
    return stack


def cut(flat: Flat, box: Any, line: Line) -> Any:
    """A copy of a box with the clusters of one line only, its texts carrying their advances; None when nothing is left."""
    begin, end = flat.spans[id(box)]
    if begin == end:
        return box if line.start < begin <= line.end or begin == line.start == 0 else None
    if end <= line.start or begin > line.last:
        return None
    if isinstance(box, boxes.TextBox):
        return cut_text(flat, box, begin, end, line)
    if not isinstance(box, boxes.InlineBox):
        return box
    children = [child for child in (cut(flat, child, line) for child in box.children) if child is not None]
    if not children:
        return None
    piece = box.copy_with_children(children)
    piece.remove_decoration(start=begin < line.start, end=end > line.last + 1)
    return piece


def cut_text(flat: Flat, box: Any, begin: int, end: int, line: Line) -> Any:
    first, stop = max(begin, line.start), min(end, line.last + 1)
    piece = box.copy_with_text("".join(flat.clusters[index].text for index in range(first, stop)))
    piece.composed = Composed(
        flat.texts[id(box)],
        tuple(cluster for cluster in flat.shaped[first:stop] if cluster is not None),
        line.advances[first - line.start : stop - line.start],
        line.shift if first == line.start else 0.0,
    )
    return piece


@dataclass(frozen=True, slots=True)
class Composed:
    """What a piece of text is drawn from: its clusters, their advances in px, and the shift of the first."""

    shaped: Shaped
    clusters: tuple[ShapedCluster, ...]
    advances: tuple[float, ...]
    shift: float
