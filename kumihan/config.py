"""Read book.toml into a frozen Config; an unknown key is refused with the nearest name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Annotated, Any, Literal, get_type_hints

from kumihan.errors import InputError
from kumihan.finding import Finding, Place, error
from kumihan.messages import tr
from kumihan.names import nearest
from kumihan.problems import problem
from kumihan.settings import Rule, Settings, Text, Wrong, take
from kumihan.source import CONTROL
from kumihan.type_area import PAPERS, TypeArea

FILE = "book.toml"
# A font family must not end the CSS string that it is put into.
FAMILY = r'^[^"\\\n{};]+$'


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts(Settings):
    """Font families, as CSS names them."""

    serif: Annotated[Text, Rule(pattern=FAMILY)] = "Noto Serif CJK JP"
    """The text."""
    sans: Annotated[Text, Rule(pattern=FAMILY)] = "Noto Sans CJK JP"
    """Headings and captions."""
    embed: bool = False
    """Whether the e-book carries these fonts, cut down to its characters and obfuscated. See that their licence allows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout(Settings):
    """The page."""

    paper: Literal["A4", "B5", "A5", "四六判"] = "A4"
    """The page as trimmed: 210×297, 182×257, 148×210, 127×188 mm; each has its type, columns and margins."""
    size: Annotated[float, Rule(ge=6, le=20)] | None = None
    """The body type in pt, if not the paper's: 10.5, 9, 9.5, 9."""
    columns: Annotated[int, Rule(ge=1, le=3)] | None = None
    """The number of columns of a chapter, if not the paper's: 2, 2, 1, 1."""
    section_mark: Text = "◆"
    """What stands before each section's title."""

    @property
    def area(self) -> TypeArea:
        """The type area, of whole characters and lines."""
        return PAPERS[self.paper].type_area(self.size, self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Print(Settings):
    """What the printer asks for (docs/guide/printer.md)."""

    profile: Text = ""
    """The ICC profile of the press, a file in the publication's folder; without one, generic coated offset."""
    condition: Text = ""
    """The registered name of the printing condition that the profile describes (OutputConditionIdentifier)."""
    binding: Literal["perfect", "saddle"] = "perfect"
    """How the book is bound; saddle-stitched, its pages are filled to a multiple of 4."""


Limits = tuple[float, float]
Steps = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting(Settings):
    """Copyfitting: the pages that a part is to stand on, and how far each lever may be moved for it. A part's front matter
    may ask for other `pages`. Levers move in the order in which they stand here, and no further than is needed."""

    pages: Annotated[int, Rule(ge=0, le=99)] = 0
    """The pages of each part, such as 2 for a spread; 0 lets it take what it takes."""
    fill: Annotated[float, Rule(ge=0, le=1)] = 0.7
    """How full the last page of a part should be, as a share."""
    figure: Limits = (0.8, 1.0)
    """The width of figures, with it their height, as a share of the column."""
    opening: Steps = (5, 8)
    """The lines that a part's opening takes; 6 as designed."""
    room: Steps = (0, 1)
    """The lines added around a figure; 0 as designed."""
    heading: Steps = (1, 1)
    """The lines left free above a section's heading; 1 as designed. A second one is seen before a wider pitch is."""
    pitch: Limits = (0.93, 1.06)
    """The line pitch, as a share of that of the book. It moves so that the page holds a whole number of lines."""
    size: Limits = (0.95, 1.05)
    """The body type, as a share of that of the book. It moves so that a line holds a whole number of characters."""
    tracking: Limits = (-0.02, 0.0)
    """Letter spacing in em; it only closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Settings):
    """Optional matter of the print and screen edition (docs/guide/matter.md)."""

    half_title: bool = False
    """扉: the title on a right-hand page of its own before the contents."""
    figures: bool = False
    """図一覧: every figure that has a caption, with its credit and page, after the contents."""
    abbreviations: bool = False
    """略語一覧: every abbreviation that the text explains, with the page where it first does."""
    index: bool = False
    """索引: the words marked with `index`, by their readings, before the colophon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colophon(Settings):
    """The colophon."""

    lines: tuple[Text, ...] = ()
    """Lines in order, each printed as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishDigest(Settings):
    """What the English digest says of the publication; its sentences are those that stand beside the Japanese ones."""

    title: Text = ""
    """The publication's title in English."""
    edition: Text = ""
    """The edition in English."""
    thesis: Text = ""
    """The thesis in English."""
    issuer: Text = ""
    """The issuer's English name."""
    parts: dict[Text, Text] = field(default_factory=dict)
    """The parts' titles in English by their ids: ch1 = "…"."""


DIGEST_KINDS = Literal["parts", "summary", "addressee", "theme", "english"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSettings(Settings):
    """The digest."""

    by: Literal["part", "addressee", "theme"] = "part"
    """How the recommendations are grouped on the one page: by part, by who is to act (`to` of the marks), by `theme`."""
    also: tuple[DIGEST_KINDS, ...] = ()
    """Digests that are made as well: a page for each part, an executive summary, the one page grouped otherwise or in English."""
    summary_pages: Annotated[int, Rule(ge=1, le=16)] = 4
    """How many pages the executive summary may take."""
    english: EnglishDigest = EnglishDigest()
    """See below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config(Settings):
    """What the publication is and how it is made."""

    slug: Annotated[Text, Rule(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    """The products' names begin with it: SLUG-print.pdf …"""
    title: Annotated[Text, Rule(min_length=1)]
    """The publication's title."""
    subtitle: Text = ""
    """Printed under the title, a line for each part that ends with ：."""
    edition: Text = ""
    """The year or number of the edition, printed with the title."""
    language: Annotated[Text, Rule(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "ja"
    """The language of the text (BCP 47)."""
    thesis: Text = ""
    """What the publication says, in one sentence: inside the cover, on the digest, and in the e-book's description."""
    issuer: Text = ""
    """Who publishes it."""
    date: datetime.date
    """The day of issue. The products bear this date and no other."""
    issued: Text = ""
    """Printed instead of `date` where it is given, such as 2026年1月."""
    url: Text = ""
    """The publication's address, printed in the colophon."""
    isbn: Text = ""
    """The ISBN of the print edition, with its hyphens."""
    c_code: Annotated[Text, Rule(pattern=r"^(C?[0-9]{4})?$")] = ""
    """The book trade's class of the book (Cコード), four digits. With ISBN and price, the colophon has the two rows of bars."""
    price: Annotated[int, Rule(ge=0, le=99_999)] = 0
    """The price in yen without tax (本体価格), for the bars; 0 where there is none."""
    writing: Literal["horizontal", "vertical"] = "horizontal"
    """How the lines of the e-book run. The print edition is horizontal whatever stands here."""
    sample: Annotated[int, Rule(ge=0)] = 0
    """How many parts the sample edition of the e-book (試し読み) holds; 0 makes none."""
    rights: Text = ""
    """Copyright, printed in the colophon and given in the e-book."""
    title_reading: Text = ""
    """The title in kana, by which a library sorts the e-book."""
    issuer_reading: Text = ""
    """The issuer in kana, for the same."""
    contents: tuple[Text, ...] = ()
    """The titles of the author's own list of contents, for the rule contents-headings. The printed contents do not
    come from here but from the chapters."""
    terms: dict[Text, Text] = field(default_factory=dict)
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
        return take(Config, values)
    except Wrong as reason:
        raise InputError(*(explain(issue, text) for issue in reason.issues)) from None


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
    if issue["type"] == "unexpected_keyword_argument":
        return error("unknown-key", tr("unknown key “{name}”", name=name), place, nearest(path[-1], keys(path[:-1])))
    if issue["type"] == "missing":
        hint = tr("write a line {name} = … (docs/config.md)", name=name)
        return error("missing-key", tr("the key “{name}” is missing", name=name), Place(FILE), hint)
    hint = tr("docs/config.md says what each key may hold")
    return error("wrong-type", tr("“{name}”: {problem}", name=name, problem=problem(issue)), place, hint)


def keys(path: list[str]) -> list[str]:
    """The keys that a table of book.toml may have."""
    table: Any = Config
    for part in path:
        table = get_type_hints(table)[part]
        if not is_dataclass(table):
            return []
    return [each.name for each in fields(table)]


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
