"""Read the YAML front matter of a chapter into typed values; an unknown key is refused with the nearest name."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, fields
from typing import Annotated

import yaml

from kumihan.finding import Finding, Place, error
from kumihan.messages import tr
from kumihan.names import nearest
from kumihan.problems import problem
from kumihan.settings import Rule, Settings, Text, Wrong, take

FENCE = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorEntry(Settings):
    """One author; `role` is printed before the name (原著, 訳 …)."""

    name: Annotated[Text, Rule(min_length=1)]
    affiliation: Text = ""
    role: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter(Settings):
    """What stands between the two `---` lines at the head of a chapter."""

    title: Annotated[Text, Rule(min_length=1)]
    id: Annotated[Text, Rule(pattern=r"^([A-Za-z][A-Za-z0-9_-]*)?$")] = ""
    number: Annotated[int, Rule(strict=True)] | None = None
    label: Text = ""
    authors: tuple[AuthorEntry, ...] = ()
    cutoff: datetime.date | None = None
    signature: Annotated[bool, Rule(strict=True)] = False
    pages: Annotated[int, Rule(strict=True, ge=0, le=99)] | None = None
    thesis: Text = ""


def read(file: str, text: str) -> tuple[FrontMatter | None, int, tuple[Finding, ...]]:
    """The front matter, the offset at which the body begins, and what is wrong."""
    found = FENCE.match(text)
    if not found:
        hint = tr("begin the file with ---, title: …, ---")
        return None, 0, (error("front-matter", tr("the chapter has no front matter"), Place(file, 1), hint),)
    try:
        node = yaml.compose(found[1] or "", Loader=yaml.SafeLoader)
        values = yaml.safe_load(found[1] or "") or {}
    except (yaml.YAMLError, ValueError) as reason:
        mark = getattr(reason, "problem_mark", None)
        place = Place(file, mark.line + 2, mark.column + 1) if mark else Place(file, 2)
        what = getattr(reason, "problem", None) or str(reason)
        fact = tr("the front matter is not valid YAML: {problem}", problem=what)
        hint = tr("put text that holds : or # between quotation marks, and close every quotation mark")
        return None, found.end(), (error("front-matter", fact, place, hint),)
    if not isinstance(values, dict):
        fact = tr("the front matter is not a list of `key: value` lines")
        hint = tr("begin the file with ---, title: …, ---")
        return None, found.end(), (error("front-matter", fact, Place(file, 2), hint),)
    try:
        return take(FrontMatter, values), found.end(), ()
    except Wrong as reason:
        findings = tuple(explain(file, node, issue) for issue in reason.issues)
        return None, found.end(), findings


def explain(file: str, node: yaml.Node | None, issue: object) -> Finding:
    """One pydantic error as a finding at the key's own line."""
    assert isinstance(issue, dict)
    path = tuple(issue["loc"])
    place = locate(file, node, path)
    name = ".".join(str(part) for part in path)
    if issue["type"] == "unexpected_keyword_argument":
        known = fields(AuthorEntry if len(path) > 1 else FrontMatter)
        hint = nearest(str(path[-1]), [each.name for each in known])
        return error("unknown-key", tr("unknown key “{name}”", name=name), place, hint)
    if issue["type"] == "missing":
        hint = tr("write a line {name}: … between the --- lines", name=path[-1])
        return error("missing-key", tr("the key “{name}” is missing", name=name), place, hint)
    hint = tr("docs/guide/dialect.md says what each key may hold")
    return error("wrong-type", tr("“{name}”: {problem}", name=name, problem=problem(issue)), place, hint)


def locate(file: str, node: yaml.Node | None, path: tuple[int | str, ...]) -> Place:
    """The place of the deepest key of `path` that is there."""
    place = Place(file, 1)
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if pair is None:
                break
            mark, node = pair[0].start_mark, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            mark = node.start_mark
        else:
            break
        place = Place(file, mark.line + 2, mark.column + 1)
    return place
