"""Put the composer's lines in the place of WeasyPrint's. Everything else on the line stays WeasyPrint's work."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.logger import LOGGER

from kumihan.jlreq.adjustment import set_line
from kumihan.jlreq.breaking import Fit, break_lines, fit
from kumihan.jlreq.classes import CharClass
from kumihan.jlreq.paragraph import Paragraph, Style
from kumihan.jlreq.spacing import JAPANESE
from kumihan.weasy.building import Builder, Surroundings, in_line
from kumihan.weasy.flatten import Flat, Key, Unsupported, flatten, key_of, skip_to
from kumihan.weasy.line_floats import beside, is_right, take_back
from kumihan.weasy.wrapping import Range, is_priced, price

AUTOSPACE = 0.25
# So many em at least are left beside a float.
BESIDE = 4
# A line has this measure at least (px), in whatever corner it stands.
LEAST = 1.0
RAGGED = "Japanese line left ragged: %s"
STOCK = "Japanese paragraph set without composition (%s): %s"
stock_split_inline_box = inline.split_inline_box
stock_justify_line = inline.justify_line


@dataclass
class Segment:
    """The text between two forced line ends: its first cluster, and how to go on after it (None at the end).

    `plans` are lines by measure, then by their first cluster. Boxes of `whole`, as clusters of the paragraph, should stay
    on one line; what its line ends cost is worked out when it does not fit on one line.
    """

    first: int
    paragraph: Paragraph
    resume: Key | None
    whole: tuple[Range, ...] = ()
    priced: bool = False

    def settle(self) -> Paragraph:
        """The paragraph with what its line ends cost."""
        if not self.priced:
            price(self.paragraph, self.whole)
            self.priced = True
        return self.paragraph

    plans: dict[tuple[float, float, int], dict[int, Fit]] = field(default_factory=dict)


@dataclass
class Composition:
    """The composition of a LineBox."""

    box: Any
    signature: tuple[object, ...]
    flat: Flat | None = None
    segments: tuple[Segment, ...] = ()
    # Lines of words as they are kept (see running_text).
    kept: dict[Any, Any] = field(default_factory=dict)


@dataclass
class Standing:
    """What is composed for the page in hand and the one before, by the id of its box; everything else is let go."""

    page: Any = None
    now: dict[int, Composition] = field(default_factory=dict)
    before: dict[int, Composition] = field(default_factory=dict)

    def find(self, page: Any, box: Any) -> Composition | None:
        if page != self.page:
            self.page, self.now, self.before = page, {}, self.now
        known = self.now.get(id(box)) or self.before.get(id(box))
        if known is not None:
            self.now[id(box)] = known
        return known


def composition(context: Any, box: Any, containing_block: Any) -> Composition:
    """The composition of a LineBox; counters filled in later rebuild parts of the tree, so it is made anew then."""
    standing: Standing = context.__dict__.setdefault("standing", Standing())
    signature = signs(box)
    known = standing.find(context.current_page, box)
    if known is not None and known.signature == signature:
        return known
    known = standing.now[id(box)] = Composition(box, signature)
    try:
        flat = flatten(context, box, containing_block)
    except Unsupported as reason:
        tell(box, str(reason))
        return known
    if hangs_mark(box, flat):
        flat.rigid.add(1)
    if flat.clusters and (japanese(box) or any(cluster.char_class in JAPANESE for cluster in flat.clusters)):
        known.flat = flat
        for _, child in flat.floats:
            child.in_composed_line = True
        known.segments = tuple(cut_segments(flat, style_of(box)))
    return known


def hangs_mark(box: Any, flat: Flat) -> bool:
    """Whether a mark fills the hanging indent, so that the text begins after it: a bracket there stands solid (JLREQ 3.1.5)."""
    indent = box.style["text_indent"]
    mark = flat.clusters[0] if flat.clusters else None
    if mark is None or mark.char_class is not CharClass.OBJECT or indent.unit != "px":
        return False
    return bool(indent.value < 0 and abs(indent.value + mark.advance) < 0.01)


def japanese(box: Any) -> bool:
    return (box.style["lang"] or "").lower().startswith("ja")


def tell(box: Any, reason: str) -> None:
    """Warn of a Japanese paragraph that is not composed."""
    text = "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox)).strip()
    if reason and text and japanese(box):
        LOGGER.warning(STOCK, reason, text[:20])


def cut_segments(flat: Flat, style: Style) -> Iterator[Segment]:
    """A segment for the text before every forced line end, and one for the rest."""
    first = 0
    resumes: list[Key | None] = [(*key[:-1], key[-1] + 1) for _, key in flat.stops]
    counts = [count for count, _ in flat.stops]
    for count, resume in zip([*counts, len(flat.clusters)], [*resumes, None], strict=True):
        whole = tuple(cut(flat.whole, first, count))
        yield Segment(first, paragraph(flat, first, count, style), resume, whole, not is_priced(style, whole))
        first = count


def cut(whole: list[Range], first: int, stop: int) -> Iterator[Range]:
    """What of the boxes stands in the clusters [first, stop), counted from the first."""
    for begin, end in whole:
        if max(begin, first) < min(end, stop):
            yield max(begin, first) - first, min(end, stop) - first


def paragraph(flat: Flat, first: int, stop: int, style: Style) -> Paragraph:
    """The clusters [first, stop) ready for breaking; nothing opens within a compound with ruby (JLREQ 3.3.1, E.2)."""
    made = Paragraph(tuple(flat.clusters[first:stop]), style)
    for index in flat.glued:
        if first < index < stop:
            made.breaks[index - first] = False
    for index, room in flat.heads.items():
        if first <= index < stop:
            made.head[index - first] = room
    for index, room in flat.feet.items():
        if first < index <= stop:
            made.tail[index - first] += room
    rigid = [index - first for index in flat.rigid if first < index < stop]
    if rigid:
        made.close(rigid)
    return made


def signs(box: Any) -> tuple[Any, ...]:
    """What must stay the same for a composition to hold: the boxes and their texts."""
    found: list[Any] = []
    for child in box.children:
        found.append(id(child))
        if isinstance(child, boxes.TextBox):
            found.append(child.text)
        elif isinstance(child, boxes.InlineBox):
            found += signs(child)
    return tuple(found)


def style_of(box: Any) -> Style:
    style = box.style
    justify = style["text_align_all"] == "justify" and style["text_justify"] not in ("none", "inter-word")
    autospace = 0.0 if style["text_autospace"] == "no-autospace" else AUTOSPACE
    kinsoku = "strict" if style["line_break"] == "auto" else style["line_break"]
    return Style(
        autospace,
        style["text_spacing_trim"] != "space-all",
        justify,
        kinsoku,
        style["hanging_punctuation"],
        style["text_wrap_style"],
        style["word_break"] == "auto-phrase",
    )


def composable(box: Any) -> bool:
    """Whether the box is a line of running text from left to right."""
    return isinstance(box, boxes.LineBox) and box.style["direction"] == "ltr"


def split_inline_box(
    context: Any,
    box: Any,
    position_x: float,
    max_x: float,
    bottom_space: Any,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    placeholders: list[Any],
    waiting_floats: list[Any],
    line_children: list[Any],
    first_letter_style: Any,
    first_line_style: Any,
) -> Any:
    """WeasyPrint's function of this name: for a line of running text, the composer's line."""
    measure = round(max_x - position_x, 6)
    made = composed(context, box, containing_block, measure, first_line_style) if composable(box) else None
    if made is None:
        return stock_split_inline_box(
            context, box, position_x, max_x, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
            placeholders, waiting_floats, line_children, first_letter_style, first_line_style,
        )  # fmt: skip
    around = Surroundings(
        bottom_space, absolute_boxes, fixed_boxes, box.position_y, placeholders, waiting_floats, line_children
    )  # fmt: skip
    key = key_of(skip_stack)
    measure = max(measure, LEAST)
    if made.flat and made.flat.floats:
        made.flat.containing_block = containing_block
        position_x, measure = put_beside(context, made, box, key, position_x, measure, containing_block, around)
    piece, resume, forced = compose(made, box, key, measure, position_x, containing_block, around)
    return piece, resume, forced, None, None, {"left": 0, "right": 0}


def composed(
    context: Any, box: Any, containing_block: Any, measure: float, first_line_style: Any
) -> Composition | None:  # fmt: skip
    """The composition that this line is taken from; None where it keeps WeasyPrint's own lines."""
    made = composition(context, box, containing_block)
    if made.flat and made.flat.floats:
        # Either way of setting a paragraph has its own way of telling on which line a float is.
        if first_line_style:
            made.flat = None
    elif first_line_style or measure <= 0:
        return None
    return made if made.flat else None


def put_beside(
    context: Any, made: Composition, box: Any, key: Key, x: float, measure: float, containing_block: Any,
    around: Surroundings,
) -> tuple[float, float]:  # fmt: skip
    """The left and the measure of the line (px) that begins at a place, with the floats beside it that it has room for.

    Where one has none, it stands below the line with all that follow.
    """
    flat = made.flat
    assert flat is not None
    segment, start = standing_at(made, key)
    begin = segment.first + start
    least = BESIDE * box.style["font_size"]
    for anchor, child in flat.floats:
        if anchor < begin or (anchor == begin and begin > 0):
            continue  # it stands on a line before
        before = natural(segment.paragraph, start, min(anchor - segment.first, len(segment.paragraph.clusters)))
        if anchor > segment.first + len(segment.paragraph.clusters) or before > measure:
            break
        laid = beside(context, child, containing_block, around)
        if laid is None:
            break
        left = measure - max(laid.margin_width(), 0)
        if left < least or before > left or not reaches(flat, segment, start, anchor, left, box):
            take_back(context, laid, around)
            break
        around.beside[id(child)] = laid
        measure = round(left, 6)
        if not is_right(laid):
            x += laid.margin_width()
            box.position_x += laid.margin_width()
    return x, measure


def reaches(flat: Flat, segment: Segment, start: int, anchor: int, measure: float, box: Any) -> bool:
    """Whether the line that begins at a cluster of a segment reaches a place in the text at this measure."""
    if anchor == segment.first + start:
        return True
    measure = round(measure + flat.spacing, 6)
    line = chosen(segment, start, measure, round(measure + box.text_indent, 6))
    return segment.first + line.end >= anchor


def standing_at(made: Composition, key: Key) -> tuple[Segment, int]:
    """The segment that holds a place, and the place's cluster in it."""
    flat = made.flat
    assert flat is not None
    segment = made.segments[bisect_left([stop for _, stop in flat.stops], key) if key else 0]
    return segment, (flat.cluster_at(key) if key else 0) - segment.first


def compose(
    made: Composition, box: Any, key: Key, measure: float, x: float, containing_block: Any, around: Surroundings
) -> tuple[Any, Any, bool]:
    """The line that begins at a place, the skip stack of the next one, and whether the line's end is forced."""
    flat = made.flat
    assert flat is not None
    flat.containing_block = containing_block
    segment, start = standing_at(made, key)
    hang = 0.0
    if start >= len(segment.paragraph.clusters):
        piece = box.copy_with_children([])
        end = start
    else:
        extra = flat.spacing  # the last character's letter-spacing is outside the measure
        fit = chosen(segment, start, measure + extra, round(measure + extra + box.text_indent, 6))
        line = set_line(segment.paragraph, fit)
        piece = box.copy_with_children(
            Builder(box, flat, segment.paragraph, segment.first, line, x, around).children(box)
        )
        end = line.end
        # The reading at a line's end is part of the line's width.
        hang = line.hang - flat.feet.get(segment.first + end, 0.0)
        if line.ragged:
            LOGGER.warning(
                RAGGED, "".join(each.text for each in segment.paragraph.clusters[line.start : line.last + 1])
            )
    finish(box, piece, x, hang)
    if end < len(segment.paragraph.clusters):
        return piece, skip_to(flat.key(segment.first + end)), False
    return piece, skip_to(segment.resume) if segment.resume is not None else None, segment.resume is not None


def finish(box: Any, piece: Any, x: float, hang: float) -> None:
    """Give a built line its width, which leaves out what hangs, and the height of its own type."""
    piece.composed_line = True
    flow = in_line(piece)
    piece.width = flow[-1].position_x + flow[-1].margin_width() - x if flow else 0
    # As in the original: the line begins at its indent, which its width includes.
    if flow:
        piece.width += x - piece.content_box_x() - hang
    inline._adjust_line_height(piece)


def chosen(segment: Segment, start: int, first: float, rest: float) -> Fit:
    """The line that begins at a cluster. Lines of a paragraph are chosen together, and kept while the measure stays."""
    for (known_first, known_rest, begun), lines in segment.plans.items():
        if start in lines and known_rest == rest and first == (known_first if start == begun else known_rest):
            return lines[start]
    if not segment.priced and natural(segment.paragraph, start, None) <= first:
        return fit(segment.paragraph, start, len(segment.paragraph.clusters), first)
    lines = break_lines(segment.settle(), start, first, rest)
    segment.plans[first, rest, start] = lines
    return lines[start]


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """WeasyPrint's function of this name: a composed line is flush already."""
    if not line.__dict__.get("composed_line"):
        stock_justify_line(context, line, extra_width)


def natural(paragraph: Paragraph, start: int, end: int | None) -> float:
    """The width of [start, end) as one line, nothing stretched or shrunk, in px."""
    stop = len(paragraph.clusters) if end is None else end
    last = max(paragraph.last[stop], start)
    if start >= stop:
        return 0.0
    return (
        paragraph.width[last]
        - paragraph.width[start]
        + paragraph.body[last]
        + paragraph.head[start]
        + paragraph.tail[stop]
    )
