"""Open templates and stylesheets: the publication's own first, then the project's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import CodeType

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket, bc_magic
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kumihan import kept
from kumihan.errors import InputError
from kumihan.finding import Place, error
from kumihan.messages import tr
from kumihan.source import Source, inside, read_text

HOME = Path(__file__).resolve().parents[2]
SUFFIXES = (".j2", ".css")


class Loader(BaseLoader):
    """Finds a template in the publication's templates/ or the project's, never outside them."""

    def __init__(self, content: Path, home: Path) -> None:
        self.content, self.home = content, home

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        name = f"templates/{template}"
        for root, label in ((self.content, name), (self.home, f"kumihan/{name}")):
            path = inside(root, name)
            if path and path.is_file():
                return read(root, name).text, label, None
        raise TemplateNotFound(template)


class Compiled(BytecodeCache):
    """Templates compiled before, by name, as long as their text is the same: in this process, or on this machine."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        text, code = self.known.get(bucket.key, ("", None))
        if text == bucket.checksum:
            bucket.code = code
        elif kept.fast() and (data := kept.read(place_of(bucket))) is not None:
            bucket.bytecode_from_string(data)
            self.known[bucket.key] = (bucket.checksum, bucket.code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = (bucket.checksum, bucket.code)
        if kept.fast():
            kept.write(place_of(bucket), bucket.bytecode_to_string())


@cache
def ours() -> bytes:
    """What says how templates are compiled."""
    return __loader__.get_data(__file__)  # type: ignore[name-defined, no-any-return]


def place_of(bucket: Bucket) -> str:
    """What a template's code is kept under: its name, its text, and what compiled it."""
    return f"templates/{kept.key(ours(), bc_magic, bucket.key, bucket.checksum)}"


COMPILED = Compiled()
# What Jinja says of a name that nothing has.
UNKNOWN = re.compile(r"(?:has no attribute )?'(\w+)'(?:$| is undefined)")


def read(root: Path, name: str) -> Source:
    """A template or stylesheet. Raises InputError when it cannot be read."""
    source, findings = read_text(root, name)
    if source is None or findings:
        raise InputError(*findings)
    return source


def culprit(reason: Exception) -> Place | None:
    """The line of the innermost template that was being filled in."""
    found, trace = None, reason.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            found = Place(f"templates/{file.rpartition('templates/')[2]}", trace.tb_lineno)
        trace = trace.tb_next
    return found


@dataclass(frozen=True)
class Room:
    """Where templates and styles are looked for; `content` is the publication's root."""

    content: Path
    home: Path = HOME

    @cached_property
    def environment(self) -> Environment:
        made = ImmutableSandboxedEnvironment(
            loader=Loader(self.content, self.home), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, keep_trailing_newline=True, bytecode_cache=COMPILED,
        )  # fmt: skip
        return made

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """A template filled in. Raises InputError with the template's file and line where one is wrong."""
        try:
            return self.environment.get_template(name).render(values)
        except (TemplateError, SecurityError) as reason:
            place = Place(f"templates/{name}")
            if isinstance(reason, TemplateSyntaxError):
                place = Place(reason.filename or place.file, reason.lineno)
            else:
                place = culprit(reason) or place
            fact = tr("the template is wrong: {reason}", reason=reason.message or reason)
            if unknown := UNKNOWN.search(str(reason.message)):
                fact = tr("the template asks for “{name}”, which there is not", name=unknown[1])
            hint = tr("compare it with the project's own template of this name")
            raise InputError(error("template", fact, place, hint)) from None

    @cached_property
    def opened(self) -> dict[str, list[tuple[str, str]]]:
        """Stylesheets by name; each is read once."""
        return {}

    def stylesheets(self, name: str) -> list[tuple[str, str]]:
        """The project's stylesheet, then the publication's of the same name, which adds to it and overrides it."""
        if name not in self.opened:
            file = f"styles/{name}"
            found = [(name, read(self.home, file).text)]
            own = inside(self.content, file)
            if own is None or own.is_file():
                found.append((f"publication-{name}", read(self.content, file).text))
            self.opened[name] = found
        return self.opened[name]

    @cached_property
    def own(self) -> frozenset[str]:
        """The names of the templates that the publication has instead of the project's."""
        folder = self.content / "templates"
        return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.is_file())

    @cached_property
    def texts(self) -> tuple[tuple[str, bytes], ...]:
        """Every template and stylesheet there is: whatever is made of them is the same as long as this is."""
        places = (root / folder for root in (self.content, self.home) for folder in ("templates", "styles"))
        files = (path for place in places for path in sorted(place.rglob("*.*")) if path.suffix in SUFFIXES)
        return tuple((str(path), path.read_bytes()) for path in files)
