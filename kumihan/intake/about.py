"""Read the cover and the colophon into metadata, and write book.toml."""

from __future__ import annotations

import json
import re

from kumihan.intake.draft import About, Kind, Line, Record
from kumihan.intake.items import is_day
from kumihan.intake.tidy import close_up
from kumihan.messages import tr

ISSUED = re.compile(
    r"^(?:発行日?|刊行)?[ \u3000:：]*(\d{4})[ \u3000]*年[ \u3000]*(\d{1,2})[ \u3000]*月(?:[ \u3000]*(\d{1,2})[ \u3000]*日)?$"
)
# A day that nobody takes for the day of issue; a build needs one.
NO_DAY = "2000-01-01"
URL = re.compile(r"https?://[^\s<>）)]+")
ISSUER = re.compile(r"(法人|研究所|株式会社|出版|協会|大学|機構|社)")


def about(cover: tuple[Line, ...], colophon: tuple[Line, ...], record: Record) -> About:
    """Title and subtitle from the cover; issuer, day and address from the colophon, whose other lines are kept."""
    title = close_up(cover[0].text, cover[0].number, record) if cover else ""
    subtitle = "".join(close_up(line.text, line.number, record) for line in cover[1:])
    issuer = date = printed = url = ""
    issued = issue(colophon)
    kept: list[str] = []
    for line in colophon:
        text = close_up(line.text, line.number, record)
        address = URL.search(line.text)
        if text in (title, subtitle):
            record.note(Kind.MOVE, line.number, tr("the colophon repeats the cover: “{text}”", text=text))
        elif line is issued:
            date, printed = days(line)
            record.note(
                Kind.MOVE,
                line.number,
                tr(
                    "the day of issue went into book.toml as {date}; the colophon prints what the manuscript says",
                    date=date,
                ),
            )
        elif address and not url:
            url = address[0]
            record.note(Kind.MOVE, line.number, tr("the address went into book.toml: {url}", url=url))
        elif not issuer and ISSUER.search(text) and not re.search(r"[〒\d]", text):
            issuer = line.text
            record.note(Kind.MOVE, line.number, tr("the issuer went into book.toml: {issuer}", issuer=issuer))
        elif re.fullmatch(r"[A-Za-z ]{1,12}", line.text):
            record.note(Kind.DROP, line.number, tr("“{text}”, which looks like what is left of a logo", text=line.text))
        else:
            kept.append(line.text)
            record.note(Kind.MOVE, line.number, tr("kept as a line of the colophon"))
    if not date:
        record.note(Kind.ASK, 0, tr("no line such as 発行 2026年4月1日 was found; book.toml has {date}", date=NO_DAY))
    return About(title, subtitle, issuer, date, printed, url, tuple(kept))


def issue(colophon: tuple[Line, ...]) -> Line | None:
    """The line with the day of issue: one that says so, or else one that is nothing but a day."""
    dated = [line for line in colophon if days(line)[0]]
    return next((line for line in dated if not line.text[0].isdecimal()), dated[0] if dated else None)


def days(line: Line) -> tuple[str, str]:
    """The day as an ISO date, and as printed where it is only a month; empty where the line has none."""
    found = ISSUED.match(line.text)
    if not found:
        return "", ""
    year, month, day = (int(part or 1) for part in found.groups())
    if not is_day(year, month, day):
        return "", ""
    return f"{year:04}-{month:02}-{day:02}", "" if found[3] else f"{year}年{month}月"


def book_toml(known: About, slug: str, spreads: bool) -> str:
    """The text of book.toml, whose parts are brought to `spreads` or take what they take.

    A JSON string is a TOML basic string.
    """
    values = {
        "slug": slug,
        "title": known.title or slug,
        "subtitle": known.subtitle,
        "issuer": known.issuer,
        "url": known.url,
    }
    lines = [f"{key} = {quoted(value)}" for key, value in values.items() if value]
    lines += [f"issued = {quoted(known.issued)}"] if known.issued else []
    lines.append(f"date = {known.date or NO_DAY}")
    if known.contents:
        lines += ["", "contents = [", *(f"  {quoted(line)}," for line in known.contents), "]"]
    if spreads:
        lines += ["", "# 各部を見開きに収める", "[fitting]", "pages = 2"]
    if known.colophon:
        lines += ["", "[colophon]", "lines = [", *(f"  {quoted(line)}," for line in known.colophon), "]"]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
