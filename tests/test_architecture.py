"""The house keeps its shape: which room may know which, one place for each engine, the size of files and functions."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
PACKAGE = HOME / "kumihan"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The floors of the house, from the ground up. A module knows its own room and the floors below, never a neighbour.
FLOORS = (
    ("messages", "remembered", "kept"),
    ("finding", "compiled", "settings"),
    ("errors", "names", "problems", "model", "galley"),
    ("source", "figures", "type_area", "barcode"),
    ("config", "checks", "jlreq", "phrases", "pictures", "locale"),
    ("markup", "intake", "proof", "pages", "weasy"),
    ("export", "preflight", "wishes"),
    ("digest", "fitting"),
    ("deliver", "report", "stages"),
    ("pipeline", "commands"),
    ("watch",),
    ("cli",),
    ("program",),
)
ENGINES = {
    "markdown_it": {"markup/dialect.py", "markup/reader.py", "markup/inline_reader.py"},
    "mdit_py_plugins": {"markup/dialect.py", "markup/reader.py"},
    "yaml": {"markup/front_matter.py", "markup/writer.py"},
    "pydantic": {"settings.py"},
    "jinja2": {"pages/templates.py"},
    "weasyprint": {"weasy/.*.py"},
    "cssselect2": {"weasy/section.py", "weasy/sheets.py"},
    "tinycss2": {"weasy/.*.py"},
    "pydyf": {"weasy/.*.py"},
    "cffi": {"weasy/boot.py"},
    "pyphen": {"weasy/hyphenation.py"},
    "budoux": {"phrases/learned.py"},
    "ebooklib": {"export/epub.*.py"},
    "fontTools": {"export/epub_fonts.py", "weasy/.*.py"},
    "lxml": {"export/epub.*.py", "preflight/.*.py"},
    "PIL": {"figures.py", "pictures.py", "export/finish/.*.py", "preflight/.*.py"},
    "pikepdf": {"export/finish/.*.py", "preflight/.*.py"},
    "pypdfium2": {"export/raster.py", "preflight/.*.py"},
    "defusedxml": {"figures.py", "preflight/.*.py"},
    "rich": {"cli.py"},
    "docx": {"digest/word.py", "intake/word/package.py"},
    "segno": {"digest/qr.py"},
}
# The doors to the disk. Everything else takes values and gives values.
DOORS = {
    "source.py",
    "messages.py",
    "deliver.py",
    "pages/templates.py",
    "commands/new.py",
    "watch/eye.py",
    "commands/finished.py",
    "cli.py",
    "report.py",
    "kept.py",
    "weasy/boot.py",
}
TOUCHING = {"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename", "iterdir", "glob", "scandir"}
NETWORK = {"socket", "http", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "urllib3"}
EMPTY_NAME = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common)(_|$)", re.I)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home|Users|tmp|mnt)/[\w.-]+")


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(*kinds):
    """Every syntax node of these kinds with its file."""
    return [(path, node) for path in MODULES for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def name_of(path):
    """kumihan/pages/html.py → pages/html.py."""
    return path.relative_to(PACKAGE).as_posix()


def where(path, node):
    return f"kumihan/{name_of(path)}:{node.lineno}"


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def floor_of(room):
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), None)


def imports():
    """Every import as (file, node, module); `from kumihan import x` is kumihan.x."""
    for path, node in nodes(ast.Import):
        yield from ((path, node, alias.name) for alias in node.names)
    for path, node in nodes(ast.ImportFrom):
        assert node.level == 0, f"{where(path, node)}: write the whole name"
        if node.module == "kumihan":
            yield from ((path, node, f"kumihan.{alias.name}") for alias in node.names)
        else:
            yield path, node, node.module


def test_every_room_has_a_floor():
    rooms = {room_of(path) for path in MODULES} - {"__init__", "__main__"}
    assert [room for room in sorted(rooms) if floor_of(room) is None] == []


def test_imports_point_down():
    faults = []
    for path, node, module in imports():
        room, other = room_of(path), module.split(".")[1] if module.startswith("kumihan.") else ""
        if other in ("", room, "__version__"):
            continue
        if (floor_of(other) or 0) >= (floor_of(room) or 0):
            faults.append(f"{where(path, node)}: {room} must not know {module}")
    assert faults == []


@pytest.mark.parametrize("engine", ENGINES)
def test_one_place_for_each_engine(engine):
    places = [re.compile(pattern) for pattern in ENGINES[engine]]
    assert [
        where(path, node)
        for path, node, module in imports()
        if module.split(".")[0] == engine and not any(place.fullmatch(name_of(path)) for place in places)
    ] == []


def test_only_the_doors_touch_the_disk():
    faults = []
    for path, node in nodes(ast.Call):
        opens = isinstance(node.func, ast.Name) and node.func.id == "open"
        touches = isinstance(node.func, ast.Attribute) and node.func.attr in TOUCHING
        if (opens or touches) and name_of(path) not in DOORS and room_of(path) != "locale":
            faults.append(where(path, node))
    assert faults == []


def test_nothing_reaches_the_network():
    assert [
        where(path, node)
        for path, node, module in imports()
        if module.split(".")[0] in NETWORK or module.startswith("urllib.request")
    ] == []


def test_no_file_is_long():
    counts = {name_of(path): path.read_text(encoding="utf-8").count("\n") for path in MODULES}
    assert {name: count for name, count in counts.items() if count > 400} == {}
    assert sorted(counts.values())[len(counts) // 2] <= 100


def test_no_function_is_long():
    functions = nodes(ast.FunctionDef, ast.AsyncFunctionDef)
    lengths = [node.end_lineno - node.lineno + 1 for _, node in functions]
    assert [where(*function) for function, length in zip(functions, lengths, strict=True) if length > 60] == []
    assert sorted(lengths)[len(lengths) // 2] <= 10


def test_a_module_says_what_it_is():
    docstrings = {name_of(path): ast.get_docstring(tree(path)) or "" for path in MODULES}
    assert [name for name, words in docstrings.items() if not words.rstrip().endswith((".", "。"))] == []


def test_names_say_something():
    names = [
        name_of(path)
        for path in MODULES
        if any(EMPTY_NAME.search(Path(part).stem) for part in path.relative_to(PACKAGE).parts)
    ]
    for path, node in nodes(ast.FunctionDef, ast.ClassDef):
        if EMPTY_NAME.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name)):
            names.append(f"{where(path, node)}: {node.name}")
    assert names == []


def test_no_path_of_a_machine():
    kinds = (".py", ".j2", ".css", ".toml", ".md", ".po", ".svg")
    places = ("kumihan", "templates", "styles", "docs", "content")
    files = [path for place in places for path in (HOME / place).rglob("*") if path.suffix in kinds]
    assert [str(path) for path in sorted(files) if MACHINE_PATH.search(path.read_text(encoding="utf-8"))] == []


def test_text_is_read_as_utf8_without_losses():
    faults = []
    for path, node in nodes(ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("read_text", "write_text"):
            given = {keyword.arg for keyword in node.keywords}
            faults += [] if "encoding" in given else [f"{where(path, node)}: name the encoding"]
        lost = [word for word in node.keywords if word.arg == "errors" and getattr(word.value, "value", "") == "ignore"]
        faults += [f"{where(path, node)}: characters would be lost" for _ in lost]
    assert faults == []
