"""The conformance engine on fixtures that an editor can read: tests/jlreq/exact/*.md (its README tells the notation)."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kumihan.jlreq.classes import CharClass, classify
from kumihan.jlreq.exact.response import respond

EM = 1000
HERE = Path(__file__).parent / "jlreq" / "exact"
MARKED = re.compile(
    r"\{(?P<base>[^|{}]+)\|(?P<readings>[^{}]+)\}|\^(?P<upright>[^^]+)\^|\*(?P<dots>[^*]+)\*|\(\((?P<note>[^()]+)\)\)"
    r"|\[\[(?P<field>[^]]+)\]\](?P<cells>\d)|<(?P<parts>[^<>]+)>|‹(?P<words>[^:›]+):(?P<role>[^›]+)›|(?P<end>⏎)|(?P<plain>.)"
)
HALF = {
    CharClass.OPENING_BRACKET, CharClass.CLOSING_BRACKET, CharClass.FULL_STOP, CharClass.COMMA, CharClass.MIDDLE_DOT,
}  # fmt: skip
LATIN = {CharClass.WESTERN, CharClass.NUMERAL}
KINDS = {"upright": "tate-chu-yoko", "dots": "emphasis-dots", "note": "warichu", "field": "jidori", "parts": "furawake"}
ROOMS = {"Measure": "line_extent", "indent": "first_line_indent"}


def cluster(start, character, size=EM):
    """One character as the fixtures have it: marks and Latin half an em, all else an em."""
    kind = classify(character)
    frame = "half-em" if kind in HALF else "proportional" if kind in LATIN or character in " \t" else "full-em"
    advance = size // 3 if character == " " else size // 2 if frame != "full-em" else size
    range_ = [start, start + len(character.encode())]
    return {"range": range_, "advance": advance, "frame": frame, "size": {"inline": size, "block": size}}


def reading(text):
    characters = [cluster(len(text[:index].encode()), character, EM // 2) for index, character in enumerate(text)]
    return {"source": text, "size": {"inline": EM // 2, "block": EM // 2}, "clusters": characters}


class Writer:
    """Collects a request from marked text: breaks everywhere, a mandatory one at ⏎."""

    def __init__(self, ruby):
        self.ruby, self.source, self.clusters, self.breaks, self.constructs = ruby, "", [], {}, []

    @property
    def offset(self):
        return len(self.source.encode())

    def write(self, text, size=EM, **more):
        start = self.offset
        for character in text:
            self.breaks.setdefault(self.offset, "allowed")
            self.clusters.append(cluster(self.offset, character, size) | more)
            self.source += character
        return [start, self.offset]

    def construct(self, kind, range_, **more):
        self.constructs.append({"kind": kind, "range": range_} | more)

    def mark(self, found):
        match found.lastgroup:
            case "end":
                self.breaks[self.offset] = "mandatory"
            case "plain":
                self.write({"→": "\t"}.get(found["plain"], found["plain"]))
            case "readings":
                self.write_ruby(found["base"], found["readings"].split("|"))
            case "cells":
                self.construct("jidori", self.write(found["field"]), cells=int(found["cells"]))
            case "note":
                start = self.offset
                self.write("（", role="warichu-bracket")
                self.write(found["note"], EM // 2)
                self.write("）", role="warichu-bracket")
                self.construct("warichu", [start, self.offset])
            case "parts":
                start = self.offset
                for part in found["parts"].split("/"):
                    self.breaks[self.offset] = "mandatory" if self.offset != start else "allowed"
                    self.write(part)
                self.construct("furawake", [start, self.offset], columns=found["parts"].count("/") + 1, line_gap=0)
            case "role":
                self.write_role(found["words"], found["role"])
            case name:
                self.construct(KINDS[name], self.write(found[name]), mark="•")

    def write_role(self, words, role):
        kind, _, note = role.partition(" ")
        if kind == "formula":
            self.construct(kind, self.write(words))
        elif note:
            self.construct(kind, self.write(words), annotation=reading(note))
        else:
            self.write(words, role=role)

    def write_ruby(self, base, readings):
        runs, start, sound = [], self.offset, 0
        parts = [base] if len(readings) == 1 else list(base)
        for part, each in zip(parts, readings, strict=True):
            length = len(each.encode())
            runs.append({"base": self.write(part), "annotation": [sound, sound + length]})
            sound += length
        more = {"ruby_kind": self.ruby, "annotation": reading("".join(readings)), "runs": runs}
        self.construct("ruby", [start, self.offset], **more)


def request_of(text, asked):
    """The request of a fixture: its marked text, and what its settings line asks for."""
    writer = Writer(asked.pop("ruby", "mono"))
    for found in MARKED.finditer(text):
        writer.mark(found)
    size = {"inline": EM, "block": EM}
    request = {"source": writer.source, "size": size, "clusters": writer.clusters, "constructs": writer.constructs}
    request["breaks"] = [{"offset": offset, "kind": kind} for offset, kind in writer.breaks.items() if offset]
    request["style"] = {name: value for name, value in asked.items() if "." in name}
    for name, key in ROOMS.items():
        request[key] = int(float(asked.pop(name, 0)) * EM)
    request["alignment"] = asked.get("alignment", "justify")
    request["writing_mode"] = "vertical-rl" if asked.get("writing") == "vertical" else "horizontal-tb"
    request["widow_minimum_clusters"] = int(asked.get("widow", 0))
    stops = asked.get("tabs", "").split()
    request["tab_stops"] = [
        {"position": int(float(stop.rstrip("<>|.")) * EM), "alignment": STOPS[stop[-1]], "character": "."}
        for stop in stops
    ]
    return request


STOPS = {">": "start", "<": "end", "|": "center", ".": "character"}


def em(length):
    return f"{length / EM:.3f}".rstrip("0").rstrip(".").replace("0.", ".") if length else "0"


def line_of(line, request, told):
    """A line as the fixtures write it: its characters, [gaps] that are not solid, and beside it what stands over it."""
    source, out, pen = request["source"].encode(), [], 0
    for each in line["clusters"]:
        start, end = each["range"]
        character = source[start:end].decode()
        upright = each["writing_mode"] != request["writing_mode"]
        across = each["block"] - line["block_origin"]
        beside = f"({em(across)})" if across or upright else ""
        if (not beside and each["inline"] != pen) or (beside and each["inline"] > pen):
            out.append(f"[{em(each['inline'] - pen)}]")
        out.append(character.replace("\t", "→") + beside)
        if upright:
            pen = each["inline"] + EM
        else:
            own = next(one["advance"] for one in request["clusters"] if one["range"] == [start, end])
            pen = each["inline"] + (each["advance"] if character == "\t" else min(own, each["advance"]))
    text = "".join(out) + f" = {em(line['inline_extent'])}" + (", too long" if line["range"] in told else "")
    over = [written(each, request) for each in line["attachments"]]
    return text + (" over " + " ".join(over) if over else "")


def written(attachment, request):
    start, end = attachment["range"]
    note = request["constructs"][attachment["construct"]].get("annotation", {"source": ""})
    return (attachment["symbol"] or note["source"].encode()[start:end].decode()) + em(attachment["inline"])


CASE = re.compile(r"^## (.+)\n\n(Measure .+)\n\n> (.+)\n\n((?:- .+\n)+)", re.M)
FILES = sorted(HERE.glob("[a-z]*.md"))
CASES = [(path.stem, *found) for path in FILES for found in CASE.findall(path.read_text(encoding="utf-8"))]


def asked_of(line):
    return dict(each.strip().split(" ", 1) for each in line.split(","))


@pytest.mark.parametrize(
    ("topic", "title", "asked", "text", "lines"), CASES, ids=[f"{topic}: {title}" for topic, title, *_ in CASES]
)
def test_the_fixtures(topic, title, asked, text, lines):
    request = request_of(text, asked_of(asked))
    found = respond(request)
    told = [each["range"] for each in found["diagnostics"]]
    assert [line_of(line, request, told) for line in found["lines"]] == [
        line.removeprefix("- ") for line in lines.splitlines()
    ]


def test_every_case_of_a_fixture_is_read():
    assert sum(path.read_text(encoding="utf-8").count("\n## ") for path in FILES) == len(CASES) >= 60


PIECES = st.sampled_from(
    [*"日本語かなカナ、。「」（）・ー…―っA1 %々！？→", "{漢字|かん|じ}", "{試|こころ}", "^12^", "*点*", "((割注割注))"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=30), st.integers(2, 20), st.sampled_from(["horizontal", "vertical"]))
def test_nothing_is_lost_and_no_line_is_too_long_untold(pieces, measure, writing):
    asked = {"Measure": str(measure), "writing": writing, "tabs": "1> 3.5>"}
    request = request_of("".join(pieces), asked)
    found = respond(request)
    ranges = [each["range"] for line in found["lines"] for each in line["clusters"]]
    assert sorted(ranges) == [each["range"] for each in request["clusters"]]
    told = [each["range"] for each in found["diagnostics"]]
    for line in found["lines"]:
        assert line["inline_extent"] <= measure * EM or line["range"] in told
    assert respond(request) == found
