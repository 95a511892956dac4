"""A request as values: text, clusters, breaks, constructs, measure, style. This module lays out nothing.

All lengths are integers in the caller's unit; offsets and ranges are UTF-8 bytes. What is missing or of the wrong kind
raises BadRequest with the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
Range = tuple[int, int]
WRITING_MODES = ("horizontal-tb", "vertical-rl")
ALIGNMENTS = ("start", "center", "end", "justify")
FRAMES = ("full-em", "proportional", "half-em")
BREAKS = ("allowed", "mandatory", "discretionary")
CONSTRUCTS = (
    "ruby", "tate-chu-yoko", "emphasis-dots", "warichu", "furawake", "jidori", "script", "reference-mark", "formula",
)  # fmt: skip
RUBY_KINDS = ("mono", "group", "jukugo")


class BadRequest(ValueError):
    """A request that cannot be laid out; the message names the key and the fact."""


@dataclass(frozen=True, slots=True)
class Size:
    inline: int
    block: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is never parted: its bytes, text, advance, the size of its em, its frame, and what it means (role)."""

    range: Range
    text: str
    advance: int
    size: Size
    frame: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """A part of ruby: the bytes of the base and those of its reading."""

    base: Range
    annotation: Range


@dataclass(frozen=True, slots=True)
class Construct:
    """`index` is its number in the request; `note` are the clusters of a reading, script or reference mark."""

    index: int
    kind: str
    range: Range
    ruby: str
    note: tuple[Cluster, ...]
    runs: tuple[Run, ...]
    mark: str
    columns: int
    line_gap: int
    cells: int


@dataclass(frozen=True, slots=True)
class TabStop:
    position: int
    alignment: str
    character: str


@dataclass(frozen=True, slots=True)
class Request:
    """One paragraph and all that it asks for; `style` are the profile's name and single settings."""

    text: str
    size: Size
    clusters: tuple[Cluster, ...]
    extent: int
    breaks: Mapping[int, str]
    constructs: tuple[Construct, ...]
    tab_stops: tuple[TabStop, ...]
    indent: int
    alignment: str
    widow: int
    writing_mode: str
    style: Mapping[str, str]

    @property
    def vertical(self) -> bool:
        return self.writing_mode == "vertical-rl"


def read_request(found: Json) -> Request:
    """The request in a decoded JSON object."""
    source, size = text_of(found, "source"), size_of(found)
    constructs = tuple(read_construct(number, each) for number, each in enumerate(found.get("constructs", ())))
    style = found.get("style", {})
    return Request(
        source,
        size,
        in_order(read_clusters(found, source, size), source),
        whole(found, "line_extent"),
        {whole(each, "offset"): one_of(each, "kind", BREAKS) for each in found.get("breaks", ())},
        constructs,
        tuple(read_stop(each) for each in found.get("tab_stops", ())),
        whole(found, "first_line_indent", 0),
        one_of(found, "alignment", ALIGNMENTS, "justify"),
        whole(found, "widow_minimum_clusters", 0),
        one_of(found, "writing_mode", WRITING_MODES, "horizontal-tb"),
        {"profile": style} if isinstance(style, str) else dict(style),
    )


def read_clusters(found: Json, source: str, size: Size) -> tuple[Cluster, ...]:
    data, frame = source.encode(), one_of(found, "frame", FRAMES, "full-em")
    clusters = []
    for each in found.get("clusters", ()):
        start, end = range_of(each, "range")
        try:
            text = data[start:end].decode()
        except UnicodeDecodeError:
            raise BadRequest(f"the range {start}–{end} parts a character") from None
        if not text:
            raise BadRequest(f"the range {start}–{end} is empty")
        clusters.append(
            Cluster(
                (start, end),
                text,
                whole(each, "advance"),
                size_of(each) if "size" in each else size,
                one_of(each, "frame", FRAMES, frame),
                each.get("role"),
            )
        )
    return tuple(clusters)


def in_order(clusters: tuple[Cluster, ...], source: str) -> tuple[Cluster, ...]:
    """The clusters, if they cover the text from its start to its end."""
    bounds = [0, *(cluster.range[1] for cluster in clusters)]
    if [cluster.range[0] for cluster in clusters] != bounds[:-1] or bounds[-1] != len(source.encode()):
        raise BadRequest("clusters do not cover the source in order")
    return clusters


def read_construct(number: int, found: Json) -> Construct:
    note, kind = found.get("annotation"), one_of(found, "kind", CONSTRUCTS)
    clusters = read_clusters(note, text_of(note, "source"), size_of(note)) if note else ()
    return Construct(
        number,
        kind,
        range_of(found, "range"),
        one_of(found, "ruby_kind", RUBY_KINDS) if kind == "ruby" else "",
        clusters,
        tuple(Run(range_of(run, "base"), range_of(run, "annotation")) for run in found.get("runs", ())),
        found.get("mark", ""),
        whole(found, "columns", 0),
        whole(found, "line_gap", 0),
        whole(found, "cells", 0),
    )


def read_stop(found: Json) -> TabStop:
    kinds = ("start", "center", "end", "character")
    return TabStop(whole(found, "position"), one_of(found, "alignment", kinds, "start"), found.get("character", ""))


def size_of(found: Json) -> Size:
    size = found.get("size")
    if not isinstance(size, Mapping):
        raise BadRequest("size is not an object with inline and block")
    return Size(whole(size, "inline"), whole(size, "block"))


def range_of(found: Json, key: str) -> Range:
    value = found.get(key)
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(each, int) for each in value)):
        raise BadRequest(f"{key} is not a pair of byte offsets")
    return value[0], value[1]


def whole(found: Json, key: str, default: int | None = None) -> int:
    value = found.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadRequest(f"{key} is not a whole number")
    return value


def text_of(found: Json, key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str):
        raise BadRequest(f"{key} is not a string")
    return value


def one_of(found: Json, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
    value = found.get(key, default)
    if value not in allowed:
        raise BadRequest(f"{key} is not one of {', '.join(allowed)}")
    return str(value)
