"""The documents say what is true: their examples are read, their lists are those of the code.

RENEW=1 writes docs/rules.md and docs/config.md anew.
"""

import ast
import inspect
import os
import re
from dataclasses import MISSING, fields
from itertools import pairwise
from pathlib import Path
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

import pytest

from kumihan.cli import parser
from kumihan.config import Colophon, Config, DigestSettings, EnglishDigest, Fitting, Fonts, Layout, Matter, Print
from kumihan.jlreq.exact.settings import CHOICES
from kumihan.markup.front_matter import AuthorEntry, FrontMatter
from kumihan.markup.inline_reader import MARK_KEYS, SPAN_KEYS
from kumihan.markup.reader import FIGURE_KEYS, read_chapter
from kumihan.markup.resolve import resolve
from kumihan.preflight.ebook.register import EBOOK_REGISTER
from kumihan.preflight.register import REGISTER
from kumihan.proof.rules import RULES
from kumihan.settings import keys_of
from kumihan.source import Source

HOME = Path(__file__).resolve().parents[1]
DOCS = HOME / "docs"
DIALECT = ("dialect.md", "dialect.ja.md")
EXAMPLE = re.compile(r"^```markdown\n(.*?)^```$", re.M | re.S)
TABLES = {"fonts": Fonts, "layout": Layout, "fitting": Fitting, "print": Print, "matter": Matter, "colophon": Colophon, "digest": DigestSettings, "digest.english": EnglishDigest}
HEAD = "---\ntitle: 題\n---\n\n"


def text_of(name):
    return (DOCS / name).read_text(encoding="utf-8")


def compare_or_renew(name, text):
    if os.environ.get("RENEW"):
        (DOCS / name).write_text(text, encoding="utf-8")
    assert text_of(name) == text, f"docs/{name} is out of date: RENEW=1 .venv/bin/python -m pytest tests/test_docs.py"


def test_every_setting_of_the_conformance_engine_is_documented():
    text = text_of("jlreq.md")
    for name, values in CHOICES.items():
        assert f"`{name}`" in text and all(value in text for value in values), name


@pytest.mark.parametrize("name", DIALECT)
def test_every_example_of_the_dialect_is_free_of_findings(name):
    examples = EXAMPLE.findall(text_of(f"guide/{name}"))
    assert len(examples) >= 10
    for example in examples:
        chapter, findings = read_chapter(Source("01-x.md", example if example.startswith("---") else HEAD + example))
        assert [str(finding) for finding in findings] == [], example
        assert [str(finding) for finding in resolve((chapter,))[2]] == [], example


def test_both_languages_have_the_same_examples():
    assert EXAMPLE.findall(text_of("guide/dialect.md")) == EXAMPLE.findall(text_of("guide/dialect.ja.md"))


@pytest.mark.parametrize("name", DIALECT)
def test_every_key_and_attribute_of_the_dialect_is_documented(name):
    text = text_of(f"guide/{name}")
    keys = {*keys_of(FrontMatter)[0], *keys_of(AuthorEntry)[0], *MARK_KEYS, *SPAN_KEYS, *FIGURE_KEYS}
    assert sorted(key for key in keys if f"`{key}`" not in text) == []
    for mark in ('{en="', "{.page}", "{.recommendations}", "《《", "==", "^12^", "[^1]: ", "|あじさい}"):
        assert mark in text


def test_every_command_and_option_is_documented():
    actions = parser()._actions
    commands = next(action.choices for action in actions if action.dest == "command")
    options = [option for action in actions for option in action.option_strings if option.startswith("--")]
    for name in ("docs/guide/editor.md", "docs/guide/editor.ja.md", "README.md", "README.ja.md"):
        text = (HOME / name).read_text(encoding="utf-8")
        assert [word for word in commands if not re.search(rf"`(?:python3 )?build\.py {word}[ `]", text)] == [], name
        if not name.startswith("README"):
            assert [word for word in options if f"`{word}" not in text and word != "--help"] == [], name


def test_rules():
    parts = [
        "# Rules of proofreading\n\n"
        "Made from `kumihan/proof/rules/`; do not edit. `build.py proof` reports each finding as a warning with its\n"
        "place. Examples: `tests/proof/`.\n"
    ]
    for rule in RULES:
        statement = " ".join(rule.statement.split())
        parts.append(f"## {rule.id}\n\n{statement}\n\nWhy: {rule.rationale}\n")
    compare_or_renew("rules.md", "\n".join(parts))


def test_preflight():
    parts = [
        "# Checks of the finished products\n\n"
        "Made from `kumihan/preflight/register.py` and `kumihan/preflight/ebook/register.py`; do not edit. What they are for: [guide/preflight.md](guide/preflight.md).\n"
    ]
    for item, kinds, severity in REGISTER:
        head = f"## {item.id}\n\n{' '.join(item.statement.split())}\n\nWhy: {item.rationale}\n\n"
        parts.append(f"{head}For: {', '.join(kinds)}. Severity: {severity.value}.\n")
    for item, severity in EBOOK_REGISTER:
        head = f"## {item.id}\n\n{' '.join(item.statement.split())}\n\nWhy: {item.rationale}\n\n"
        parts.append(f"{head}For: e-book. Severity: {severity.value}.\n")
    compare_or_renew("preflight.md", "\n".join(parts))


def test_config():
    parts = [
        "# book.toml\n\n"
        "Made from `kumihan/config.py`; do not edit. An unknown key is refused, with the nearest name as a hint.\n",
        table("The publication", Config),
        *(table(f"[{name}]", model) for name, model in TABLES.items()),
    ]
    compare_or_renew("config.md", "\n".join(parts))


def table(title, model):
    kinds, meanings = keys_of(model)[0], meanings_of(model)
    rows = [
        f"| `{each.name}` | {kind_of(kinds[each.name])} | {default_of(each)} | {' '.join(meanings[each.name].split())} |"
        for each in fields(model)
    ]
    words = " ".join((model.__doc__ or "").split())
    return f"## {title}\n\n{words}\n\n| Key | Kind | Default | Meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


KINDS = {"str": "text", "date": "date", "float": "number", "int": "whole number", "bool": "true or false"}


def meanings_of(model):
    """What stands below each key in the source."""
    body = ast.parse(inspect.getsource(model)).body[0].body
    pairs = [pair for pair in pairwise(body) if isinstance(pair[0], ast.AnnAssign) and isinstance(pair[1], ast.Expr)]
    return {key.target.id: ast.literal_eval(words.value) for key, words in pairs}


def kind_of(kind):
    """What an editor may write: the type, and its limits."""
    if get_origin(kind) is UnionType or get_origin(kind) is Union:
        return kind_of(get_args(kind)[0])
    if get_origin(kind) is Annotated:
        limits = [limit for rule in kind.__metadata__ for limit in limits_of(rule.words)]
        return ", ".join([kind_of(kind.__origin__), *limits])
    if get_origin(kind) is dict:
        return "table: text = text"
    if get_origin(kind) is tuple:
        return "list of text" if Ellipsis in get_args(kind) else "least and most, [number, number]"
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(f"`{value}`" for value in get_args(kind))
    return KINDS.get(kind.__name__, "table")


def limits_of(words):
    for name, form in (("ge", "at least {:g}"), ("le", "at most {:g}")):
        if name in words:
            yield form.format(words[name])
    if "pattern" in words:
        yield "`{}`".format(words["pattern"].replace("|", "\\|"))


def default_of(field):
    if field.default is MISSING and field.default_factory is MISSING:
        return "must be given"
    value = field.default if field.default is not MISSING else field.default_factory()
    if isinstance(value, tuple) and value:
        return f"`{list(value)}`"
    return "" if value in ("", (), {}) or not isinstance(value, str | int | float) else f"`{value}`"


def test_links_between_documents_lead_somewhere():
    files = [*DOCS.rglob("*.md"), HOME / "README.md", HOME / "README.ja.md", HOME / "CONTRIBUTING.md"]
    faults = []
    for path in files:
        prose = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
        for target in re.findall(r"(?<![!`])\[[^\]`]+\]\(([^)#:]+)(?:#[^)]*)?\)", prose):
            if not (path.parent / target).exists():
                faults.append(f"{path.name}: {target}")
    assert faults == []
