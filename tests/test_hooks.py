"""What the binding stands on is known by name; another WeasyPrint is told apart, and pages are made all the same."""

import ast
import inspect
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import weasyprint

from kumihan.weasy import hooks

HOME = Path(__file__).resolve().parents[1]
BINDING = sorted((HOME / "kumihan/weasy").glob("*.py"))


def run(script, *arguments, **environment):
    """A Python of its own, in which nothing is replaced yet."""
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=HOME, env=os.environ | environment, capture_output=True, text=True,
    )  # fmt: skip


def imported(tree):
    """What a module has of WeasyPrint: where it takes it from, by the name that it gives it."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "weasyprint":
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def uses(path):
    """The names by which a module takes, calls or replaces functions and classes of WeasyPrint."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = imported(tree)

    def name_of(node):
        if isinstance(node, ast.Attribute):
            owner = name_of(node.value)
            return owner and f"{owner}.{node.attr}"
        return names.get(node.id) if isinstance(node, ast.Name) else None

    for node in ast.walk(tree):
        if name := name_of(node):
            name = name.removeprefix("weasyprint.")
            found = getattr(*hooks.place_of(name), None)
            if inspect.isfunction(found) or inspect.isclass(found):
                yield name


def test_whatever_the_binding_uses_has_its_fingerprint():
    outside = {"pdf.pydyf.PDF", "text.ffi.ffi.buffer", "text.fonts.FontConfiguration", "urls.URLFetcher", "urls.URLFetcherResponse"}
    used = {name for path in BINDING for name in uses(path)} - outside
    assert len(used) > 50
    assert sorted(used - set(hooks.FINGERPRINTS)) == []


def test_every_hook_is_as_it_was_in_the_pinned_version():
    done = run("import weasyprint; from kumihan.weasy import hooks; print(weasyprint.__version__, *hooks.moved())")
    assert done.stdout.split() == [hooks.PINNED]


def test_another_version_that_moved_a_hook_is_left_alone():
    script = (
        "import weasyprint, weasyprint.layout.inline as inline; weasyprint.__version__ = '71.0'\n"
        "before = inline.split_inline_box\n"
        "inline.justify_line = lambda context, line, extra: None\n"
        "import kumihan.weasy; print(*kumihan.weasy.enable(), inline.split_inline_box is before)"
    )
    done = run(script)
    assert done.stdout.split() == ["layout.inline.justify_line", "True"]


def test_whatever_is_replaced_has_its_fingerprint():
    done = run(
        "import kumihan.weasy; kumihan.weasy.enable()\n"
        "from kumihan.weasy import hooks, tags; tags.install()\n"
        "print(len(hooks.replaced) > 20, sorted(hooks.replaced.keys() - hooks.FINGERPRINTS.keys()))"
    )
    assert done.stdout == "True []\n", done.stderr


def test_the_self_test_finds_every_hook_in_effect():
    for perf in ("1", "0"):
        done = run("import runpy; runpy.run_module('kumihan.weasy', run_name='__main__')", KUMIHAN_PERF=perf, LANG="C")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "hooks take effect" in done.stdout


# A function that reads its module as it was is one that no longer calls by the old name.
FROZEN = """
import sys, types, importlib, runpy, weasyprint
owner, _, name = sys.argv[1].rpartition(".")
owner = importlib.import_module("weasyprint." + owner)
stock = getattr(owner, name)
frozen = types.FunctionType(stock.__code__, dict(stock.__globals__), name, stock.__defaults__, stock.__closure__)
frozen.__kwdefaults__ = stock.__kwdefaults__
frozen.__globals__[name] = frozen
setattr(owner, name, frozen)
for module in list(sys.modules.values()):
    if module.__name__.startswith("weasyprint") and getattr(module, name, None) is stock:
        setattr(module, name, frozen)
runpy.run_module("kumihan.weasy", run_name="__main__")
"""


@pytest.mark.parametrize(
    ("caller", "hook", "what"),
    [
        ("layout.inline.get_next_linebox", "layout.inline.split_inline_box", "punctuation is trimmed"),
        ("layout.inline.text_align", "layout.inline.justify_line", ""),
        ("layout.preferred.inline_max_content_width", "layout.preferred.inline_line_widths", "boxes shrink"),
        ("draw.draw_inline_level", "draw.draw_text", "trimmed text is drawn so"),
        ("layout.page.make_all_pages", "layout.page.remake_page", "notes keep their order"),
        ("pdf.generate_pdf", "pdf.add_tags", "readings are tagged"),
    ],
)
def test_the_self_test_names_a_hook_that_is_called_no_more(caller, hook, what):
    done = run(FROZEN, caller, LANG="C")
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"without effect: {hook} ({what}" in done.stdout if what else f"never called: {hook}" in done.stdout


GONE = """
import functools, importlib, inspect, sys, weasyprint
from kumihan.weasy import hooks
inspect.getsource = functools.cache(inspect.getsource)
weasyprint.__version__ = "71.0"
for name in hooks.FINGERPRINTS:
    owner, attribute = hooks.place_of(name)
    kept = owner.__dict__[attribute]
    delattr(owner, attribute)
    for module in [module for module in sys.modules if module.startswith("kumihan")]:
        del sys.modules[module]
    typesetter = importlib.import_module("kumihan.weasy.typeset")
    importlib.import_module("kumihan.cli")
    assert name in typesetter.MOVED, name
    setattr(owner, attribute, kept)
print(len(hooks.FINGERPRINTS))
"""


def test_no_hook_that_is_gone_keeps_the_program_from_starting():
    done = run(GONE)
    assert done.stdout.split() == [str(len(hooks.FINGERPRINTS))], done.stderr


MOVED = """
import sys, weasyprint, weasyprint.layout as layout, weasyprint.layout.inline as inline
weasyprint.__version__ = "71.0"
stock, kept = inline.justify_line, layout.make_margin_boxes
inline.justify_line = lambda context, line, extra: stock(context, line, extra)
del layout.make_margin_boxes  # imported by name where sections are joined
from kumihan.cli import main
import kumihan.weasy.typeset
layout.make_margin_boxes = kept
sys.exit(main(sys.argv[1:]))
"""


def test_a_build_goes_on_with_stock_lines_and_one_warning(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/book.toml").write_text(
        'slug = "small"\ntitle = "小さな本"\nissuer = "発行所"\ndate = 2026-01-31\nthesis = "組める。"\n',
        encoding="utf-8",
    )
    text = (
        "---\ntitle: 章\nauthors: [{name: 試験 太郎}]\n---\n\n"
        + "前の文、「括弧」の後[^1]。{漢字|かん|じ}と==大切な文==。" * 40
    )
    (tmp_path / "content/01-x.md").write_text(text + "\n\n[^1]: 注の文。\n", encoding="utf-8")
    where = ["--content", str(tmp_path / "content"), "--output", str(tmp_path / "out")]
    done = run(MOVED, "print", *where, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/small-print.pdf").stat().st_size > 10_000
    told = [line for line in done.stderr.splitlines() if "warning" in line]
    assert len(told) == 1, done.stderr
    assert "[stock-lines] lines are WeasyPrint’s own" in told[0]
    assert "layout.inline.justify_line" in told[0] and "layout.make_margin_boxes" in told[0]


def test_the_pinned_version_is_the_locked_one():
    locked = [HOME / name for name in ("requirements.lock", "tests/stock/weasyprint.lock")]
    assert all(f"weasyprint=={hooks.PINNED} " in path.read_text(encoding="utf-8") for path in locked)
    assert weasyprint.__version__ == hooks.PINNED


def test_the_documented_door_needs_nothing_else_of_the_program(tmp_path):
    """The example of docs/typography.md, beside what it is about and nothing else."""
    (tmp_path / "kumihan").mkdir()
    for module in ("__init__.py", "kept.py"):
        shutil.copy(HOME / "kumihan" / module, tmp_path / "kumihan")
    for package in ("weasy", "jlreq", "phrases"):
        shutil.copytree(HOME / "kumihan" / package, tmp_path / "kumihan" / package)
    page = (
        "<html lang=ja><meta charset=utf-8><title>本</title><style>@page { size: 200px; margin: 0 }</style><p>前の文、「括弧」の後。"
        + "漢字と仮名の文、" * 9
    )
    (tmp_path / "book.html").write_text(page, encoding="utf-8")
    example = (HOME / "docs/typography.md").read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    script = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{example}assert moved == ()\n"
    done = subprocess.run([sys.executable, "-I", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    bound = pypdfium2.PdfDocument(tmp_path / "book.pdf")[0].get_textpage()
    assert bound.get_text_range().startswith("前の文、「括弧」の後。")
    comma, bracket = (bound.get_charbox(index, loose=True)[0] for index in (3, 4))
    assert bracket - comma == pytest.approx(6, abs=0.1)  # half an em of 16 px; it is a whole one in stock lines
