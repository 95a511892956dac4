"""Read book.toml into a frozen Config; an unknown key is refused with the nearest name."""

from __future__ import annotations

import datetime
import re
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError

from kumihan.errors import InputError
from kumihan.finding import Finding, Place, error
from kumihan.messages import tr
from kumihan.names import nearest

FILE = "book.toml"
# A font family must not end the CSS string that it is put into.
FAMILY = r'^[^"\\\n{};]+$'


class Strict(BaseModel):
    """Frozen, with no other keys than those named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fonts(Strict):
    """Font families, as CSS names them: `serif` for the text, `sans` for headings and captions."""

    serif: StrictStr = Field(default="Noto Serif CJK JP", pattern=FAMILY)
    sans: StrictStr = Field(default="Noto Sans CJK JP", pattern=FAMILY)


class Layout(Strict):
    """The page: `size` is the body type in pt, `section_mark` stands before each section title."""

    size: float = Field(default=10.5, ge=6, le=20)
    columns: int = Field(default=2, ge=1, le=3)
    section_mark: StrictStr = "◆"


class Colophon(Strict):
    """The colophon's lines in order, each printed as it stands."""

    lines: tuple[StrictStr, ...] = ()


class Config(Strict):
    """book.toml: what the publication is and how it is made. `issued` is printed instead of `date` where it is given."""

    slug: StrictStr = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: StrictStr = Field(min_length=1)
    subtitle: StrictStr = ""
    edition: StrictStr = ""
    language: StrictStr = Field(default="ja", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    thesis: StrictStr = ""
    issuer: StrictStr = ""
    date: datetime.date
    issued: StrictStr = ""
    url: StrictStr = ""
    isbn: StrictStr = ""
    rights: StrictStr = ""
    title_reading: StrictStr = ""
    issuer_reading: StrictStr = ""
    terms: dict[StrictStr, StrictStr] = Field(default_factory=dict)
    fonts: Fonts = Fonts()
    layout: Layout = Layout()
    colophon: Colophon = Colophon()


def read_config(values: dict[str, Any], text: str) -> Config:
    """A Config from the parsed TOML; `text` is the file, for the places. Raises InputError."""
    try:
        return Config.model_validate(values)
    except ValidationError as reason:
        raise InputError(*(explain(dict(issue), text) for issue in reason.errors())) from None


def explain(issue: dict[str, Any], text: str) -> Finding:
    """One pydantic error as a finding at the key's own line."""
    path = [str(part) for part in issue["loc"] if isinstance(part, str)]
    name, place = ".".join(path), Place(FILE, line_of(path, text))
    if issue["type"] == "extra_forbidden":
        return error("unknown-key", tr("unknown key “{name}”", name=name), place, nearest(path[-1], keys(path[:-1])))
    if issue["type"] == "missing":
        return error("missing-key", tr("the key “{name}” is missing", name=name), Place(FILE))
    return error("wrong-type", tr("“{name}”: {problem}", name=name, problem=issue["msg"]), place)


def keys(path: list[str]) -> list[str]:
    """The keys that a table of book.toml may have."""
    model: type[BaseModel] = Config
    for part in path:
        annotation = model.model_fields[part].annotation
        found = next((kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type)), None)
        if found is None or not issubclass(found, BaseModel):
            return []
        model = found
    return list(model.model_fields)


def line_of(path: list[str], text: str) -> int:
    """The 1-based line of a key, looked for in its table; 0 when it is not found."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        heading = re.match(r"\s*\[([^\[\]]+)\]", line)
        if heading:
            table = heading[1].strip()
            if table == ".".join(path):
                return number
        elif table == ".".join(path[:-1]) and re.match(rf"\s*[\"']?{re.escape(path[-1])}[\"']?\s*=", line):
            return number
    return 0
