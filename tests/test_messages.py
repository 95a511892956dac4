"""Every message reaches an editor in Japanese, with the same values put in."""

import ast
import gettext
from pathlib import Path
from string import Formatter

import pytest

from kumihan import messages
from kumihan.config import Config
from kumihan.fitting.search import Trial
from kumihan.fitting.told import pages_words
from kumihan.locale.catalogue import collect, compile_mo, messages_of, quote, read_po, unquote, write_po
from kumihan.markup.front_matter import FrontMatter
from kumihan.messages import tr
from kumihan.problems import problem
from kumihan.settings import Wrong, take
from kumihan.watch.telling import counted

PACKAGE = Path(__file__).resolve().parents[1] / "kumihan"
PO = PACKAGE / "locale" / "ja" / "LC_MESSAGES" / "kumihan.po"
RENEW = "run .venv/bin/python -m kumihan.locale and translate what it lists"
# Which arguments of these calls an editor reads: by position, and by name.
READ = {"error": ({1, 3}, {"message", "hint"}), "warning": ({1, 3}, {"message", "hint"}), "Remark": ({0, 2}, {"hint"})}


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


@pytest.fixture
def japanese():
    messages.use("ja")
    yield
    messages.use("en")


def test_every_message_has_a_translation_with_the_same_values():
    known = read_po(PO.read_text(encoding="utf-8"))
    assert [message for message in collect(PACKAGE) if not known.get(message)] == [], RENEW
    assert [a for a, b in known.items() if placeholders(a) != placeholders(b)] == []
    assert [a for a, b in known.items() if a.endswith("\n") != b.endswith("\n")] == []


def test_the_catalogue_is_up_to_date():
    text = PO.read_text(encoding="utf-8")
    known = read_po(text)
    assert text == write_po(collect(PACKAGE), known), RENEW
    assert PO.with_suffix(".mo").read_bytes() == compile_mo(known), RENEW


def test_the_compiled_catalogue_says_what_the_text_says():
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    known = read_po(PO.read_text(encoding="utf-8"))
    assert known and all(compiled.gettext(message) == words for message, words in known.items())


def test_a_message_in_japanese(japanese):
    assert tr("note {name} has no body", name="a") == "注 a の本文がない"


def test_what_has_quotes_lines_and_backslashes_goes_there_and_back():
    for text in ("", "一行", '"引用" \\ {name}\t', "二\n行\n", "行末に\n続く"):
        assert unquote(quote(text)) == text
    assert read_po(write_po({"a\nb": ["x.py"], "c": ["x.py"]}, {"a\nb": "甲\n乙"})) == {"a\nb": "甲\n乙", "c": ""}


def test_a_message_must_stand_in_full():
    with pytest.raises(ValueError, match=r"^x\.py:1: the message of tr"):
        list(messages_of(ast.parse("tr(words)"), "x.py"))


def test_no_finding_speaks_past_the_catalogue():
    """A literal with a letter in it, given to error() or warning() as message or hint, would stay in English."""
    faults = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in READ:
                positions, names = READ[call.func.id]
                shown = [value for index, value in enumerate(call.args) if index in positions]
                shown += [word.value for word in call.keywords if word.arg in names]
                faults += [f"{path.name}:{call.lineno}" for value in shown if speaks(value)]
    assert faults == []


def speaks(node):
    """Whether an expression has words of its own: a literal or f-string with letters, outside tr(…)."""
    if isinstance(node, ast.JoinedStr):
        return any(speaks(part) for part in node.values)
    if isinstance(node, ast.IfExp):
        return speaks(node.body) or speaks(node.orelse)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and any(map(str.isalpha, node.value))


GOOD = {"slug": "x", "title": "題", "date": "2026-01-31"}


@pytest.mark.parametrize(
    ("model", "values", "expected"),
    [
        (Config, {"title": 1}, "文字列でなければならない。引用符で囲む"),
        (Config, {"title": ""}, "空にできない"),
        (Config, {"slug": "A B"}, "「A B」は形が正しくない（^[a-z0-9][a-z0-9-]*$）"),
        (Config, {"date": "いつか"}, "2026-01-31 のような日付でなければならない"),
        (Config, {"layout": {"columns": 1.5}}, "整数でなければならない"),
        (Config, {"layout": {"columns": "x"}}, "整数でなければならない"),
        (Config, {"layout": {"columns": 9}}, "3以下でなければならない"),
        (Config, {"layout": {"size": 2}}, "6以上でなければならない"),
        (Config, {"layout": {"size": "x"}}, "数でなければならない"),
        (Config, {"layout": 3}, "「項目と値」の組でなければならない"),
        (Config, {"terms": 3}, "「項目と値」の組でなければならない"),
        (Config, {"colophon": {"lines": "x"}}, "リスト（[ ] や - の並び）でなければならない"),
        (FrontMatter, {"number": "1"}, "整数でなければならない"),
        (FrontMatter, {"signature": "yes"}, "true か false でなければならない"),
        (FrontMatter, {"authors": "氏名"}, "リスト（[ ] や - の並び）でなければならない"),
        (FrontMatter, {"cutoff": "x"}, "2026-01-31 のような日付でなければならない"),
    ],
)
def test_a_wrong_value_is_told_in_japanese(japanese, model, values, expected):
    base = GOOD if model is Config else {"title": "題"}
    with pytest.raises(Wrong) as raised:
        take(model, {**base, **values})
    assert [problem(issue) for issue in raised.value.issues] == [expected]


def test_one_page_is_not_told_as_pages():
    messages.use("en")
    assert counted("a.pdf", 1) == "a.pdf (1 page)" and counted("a.pdf", 2) == "a.pdf (2 pages)"
    assert counted("a.epub", 0) == "a.epub"
    assert pages_words(Trial(1, 0.2)) == "1 page, 20 % full"
