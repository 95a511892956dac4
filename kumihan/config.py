"""Read book.toml into a frozen Config; an unknown key is refused with the nearest name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError

from kumihan.errors import InputError
from kumihan.finding import Finding, Place, error
from kumihan.messages import tr
from kumihan.names import nearest
from kumihan.problems import problem
from kumihan.source import CONTROL
from kumihan.type_area import PAPERS, TypeArea

FILE = "book.toml"
# A font family must not end the CSS string that it is put into.
FAMILY = r'^[^"\\\n{};]+$'


class Strict(BaseModel):
    """Frozen, with no other keys than those named."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Fonts(Strict):
    """Font families, as CSS names them."""

    serif: StrictStr = Field(default="Noto Serif CJK JP", pattern=FAMILY)
    """The text."""
    sans: StrictStr = Field(default="Noto Sans CJK JP", pattern=FAMILY)
    """Headings and captions."""
    embed: bool = False
    """Whether the e-book carries these fonts, cut down to its characters and obfuscated. See that their licence allows it."""


class Layout(Strict):
    """The page."""

    paper: Literal["A4", "B5", "A5", "四六判"] = "A4"
    """The page as trimmed: 210×297, 182×257, 148×210, 127×188 mm; each has its type, columns and margins."""
    size: float | None = Field(default=None, ge=6, le=20)
    """The body type in pt, if not the paper's: 10.5, 9, 9.5, 9."""
    columns: int | None = Field(default=None, ge=1, le=3)
    """The number of columns of a chapter, if not the paper's: 2, 2, 1, 1."""
    section_mark: StrictStr = "◆"
    """What stands before each section's title."""

    @property
    def area(self) -> TypeArea:
        """The type area, of whole characters and lines."""
        return PAPERS[self.paper].type_area(self.size, self.columns)


class Print(Strict):
    """What the printer asks for (docs/guide/printer.md)."""

    profile: StrictStr = ""
    """The ICC profile of the press, a file in the publication's folder; without one, generic coated offset."""
    condition: StrictStr = ""
    """The registered name of the printing condition that the profile describes (OutputConditionIdentifier)."""
    binding: Literal["perfect", "saddle"] = "perfect"
    """How the book is bound; saddle-stitched, its pages are filled to a multiple of 4."""


Limits = tuple[float, float]
Steps = tuple[int, int]


class Fitting(Strict):
    """Copyfitting: the pages that a part is to stand on, and how far each lever may be moved for it. A part's front matter
    may ask for other `pages`. Levers move in the order in which they stand here, and no further than is needed."""

    pages: int = Field(default=0, ge=0, le=99)
    """The pages of each part, such as 2 for a spread; 0 lets it take what it takes."""
    fill: float = Field(default=0.7, ge=0, le=1)
    """How full the last page of a part should be, as a share."""
    figure: Limits = (0.8, 1.0)
    """The width of figures, with it their height, as a share of the column."""
    opening: Steps = (5, 8)
    """The lines that a part's opening takes; 6 as designed."""
    room: Steps = (0, 1)
    """The lines added around a figure; 0 as designed."""
    heading: Steps = (1, 2)
    """The lines left free above a section's heading; 1 as designed."""
    pitch: Limits = (0.93, 1.06)
    """The line pitch, as a share of that of the book. It moves so that the page holds a whole number of lines."""
    size: Limits = (0.95, 1.05)
    """The body type, as a share of that of the book. It moves so that a line holds a whole number of characters."""
    tracking: Limits = (-0.02, 0.0)
    """Letter spacing in em; it only closes."""


class Matter(Strict):
    """Optional matter of the print and screen edition (docs/guide/matter.md)."""

    half_title: bool = False
    """扉: the title on a right-hand page of its own before the contents."""
    figures: bool = False
    """図一覧: every figure that has a caption, with its credit and page, after the contents."""
    abbreviations: bool = False
    """略語一覧: every abbreviation that the text explains, with the page where it first does."""
    index: bool = False
    """索引: the words marked with `index`, by their readings, before the colophon."""


class Colophon(Strict):
    """The colophon."""

    lines: tuple[StrictStr, ...] = ()
    """Lines in order, each printed as it stands."""


class EnglishDigest(Strict):
    """What the English digest says of the publication; its sentences are those that stand beside the Japanese ones."""

    title: StrictStr = ""
    """The publication's title in English."""
    edition: StrictStr = ""
    """The edition in English."""
    thesis: StrictStr = ""
    """The thesis in English."""
    issuer: StrictStr = ""
    """The issuer's English name."""
    parts: dict[StrictStr, StrictStr] = Field(default_factory=dict)
    """The parts' titles in English by their ids: ch1 = "…"."""


DIGEST_KINDS = Literal["parts", "summary", "addressee", "theme", "english"]


class DigestSettings(Strict):
    """The digest."""

    by: Literal["part", "addressee", "theme"] = "part"
    """How the recommendations are grouped on the one page: by part, by who is to act (`to` of the marks), by `theme`."""
    also: tuple[DIGEST_KINDS, ...] = ()
    """Digests that are made as well: a page for each part, an executive summary, the one page grouped otherwise or in English."""
    summary_pages: int = Field(default=4, ge=1, le=16)
    """How many pages the executive summary may take."""
    english: EnglishDigest = EnglishDigest()
    """See below."""


class Config(Strict):
    """What the publication is and how it is made."""

    slug: StrictStr = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """The products' names begin with it: SLUG-print.pdf …"""
    title: StrictStr = Field(min_length=1)
    """The publication's title."""
    subtitle: StrictStr = ""
    """Printed under the title, a line for each part that ends with ：."""
    edition: StrictStr = ""
    """The year or number of the edition, printed with the title."""
    language: StrictStr = Field(default="ja", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    """The language of the text (BCP 47)."""
    thesis: StrictStr = ""
    """What the publication says, in one sentence: inside the cover, on the digest, and in the e-book's description."""
    issuer: StrictStr = ""
    """Who publishes it."""
    date: datetime.date
    """The day of issue. The products bear this date and no other."""
    issued: StrictStr = ""
    """Printed instead of `date` where it is given, such as 2026年1月."""
    url: StrictStr = ""
    """The publication's address, printed in the colophon."""
    isbn: StrictStr = ""
    """The ISBN of the print edition, with its hyphens."""
    c_code: StrictStr = Field(default="", pattern=r"^(C?[0-9]{4})?$")
    """The book trade's class of the book (Cコード), four digits. With ISBN and price, the colophon has the two rows of bars."""
    price: int = Field(default=0, ge=0, le=99_999)
    """The price in yen without tax (本体価格), for the bars; 0 where there is none."""
    writing: Literal["horizontal", "vertical"] = "horizontal"
    """How the lines of the e-book run. The print edition is horizontal whatever stands here."""
    sample: int = Field(default=0, ge=0)
    """How many parts the sample edition of the e-book (試し読み) holds; 0 makes none."""
    rights: StrictStr = ""
    """Copyright, printed in the colophon and given in the e-book."""
    title_reading: StrictStr = ""
    """The title in kana, by which a library sorts the e-book."""
    issuer_reading: StrictStr = ""
    """The issuer in kana, for the same."""
    contents: tuple[StrictStr, ...] = ()
    """The titles of the author's own list of contents, for the rule contents-headings. The printed contents do not
    come from here but from the chapters."""
    terms: dict[StrictStr, StrictStr] = Field(default_factory=dict)
    """The list of terms, wrong = right, for the rule term-list; an empty right side means that the word goes."""
    fonts: Fonts = Fonts()
    """See below."""
    layout: Layout = Layout()
    """See below."""
    fitting: Fitting = Fitting()
    """See below."""
    print: Print = Print()
    """See below."""
    colophon: Colophon = Colophon()
    """See below."""
    matter: Matter = Matter()
    """See below."""
    digest: DigestSettings = DigestSettings()
    """See below."""


def read_config(values: dict[str, Any], text: str) -> Config:
    """A Config from the parsed TOML; `text` is the file, for the places. Raises InputError."""
    hidden = [
        error(
            "control-character",
            tr("control character U+{code:04X}", code=ord(found[0])),
            place,
            tr("delete the character"),
        )
        for key, value in values.items()
        if (found := CONTROL.search("".join(texts(value))))
        for place in (Place(FILE, line_of([key], text)),)
    ]
    if hidden:  # TOML can say such a character by its number, where a look at the file does not find it
        raise InputError(*hidden)
    try:
        return Config.model_validate(values)
    except ValidationError as reason:
        raise InputError(*(explain(dict(issue), text) for issue in reason.errors())) from None


def texts(value: Any) -> Iterator[str]:
    """Every text in a value of TOML."""
    if isinstance(value, str):
        yield value
    for part in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from texts(part)


def explain(issue: dict[str, Any], text: str) -> Finding:
    """One pydantic error as a finding at the key's own line."""
    path = [str(part) for part in issue["loc"] if isinstance(part, str)]
    name, place = ".".join(path), Place(FILE, line_of(path, text))
    if issue["type"] == "extra_forbidden":
        return error("unknown-key", tr("unknown key “{name}”", name=name), place, nearest(path[-1], keys(path[:-1])))
    if issue["type"] == "missing":
        hint = tr("write a line {name} = … (docs/config.md)", name=name)
        return error("missing-key", tr("the key “{name}” is missing", name=name), Place(FILE), hint)
    hint = tr("docs/config.md says what each key may hold")
    return error("wrong-type", tr("“{name}”: {problem}", name=name, problem=problem(issue)), place, hint)


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
