"""Every bad input gets one finding with place, fact and way out, never a traceback, and nothing is written."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from kumihan.cli import main

HOME = Path(__file__).resolve().parents[1]
BOOK = 'slug = "small"\ntitle = "試験"\ndate = 2026-01-31\n'
HEAD = "---\ntitle: 題\nid: ch1\nnumber: 1\n---\n\n"


def huge(kind="PNG", side=12_000):
    out = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", (side, side)).save(out, kind)
    return out.getvalue()


CASES = {
    "missing figure": ({"01-x.md": HEAD + "![絵](figures/a.svg)\n"}, "01-x.md:7:1: error [missing-figure]"),
    "duplicate id": ({"01-x.md": HEAD + "## 甲 {#a}\n\n文。\n\n## 乙 {#a}\n\n文。\n"}, "01-x.md:11: error [duplicate-id]"),
    "dangling reference": ({"01-x.md": HEAD + "文[](#nowhere)。\n"}, "01-x.md:7:4: error [dangling-reference]"),
    "dangling note": ({"01-x.md": HEAD + "文[^1]。\n"}, "01-x.md:7:2: error [missing-note]"),
    "unclosed mark": ({"01-x.md": HEAD + "文==閉じない。\n"}, "01-x.md:7:2: error [unclosed-mark]"),
    "unclosed ruby": ({"01-x.md": HEAD + "文{漢字|かんじ と続く。\n"}, "01-x.md:7:2: error [unclosed-mark] { is opened"),
    "a cell too many": (
        {"01-x.md": HEAD + "文。\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 | 三 |\n"},
        "01-x.md:11: error [table-cells] the row has 3 cells, and the table 2 columns",
    ),
    "a picture that is cut short": (
        {"01-x.md": HEAD + "![絵](a.jpg)\n", "a.jpg": huge("JPEG", 900)[:3000]},
        "01-x.md:7:1: error [figure-format] a.jpg cannot be read as a picture",
    ),
    "no such profile": (
        {"01-x.md": HEAD + "文。\n", "book.toml": BOOK + '[print]\nprofile = "press.icc"\n'},
        "book.toml:5:12: error [press-profile] the profile press.icc is not there",
    ),
    "unknown key": ({"01-x.md": HEAD.replace("number", "numbr") + "文。\n"}, "01-x.md:4:1: error [unknown-key]"),
    "unknown key of the book": ({"book.toml": BOOK + 'titel = "x"\n'}, "book.toml:4: error [unknown-key]"),
    "missing key of the book": ({"book.toml": 'slug = "x"\ntitle = "題"\n'}, "book.toml: error [missing-key]"),
    "wrong type": ({"01-x.md": HEAD.replace("number: 1", "number: 一") + "文。\n"}, "01-x.md:4:1: error [wrong-type]"),
    "wrong type in the book": ({"book.toml": BOOK.replace("2026-01-31", '"いつか"')}, "book.toml:3: error [wrong-type]"),
    "not TOML": ({"book.toml": "slug = \n"}, "book.toml:1:8: error [bad-toml]"),
    "not YAML": ({"01-x.md": '---\ntitle: "題\n---\n文。\n'}, "error [front-matter]"),
    "no front matter": ({"01-x.md": "文。\n"}, "01-x.md:1: error [front-matter]"),
    "empty chapter": ({"01-x.md": HEAD}, "01-x.md:6: error [empty-chapter]"),
    "empty file": ({"01-x.md": ""}, "01-x.md:1: error [front-matter]"),
    "undecodable bytes": ({"01-x.md": HEAD.encode() + "文。\n".encode("cp932")}, "01-x.md:7:1: error [not-utf8]"),
    "control character": ({"01-x.md": HEAD + "文\x0b字\x01。\n"}, "01-x.md:7:2: error [control-character]"),
    "raw HTML": ({"01-x.md": HEAD + "文<script>x</script>。\n"}, "01-x.md:7:2: error [raw-html]"),
    "huge image": ({"01-x.md": HEAD + "![絵](a.png)\n", "a.png": huge()}, "01-x.md:7:1: error [huge-image]"),
    "entities": (
        {"01-x.md": HEAD + "![絵](a.svg)\n", "a.svg": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'},
        "01-x.md:7:1: error [unsafe-svg]",
    ),
    "climbing out": ({"01-x.md": HEAD + "![絵](../a.png)\n"}, "01-x.md:7:1: error [path-outside]"),
    "wrong template": (
        {"01-x.md": HEAD + "文。\n", "templates/print/cover.html.j2": "{{ nothing }}"},
        "templates/print/cover.html.j2:1: error [template]",
    ),
    "a template that asks for what there is not": (
        {"01-x.md": HEAD + "文。\n", "templates/print/cover.html.j2": "\n<p>{{ config.titel }}</p>"},
        "templates/print/cover.html.j2:2: error [template] the template asks for “titel”, which there is not",
    ),
    "wrong template syntax": (
        {"01-x.md": HEAD + "文。\n", "templates/print/cover.html.j2": "\n{% if %}"},
        "templates/print/cover.html.j2:2: error [template]",
    ),
    "template that climbs out": (
        {"01-x.md": HEAD + "文。\n", "templates/print/cover.html.j2": '{% include "../../../../etc/passwd" %}'},
        "error [template]",
    ),
    "stylesheet from the network": (
        {"01-x.md": HEAD + "文。\n", "styles/print.css": "body { background: url(https://example.org/x.png) }"},
        "styles/print.css:1: error [missing-file] the file https://example.org/x.png is not in the publication",
    ),
    "no chapters": ({}, "error [no-chapters]"),
    "no book": ({"book.toml": None, "01-x.md": HEAD + "文。\n"}, "book.toml: error [unreadable]"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_bad_input(name, tmp_path, capsys):
    files, wanted = CASES[name]
    root = tmp_path / "content"
    for file, content in ({"book.toml": BOOK} | files).items():
        if content is not None:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    root.mkdir(exist_ok=True)
    assert main(["--content", str(root), "--output", str(tmp_path / "out"), "--lang", "en"]) == 1
    shown = capsys.readouterr().err
    assert wanted in shown and "Traceback" not in shown and "\n  hint: " in shown
    assert not (tmp_path / "out").exists()


def test_a_killed_build_leaves_the_last_good_products(tmp_path):
    command = [
        sys.executable,
        str(HOME / "build.py"),
        "--content",
        str(HOME / "content"),
        "--output",
        str(tmp_path / "out"),
    ]
    (tmp_path / "out").mkdir()
    good = tmp_path / "out/outlook-2026-abridged-print.pdf"
    good.write_bytes(b"good")
    for delay in (0.5, 2.0, 3.5):
        build = subprocess.Popen(command, start_new_session=True)
        time.sleep(delay)
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        assert good.read_bytes() == b"good" or (
            good.read_bytes()[:5] == b"%PDF-" and b"%%EOF" in good.read_bytes()[-20:]
        )


def test_pdfs_do_not_depend_on_zone_year_or_folder(tmp_path):
    products = []
    for number, (zone, now) in enumerate((("Asia/Tokyo", 1.7e9), ("Pacific/Honolulu", 2.6e9))):
        root = tmp_path / f"folder{number}" / "content"
        assert main(["init", str(root)]) == 0
        code = f"import time; time.time = lambda: {now}; from kumihan.cli import main; raise SystemExit(main())"
        arguments = ["--content", str(root), "--output", str(root.parent / "out")]
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number + 1)}
        subprocess.run([sys.executable, "-c", code, *arguments], check=True, env=environment, cwd=HOME)
        products.append(
            {path.name: path.read_bytes() for path in (root.parent / "out").iterdir() if path.suffix != ".json"}
        )
    assert len(products[0]) == 8
    assert products[0] == products[1]
