"""Open templates and stylesheets: the publication's own first, then the project's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

HOME = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Room:
    """Where templates and styles are looked for; `content` is the publication's root."""

    content: Path
    home: Path = HOME

    @cached_property
    def environment(self) -> Environment:
        folders = [self.content / "templates", self.home / "templates"]
        return Environment(
            loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, keep_trailing_newline=True,
        )  # fmt: skip

    def template(self, name: str) -> Template:
        return self.environment.get_template(name)

    def stylesheets(self, name: str) -> list[tuple[str, str]]:
        """The project's stylesheet, then the publication's of the same name, which adds to it and overrides it."""
        folders = ((self.home / "styles", name), (self.content / "styles", f"publication/{name}"))
        paths = [(folder / name, label) for folder, label in folders]
        return [(label, path.read_text(encoding="utf-8")) for path, label in paths if path.is_file()]
