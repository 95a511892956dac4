"""Starting fast changes nothing but the time."""

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
import weasyprint
from tinycss2.ast import Node

import kumihan.weasy
from kumihan import kept
from kumihan.cli import main
from kumihan.pages import templates
from kumihan.weasy.press import make_press

HOME = Path(__file__).resolve().parents[1]
SCRIPT = """
import hashlib, sys, kumihan.weasy, weasyprint
from weasyprint.text import ffi
made = weasyprint.HTML(string="<p lang=ja>組版の文字、ABC</p>").write_pdf(pdf_identifier=b"x")
print(type(ffi.ffi).__name__, hashlib.sha256(made).hexdigest())
"""


def start(cache, perf):
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "KUMIHAN_PERF": perf}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=HOME, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_declarations_are_kept_and_give_the_same_bytes(tmp_path):
    plain, first, second = start(tmp_path, "0"), start(tmp_path, "1"), start(tmp_path, "1")
    assert [plain[0], first[0], second[0]] == ["FFI", "Declarations", "Declarations"]
    assert plain[1] == first[1] == second[1]
    assert len(list(tmp_path.rglob("declarations_*.py"))) == 1
    assert len(list(tmp_path.rglob("styles/*"))) == 1


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path):
    (tmp_path / "kumihan").write_text("a file where the folder should be")
    assert start(tmp_path, "1")[1] == start(tmp_path, "0")[1]


def test_what_was_kept_and_is_damaged_does_no_harm(tmp_path):
    plain = start(tmp_path, "1")
    (kept_styles,) = tmp_path.rglob("styles/*")
    whole = kept_styles.read_bytes()
    for damaged in (b"", whole[:-1], whole[:99] + b"x" + whole[100:], kept.hashlib.sha256(b"x").digest() + b"x"):
        kept_styles.write_bytes(damaged)
        assert start(tmp_path, "1") == plain
        assert kept_styles.read_bytes() == whole


SHEETS = (
    ("a.css", "@layer far, near; @layer near { p { color: red !important; margin: calc(1em + 2px) } } @page { margin: 1cm }"),
    ("b.css", "@page :left { size: A5; @top-left { content: counter(page) '—' } } a[href^='#']::after { content: attr(href) }"),
    ("c.css", ":root { --gap: 2em } p + p:nth-child(2n) > em:not(.x) { padding: var(--gap); text-autospace: no-autospace }"),
    ("d.css", "p { float: block-start; no-such: 1; list-style: url(a.png); background: linear-gradient(red, currentcolor) } ~ { color: red }"),
)  # fmt: skip


def plain_of(value):
    """A parsed stylesheet as plain values: selectors as their code, tokens as CSS."""
    if isinstance(value, Node):
        return value.serialize()
    if hasattr(value, "__code__"):
        return value.__code__
    if isinstance(value, dict):
        return {key: plain_of(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value).__name__, [plain_of(each) for each in value], plain_of(getattr(value, "__dict__", None))
    return plain_of(vars(value)) if hasattr(value, "__dict__") else value


def opened(sheets):
    kumihan.weasy.enable()
    press = make_press(sheets, lambda name: None)
    for sheet in press.sheets:
        sheet.page_rules = [(None, *rest) for _, *rest in sheet.page_rules]
    return plain_of(press.sheets), press.heard_of_styles, press.fetcher.refused


def test_kept_stylesheets_are_those_that_were_parsed(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    parsed = opened(SHEETS)
    assert len(parsed[1]) == 2
    assert len(list(tmp_path.rglob("styles/*"))) == 1
    with monkeypatch.context() as without:
        without.setattr(weasyprint.CSS, "__init__", None)  # nothing is parsed again
        assert opened(SHEETS) == parsed
    with monkeypatch.context() as without:
        without.setenv("KUMIHAN_PERF", "0")
        assert opened(SHEETS) == parsed


@pytest.mark.parametrize("text", ["@import 'other.css';", "@font-face { font-family: x; src: url(x.otf) }"])
def test_stylesheets_that_ask_for_files_are_not_kept(text, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert opened((("x.css", text),))[2] == opened((("x.css", text),))[2] != []
    assert not list(tmp_path.rglob("styles/*"))


def test_a_library_stays_open_as_long_as_the_process(tmp_path):
    """What it made is given back at the very end, when the objects that stand for libraries may be gone already."""
    script = (
        "import ctypes.util, gc, runpy\n"
        "ffi = runpy.run_path('kumihan/weasy/boot.py')['Declarations']()\n"
        "ffi.cdef('int FcGetVersion(void);')\n"
        "library = ffi.dlopen(ctypes.util.find_library('fontconfig'), ffi.RTLD_NOW)\n"
        "version = library.FcGetVersion\n"
        "del library; gc.collect(); print(version() > 0)"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_a_process_that_calls_the_command_line_keeps_its_collector(tmp_path):
    assert main(["galley", "--content", str(HOME / "content"), "--to", str(tmp_path)]) == 0
    assert gc.isenabled()
    assert not gc.get_freeze_count()


def test_a_font_is_read_while_its_map_is_there():
    script = "from kumihan.weasy.font_file import font_file\nfor _ in range(99): font_file('Noto Serif CJK JP', 700)"
    assert subprocess.run([sys.executable, "-c", script], cwd=HOME).returncode == 0


COMPILING = """
import dataclasses, re, sys
from kumihan.compiled import compiling
from kumihan import compiled
plain = [(text, flags, re._compiler.compile(text, flags)) for text, flags in
         (("(?P<a>x)|(?i:[ぁ-んy]+)(?P<b>z)?$", re.M | re.S), (b"[a-f]{2,}", 0), ("(?x) a # b", 0), ("[^一-龠]", re.I))]
with compiling():
    for text, flags, pattern in plain:
        made = re.compile(text, flags)
        assert made == pattern and (made.flags, made.groups, made.groupindex) == (pattern.flags, pattern.groups, pattern.groupindex)
        for sample in ("x", "YZ", "あんyz", b"fade", "a", "A一b"):
            if type(sample) is type(text):
                found, known = made.search(sample), pattern.search(sample)
                assert (found and (found.span(), found.groups(), found.lastgroup)) == (known and (known.span(), known.groups(), known.lastgroup))
    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Point:
        x: int
        y: list = dataclasses.field(default_factory=list, compare=False)
    point = Point(1)
    assert point == Point(1, [2]) and point < Point(2) and repr(point) == "Point(x=1, y=[])" and hash(point) == hash(Point(1))
    assert Point.__init__.__annotations__ == {"x": int, "y": list, "return": None}
    if len(sys.argv) > 1:
        compiled.compile = None  # nothing is compiled again
        try:
            dataclasses.make_dataclass("Other", ["z"])
        except TypeError:
            print("kept")
assert "exec" not in vars(dataclasses)
"""


def test_what_python_compiled_is_the_same_when_it_was_kept(tmp_path):
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}

    def run(*arguments):
        command = [sys.executable, "-c", COMPILING, *arguments]
        done = subprocess.run(command, cwd=HOME, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run() == ""
    (kept_codes,) = tmp_path.rglob("compiled/*")
    whole = kept_codes.read_bytes()
    assert run("again") == "kept\n"
    kept_codes.write_bytes(whole[:-9])
    assert run() == ""
    assert run("again") == "kept\n"


def test_a_library_that_is_not_there_is_named():
    script = "import sys; sys.modules['pikepdf'] = None; from kumihan.program import program; sys.exit(program())"
    done = subprocess.run([sys.executable, "-c", script, "print"], cwd=HOME, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("error [missing-library] pikepdf is not installed\n  hint: run `make` in ")


def test_templates_are_compiled_once_for_a_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "templates").mkdir()
    template = tmp_path / "templates" / "x.j2"

    def rendered():
        monkeypatch.setattr(templates, "COMPILED", templates.Compiled())  # as in another process
        return templates.Room(tmp_path).render("x.j2", {"a": "<一>"})

    template.write_text("{{ a }}。\n", encoding="utf-8")
    assert rendered() == "&lt;一&gt;。\n"
    with monkeypatch.context() as without:
        without.setattr(templates.ImmutableSandboxedEnvironment, "compile", None)
        assert rendered() == "&lt;一&gt;。\n"
    for damaged in (tmp_path / "cache").rglob("templates/*"):
        damaged.write_bytes(damaged.read_bytes()[:-1])
    assert rendered() == "&lt;一&gt;。\n"
    template.write_text("{{ a }}！\n", encoding="utf-8")
    assert rendered() == "&lt;一&gt;！\n"
