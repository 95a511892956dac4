"""A command starts with what it needs; what others need is not imported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
SCRIPT = """
import json, sys
from kumihan import cli
try:
    cli.main(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
# Libraries of other products and of other ways, by what they cost.
OF_OTHERS = {
    "pydantic", "fontTools", "cffi", "pycparser", "docx", "ebooklib", "segno", "pypdfium2", "rich", "multiprocessing", "kumihan.digest",
    "kumihan.intake", "kumihan.proof", "kumihan.export.epub", "kumihan.watch", "kumihan.preflight.ebook", "PIL.PdfImagePlugin",
}  # fmt: skip
# What `--help` is told without.
HEAVY = {
    "weasyprint",
    "pikepdf",
    "PIL",
    "jinja2",
    "markdown_it",
    "lxml",
    "kumihan.pipeline",
    "kumihan.config",
}


def imported(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], cwd=HOME, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "unwanted"), [(("print", "--output"), OF_OTHERS), (("--help", "--output"), HEAVY | OF_OTHERS)]
)
def test_a_command_imports_nothing_of_others(arguments, unwanted, tmp_path):
    modules = imported(*arguments, str(tmp_path))
    assert "kumihan.cli" in modules
    assert sorted(unwanted & modules) == []
    if arguments[0] == "print":
        assert list(tmp_path.glob("*-print.pdf"))


def test_what_stands_in_for_a_library_gives_way_to_it():
    script = (
        "import kumihan.weasy, sys\n"
        "from weasyprint.pdf import fonts\n"
        "from weasyprint.text import fonts as of_text\n"
        "assert 'fontTools' not in sys.modules\n"
        "made = fonts.TTFont()\n"
        "from fontTools import subset, ttLib\n"
        "from fontTools.ttLib import woff2\n"
        "assert type(made) is ttLib.TTFont and fonts.TTFont is ttLib.TTFont and of_text.woff2 is woff2\n"
        "assert fonts.TTLibError is ttLib.TTLibError and fonts.subset is subset"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=HOME, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
