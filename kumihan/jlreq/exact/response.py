"""A paragraph as a response: lines, the place of every cluster, attachments, diagnostics. This module decides nothing.

In horizontal lines the block axis runs down; in vertical ones to the right, so that lines go to smaller numbers. The
block of a cluster is that of its line; of an attachment, one of its own size away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.exact.boxes import TAB, Box, boxes_of, within
from kumihan.jlreq.exact.breaking import break_lines
from kumihan.jlreq.exact.gaps import Context
from kumihan.jlreq.exact.lines import Line, natural_line, set_line
from kumihan.jlreq.exact.request import Construct, Request, read_request
from kumihan.jlreq.exact.settings import exempt, settle

ROTATED = (C.NUMERAL, C.UNIT_SYMBOL, C.WORD_SPACE, C.WESTERN)
# Emphasis dots pass over punctuation and blanks (3.3.9).
WITHOUT_DOTS = (
    C.OPENING_BRACKET, C.CLOSING_BRACKET, C.DIVIDING_PUNCTUATION, C.MIDDLE_DOT, C.FULL_STOP, C.COMMA,
    C.IDEOGRAPHIC_SPACE, C.WORD_SPACE,
)  # fmt: skip
Json = dict[str, Any]


def respond(found: Json) -> Json:
    """The response to a decoded request; BadRequest tells what is wrong with it."""
    request = read_request(found)
    settings = settle(request.style)
    whole = [each for each in request.constructs if each.kind == "formula"]
    bounds = (0, len(request.text.encode()))
    display = any(each.range == bounds for each in whole)
    context = Context(settings, request.vertical, display, exempt(settings))
    boxes = boxes_of(request, settings)
    lines, diagnostics, block = [], [], 0
    for start, end in break_lines(boxes, request, context):
        natural = natural_line(boxes[start:end], request, context, start == 0)
        line = set_line(natural, request, context, end == len(boxes))
        written = LineWriter(request, block).line(line)
        lines.append(written)
        if line.overfull:
            diagnostics.append(
                {"code": "layout.overfull", "severity": "warning", "range": written["range"], "jlreq": "3.8.1"}
            )
        block += -written["block_extent"] if request.vertical else written["block_extent"]
    return {"lines": lines, "diagnostics": diagnostics}


class LineWriter:
    """Writes one line at its place on the block axis."""

    def __init__(self, request: Request, block: int) -> None:
        self.request, self.block = request, block
        self.side = 1 if request.vertical else -1

    def line(self, line: Line) -> Json:
        boxes = line.natural.boxes
        free = self.request.extent - line.extent
        origin = {"end": free, "center": free // 2}.get(self.request.alignment, 0)
        starts = [origin + start for start in line.starts]
        attachments = sorted(self.attachments(line, starts), key=lambda each: each["construct"])
        return {
            "range": [boxes[0].range[0], boxes[-1].range[1]],
            "inline_origin": origin,
            "block_origin": self.block,
            "inline_extent": line.extent,
            "block_extent": max(box.depth for box in boxes)
            + max((each["size"]["block"] for each in attachments), default=0),
            "clusters": [each for index in range(len(boxes)) for each in self.box(line, index, starts[index])],
            "attachments": attachments,
        }

    def box(self, line: Line, index: int, start: int) -> Iterator[Json]:
        """The clusters of a box, with the natural space after it as part of its advance."""
        box = line.natural.boxes[index]
        match box.setting:
            case "tate-chu-yoko":
                yield from self.upright(box, start)
            case "warichu" | "furawake":
                yield from self.rows(box, start)
            case _:
                yield self.cluster(box, start, self.block, box.body + line.natural.space(index))

    def upright(self, box: Box, start: int) -> Iterator[Json]:
        """Side by side across the line, about its middle (3.2.5)."""
        across = self.block - sum(self.request.clusters[number].advance for number in box.clusters) // 2
        for number in box.clusters:
            advance = self.request.clusters[number].advance
            yield self.placed(number, start, across, advance, "tate-chu-yoko", "horizontal-tb")
            across += advance

    def rows(self, box: Box, start: int) -> Iterator[Json]:
        """One over the other, about the middle of the line's own em (3.4.2, 3.7.2)."""
        depths = [max(each.depth for each in row) for row in box.rows]
        em = self.request.size.block if box.setting == "warichu" else depths[0]
        across = (em - sum(depths) - box.row_gap * (len(depths) - 1)) // 2
        for row, depth in zip(box.rows, depths, strict=True):
            position = start
            for each in row:
                yield self.cluster(each, position, self.block - self.side * across, each.body)
                position += each.body
            across += depth + box.row_gap

    def cluster(self, box: Box, start: int, block: int, advance: int) -> Json:
        cluster = self.request.clusters[box.clusters[0]]
        sideways = box.kind in ROTATED or box.text == TAB
        turned = self.request.vertical and cluster.frame == "proportional" and sideways
        transform = "rotate-clockwise" if turned else "identity"
        return self.placed(box.clusters[0], start, block, advance, transform, self.request.writing_mode)

    def placed(self, number: int, inline: int, block: int, advance: int, transform: str, mode: str) -> Json:
        cluster = self.request.clusters[number]
        return {
            "origin": {"cluster": number},
            "range": list(cluster.range),
            "inline": inline,
            "block": block,
            "advance": advance,
            "size": {"inline": cluster.size.inline, "block": cluster.size.block},
            "frame": cluster.frame,
            "writing_mode": mode,
            "transform": transform,
        }

    def attachments(self, line: Line, starts: Sequence[int]) -> Iterator[Json]:
        """Readings, scripts and dots beside the line."""
        for reading in line.natural.readings:
            for cluster, offset in reading.starts:
                size = (cluster.size.inline, cluster.size.block)
                inline = starts[reading.first] + offset
                yield self.attached(reading.construct, cluster.range, inline, cluster.advance, size, None)
        for construct in self.request.constructs:
            match construct.kind:
                case "script" | "reference-mark":
                    yield from self.scripts(construct, line, starts)
                case "emphasis-dots":
                    yield from self.dots(construct, line, starts)

    def scripts(self, construct: Construct, line: Line, starts: Sequence[int]) -> Iterator[Json]:
        """A script over the middle of its base (3.7.1)."""
        boxes = line.natural.boxes
        members = [index for index, box in enumerate(boxes) if within(box.range, construct.range)]
        if not members:
            return
        right = starts[members[-1]] + boxes[members[-1]].body
        length = sum(cluster.advance for cluster in construct.note)
        inline = starts[members[0]] + (right - starts[members[0]] - length) // 2
        for cluster in construct.note:
            size = (cluster.size.inline, cluster.size.block)
            yield self.attached(construct.index, cluster.range, inline, cluster.advance, size, None)
            inline += cluster.advance

    def dots(self, construct: Construct, line: Line, starts: Sequence[int]) -> Iterator[Json]:
        """A dot of half the character's size over its middle (3.3.9)."""
        for box, start in zip(line.natural.boxes, starts, strict=True):
            if not within(box.range, construct.range) or box.kind in WITHOUT_DOTS:
                continue
            cluster = self.request.clusters[box.clusters[0]]
            size = (cluster.size.inline // 2, cluster.size.block // 2)
            yield self.attached(construct.index, (0, 0), start + (box.body - size[0]) // 2, 0, size, construct.mark)

    def attached(
        self,
        construct: int,
        range_: tuple[int, int],
        inline: int,
        advance: int,
        size: tuple[int, int],
        mark: str | None,
    ) -> Json:
        return {
            "construct": construct,
            "range": list(range_),
            "inline": inline,
            "block": self.block + self.side * size[1],
            "advance": advance,
            "size": {"inline": size[0], "block": size[1]},
            "writing_mode": self.request.writing_mode,
            "transform": "identity",
            "symbol": mark,
        }
