"""`make test-weasyprint`: WeasyPrint's own tests, without the binding and with it; what fails only with it is an error.

The tests come with WeasyPrint's source distribution, which pip fetches by name and checks by the hash in `weasyprint.lock`.
Ghostscript draws their pages.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parents[1]
# pytest's exit codes that mean that it came to its end.
ENDED = (0, 1)


def fetch(to: Path) -> None:
    """Put the suite into `to/tests`; the program that it tests is the installed one."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "weasyprint", "--require-hashes"]
    subprocess.run([*pip, "-r", str(HERE / "weasyprint.lock"), "-d", str(to)], check=True)
    (archive,) = to.glob("weasyprint-*.tar.gz")
    with tarfile.open(archive) as source:
        inside = [member for member in source if member.name.partition("/")[2].startswith("tests/")]
        source.extractall(to, inside, filter="data")
    (unpacked,) = to.glob("weasyprint-*/tests")
    unpacked.rename(to / "tests")
    (to / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")


def start(suite: Path, binding: bool) -> subprocess.Popen[bytes]:
    """Run the suite; what it prints and how each test ends go to files beside it."""
    name = "with" if binding else "without"
    paths = os.pathsep.join((str(HOME), str(HERE)))
    said = {"PYTHONPATH": paths, "BINDING": str(int(binding)), "OUTCOMES": str(suite / f"{name}.json")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "outcomes", *sys.argv[1:]]
    with (suite / f"{name}.txt").open("wb") as printed:
        return subprocess.Popen(command, cwd=suite, env=os.environ | said, stdout=printed, stderr=printed)


def outcomes(suite: Path, run: subprocess.Popen[bytes], name: str) -> dict[str, str]:
    """How each test ended; a run that broke off is an error of its own."""
    code, path = run.wait(), suite / f"{name}.json"
    if code not in ENDED or not path.is_file():
        print((suite / f"{name}.txt").read_text(encoding="utf-8", errors="replace")[-3000:])
        sys.exit(f"the run {name} the binding broke off (exit code {code})")
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def harmed(without: dict[str, str], bound: dict[str, str]) -> list[str]:
    """The tests that fail with the binding only; one that it adds, for a property of its own, must pass too."""
    return sorted(name for name, outcome in bound.items() if outcome == "failed" and without.get(name) != "failed")


def main() -> int:
    if shutil.which("gs") is None:
        sys.exit("Ghostscript (gs) is missing; it draws the pages of WeasyPrint's tests")
    with tempfile.TemporaryDirectory() as name:
        suite = Path(name)
        fetch(suite)
        runs = [start(suite, binding) for binding in (False, True)]
        without, bound = (outcomes(suite, *pair) for pair in zip(runs, ("without", "with"), strict=True))
    for words, found in (("without", without), ("with", bound)):
        counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(Counter(found.values()).items()))
        print(f"{words} the binding: {counts}")
    for test in sorted(test for test, outcome in without.items() if bound.get(test) != outcome):
        print(f"  {test}: {without[test]} without, {bound.get(test, 'not run')} with")
    lost = [*harmed(without, bound), *sorted(without.keys() - bound.keys())]
    print(f"{len(lost)} fail with the binding only", *lost, sep="\n  ")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
