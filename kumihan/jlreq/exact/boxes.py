"""A paragraph as boxes, each a cluster or a construct that is set as one. This module knows no line.

Tate-chu-yoko (3.2.5) and furawake (3.7.2) are one box each; a line gathers warichu (3.4) into one, where it knows how
much of it there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kumihan.jlreq.classes import CharClass as C
from kumihan.jlreq.exact.classifying import class_of
from kumihan.jlreq.exact.request import Cluster, Construct, Range, Request
from kumihan.jlreq.exact.settings import Settings

TAB = "\t"
RUBY = {"mono": C.SIMPLE_RUBY, "group": C.SIMPLE_RUBY, "jukugo": C.JUKUGO_RUBY}


@dataclass(frozen=True, slots=True)
class Box:
    """What a line places: its class, the em that its spaces are counted in, its width, and how deep it is.

    `clusters` are numbers of the request's clusters. `rows` are the lines within a box of several (warichu, furawake),
    `row_gap` between them. `complex` is the construct whose character complex it belongs to and the run within;
    `note` the warichu in whose rows it stands, `field` the jidori that it fills.
    """

    clusters: tuple[int, ...]
    range: Range
    kind: C
    em: int
    body: int
    depth: int
    text: str = ""
    role: str | None = None
    setting: str = ""
    complex: tuple[int, int] | None = None
    note: int | None = None
    field: int | None = None
    rows: tuple[tuple[Box, ...], ...] = ()
    row_gap: int = 0


def boxes_of(request: Request, settings: Settings) -> tuple[Box, ...]:
    """The boxes of a paragraph in the order of its text."""
    boxes = [plain(number, each, request, settings) for number, each in enumerate(request.clusters)]
    for construct in request.constructs:
        covered = [box for box in boxes if within(box.range, construct.range)]
        match construct.kind:
            case "tate-chu-yoko" if request.vertical and covered:
                boxes = replaced(boxes, covered, upright(covered))
            case "furawake" if covered:
                boxes = replaced(boxes, covered, divided(covered, construct, request))
    return tuple(boxes)


def plain(number: int, cluster: Cluster, request: Request, settings: Settings) -> Box:
    """One cluster as a box, with the class that its constructs give it."""
    formula = covering(request, cluster.range, ("formula",))
    kind = class_of(cluster, settings, formula is not None)
    full = formula is not None and kind in (C.MATH_SYMBOL, C.MATH_OPERATOR)
    body = cluster.size.inline if full else cluster.advance  # math signs are full-width (3.7.4)
    complex_, kind = membership(request, cluster.range, kind)
    note, field = (covering(request, cluster.range, (kind,)) for kind in ("warichu", "jidori"))
    inside = note if cluster.role != "warichu-bracket" else None
    size = cluster.size
    return Box(
        (number,), cluster.range, kind, size.inline, body, size.block, cluster.text, cluster.role,
        "", complex_, number_of(inside), number_of(field),
    )  # fmt: skip


def number_of(construct: Construct | None) -> int | None:
    return None if construct is None else construct.index


def membership(request: Request, range_: Range, kind: C) -> tuple[tuple[int, int] | None, C]:
    """The character complex to which a cluster belongs (cl-20 to cl-23), and its class there."""
    found = covering(request, range_, ("ruby", "script", "reference-mark"))
    if found is None:
        return None, kind
    match found.kind:
        case "script":
            return (found.index, 0), C.ORNAMENTED
        case "reference-mark":
            return (found.index, 0), C.REFERENCE_MARK
        case _:
            runs = enumerate(found.runs)
            run = next((number for number, each in runs if within(range_, each.base)), 0)
            return (found.index, run), RUBY[found.ruby]


def covering(request: Request, range_: Range, kinds: tuple[str, ...]) -> Construct | None:
    """The construct of one of these kinds that covers a range."""
    return next((each for each in request.constructs if each.kind in kinds and within(range_, each.range)), None)


def within(inner: Range, outer: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def replaced(boxes: Sequence[Box], covered: Sequence[Box], one: Box) -> list[Box]:
    """The boxes with those covered made one."""
    at = boxes.index(covered[0])
    return [*boxes[:at], one, *boxes[at + len(covered) :]]


def upright(covered: Sequence[Box]) -> Box:
    """Characters set horizontally in a vertical line: one em of the line, as deep as they are wide (3.2.5)."""
    em = max(box.em for box in covered)
    depth = max(em, sum(box.body for box in covered))
    return joined(covered, C.TATE_CHU_YOKO, em, em, depth, "tate-chu-yoko", ())


def divided(covered: Sequence[Box], construct: Construct, request: Request) -> Box:
    """Furawake: the parts between mandatory breaks one over the other (3.7.2)."""
    rows: list[list[Box]] = [[]]
    for box in covered:
        if rows[-1] and request.breaks.get(box.range[0]) == "mandatory" and len(rows) < construct.columns:
            rows.append([])
        rows[-1].append(box)
    width = max(sum(box.body for box in row) for row in rows)
    em = covered[0].em
    depth = sum(max(box.depth for box in row) for row in rows) + construct.line_gap * (len(rows) - 1)
    return joined(covered, C.IDEOGRAPHIC, em, width, depth, "furawake", rows, construct.line_gap)


def joined(
    covered: Sequence[Box],
    kind: C,
    em: int,
    body: int,
    depth: int,
    setting: str,
    rows: Iterable[Iterable[Box]],
    row_gap: int = 0,
) -> Box:
    """Boxes set as one."""
    clusters = tuple(number for box in covered for number in box.clusters)
    range_ = covered[0].range[0], covered[-1].range[1]
    lines = tuple(tuple(row) for row in rows)
    return Box(clusters, range_, kind, em, body, depth, setting=setting, rows=lines, row_gap=row_gap)
