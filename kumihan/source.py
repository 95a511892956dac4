"""Read the publication's files, only from inside its folder. The only reader of the disk besides intake and templates."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kumihan.errors import InputError
from kumihan.finding import Finding, Place, error
from kumihan.messages import tr
from kumihan.remembered import remembered

CHAPTER = re.compile(r"\d\d.*\.md$")
MAX_BYTES = 200_000_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """One text file: its path from the publication's root and its text with \\n line ends."""

    file: str
    text: str


def inside(root: Path, name: str) -> Path | None:
    """The file `name` below `root`; None when it is absolute, is a URL, climbs out or is a link to elsewhere."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", name) or PurePosixPath(name).is_absolute() or "\\" in name:
        return None
    if ".." in PurePosixPath(name).parts or "\0" in name:
        return None
    path = (root / name).resolve()
    return path if path.is_relative_to(root.resolve()) else None


def read_text(root: Path, file: str) -> tuple[Source | None, tuple[Finding, ...]]:
    """A UTF-8 text file of the publication, or None with the finding that says why not."""
    path = inside(root, file)
    if path is None:
        hint = tr("copy the file into the publication's folder")
        return None, (error("path-outside", tr("{file} lies outside the publication", file=file), Place(file), hint),)
    try:
        data = path.read_bytes()
    except OSError as reason:
        hint = tr("name the publication with --content, or begin one with `build.py init DIR`")
        return None, (error("unreadable", tr("cannot be read: {reason}", reason=reason.strerror), Place(file), hint),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        before = data[: reason.start]
        line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        fact = tr("the bytes here are not UTF-8 (0x{byte:02x})", byte=data[reason.start])
        hint = tr("save the file as UTF-8, or bring it in with `build.py import`")
        return None, (error("not-utf8", fact, Place(file, line, column), hint),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(file, text), tuple(control_characters(file, text))


def control_characters(file: str, text: str) -> list[Finding]:
    """A finding for each character that XML forbids."""
    found = []
    for match in CONTROL.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        fact = tr("control character U+{code:04X}", code=ord(match[0]))
        found.append(error("control-character", fact, Place(file, line, column), tr("delete the character")))
    return found


def read_chapters(root: Path) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Every NN-slug.md of the publication in the order of their names."""
    names = sorted(path.name for path in root.iterdir() if CHAPTER.match(path.name)) if root.is_dir() else []
    if not names:
        fact = tr("no chapters: {root} holds no file named NN-name.md", root=root.name)
        return (), (error("no-chapters", fact, Place(), tr("begin with `build.py init DIR`")),)
    sources: list[Source] = []
    findings: list[Finding] = []
    for name in names:
        source, found = read_text(root, name)
        findings += found
        if source is not None:
            sources.append(source)
    return tuple(sources), tuple(findings)


def read_toml(root: Path, file: str) -> dict[str, Any]:
    """A TOML file of the publication. Raises InputError with the place of a mistake."""
    source, findings = read_text(root, file)
    if source is None or findings:
        raise InputError(*findings)
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as reason:
        where = re.search(r"\(at line (\d+), column (\d+)\)", str(reason))
        place = Place(file, int(where[1]), int(where[2])) if where else Place(file)
        fact = tr("not valid TOML: {reason}", reason=re.sub(r" \(at .*\)", "", str(reason)))
        hint = tr("write key = value; text stands between quotation marks, a date does not")
        raise InputError(error("bad-toml", fact, place, hint)) from None


def read_bytes(root: Path, file: str) -> bytes | None:
    """A picture or other file of the publication; None when it is not there, lies outside or is over MAX_BYTES."""
    path = inside(root, file)
    if path is None or not path.is_file():
        return None
    state = path.stat()
    if state.st_size > MAX_BYTES:
        return None
    return content(path, state.st_size, state.st_mtime_ns, state.st_ino)


@remembered(lambda *place_and_state: place_and_state)
def content(path: Path, size: int, time: int, number: int) -> bytes:
    """The bytes of a file in this state."""
    return path.read_bytes()


def check_file(root: Path, file: str, place: Place) -> tuple[Finding, ...]:
    """Why a file that the text names at `place` cannot be read; empty when it can, or is simply not there."""
    path = inside(root, file)
    if path is None:
        hint = tr("copy the file into the publication's folder")
        return (error("path-outside", tr("{file} lies outside the publication", file=file), place, hint),)
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        hint = tr("make it smaller: 350 ppi at the printed size is enough (A4 is 2,900×4,100 pixels)")
        size = f"{path.stat().st_size // 1_000_000} MB"
        return (error("huge-image", tr("the picture {file} is too large: {size}", file=file, size=size), place, hint),)
    return ()


def places_of(words: str, sources: tuple[Source, ...]) -> tuple[Place, ...]:
    """Every place where `words` stands."""
    return tuple(
        Place(source.file, number, match.start() + 1)
        for source in sources
        for number, line in enumerate(source.text.split("\n"), 1)
        for match in re.finditer(re.escape(words), line)
    )
