"""More processes make the same products, and tell the same faults."""

import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from kumihan import pipeline
from kumihan.errors import InputError

CONTENT = Path(__file__).resolve().parents[1] / "templates" / "init"


class Counting(ProcessPoolExecutor):
    given = 0

    def submit(self, *arguments, **options):
        self.given += 1
        return super().submit(*arguments, **options)


def products(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.pdf")}


def test_two_processes_make_the_same_editions(tmp_path):
    wanted = ("print", "screen")
    alone = pipeline.build(CONTENT, tmp_path / "alone", wanted)
    with Counting(1) as executor:
        together = pipeline.build(CONTENT, tmp_path / "together", wanted, executor=executor)
        assert executor.given == 1
    assert together == alone
    assert len(products(tmp_path / "alone")) == 2
    assert products(tmp_path / "together") == products(tmp_path / "alone")


def test_a_fault_of_the_screen_edition_comes_back_from_the_other_process(tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    (content / "styles").mkdir()
    (content / "styles" / "screen.css").write_text(".cover { background: url(lost.png) }", encoding="utf-8")
    with ProcessPoolExecutor(1) as executor, pytest.raises(InputError) as told:
        pipeline.build(content, tmp_path / "out", ("print", "screen"), executor=executor)
    assert [finding.place.file for finding in told.value.findings if finding.is_error] == ["styles/screen.css"]
    assert not (tmp_path / "out").exists()
