"""Read the cover and the colophon into metadata, and write book.toml."""

from __future__ import annotations

import json
import re

from kumihan.intake.draft import About, Kind, Line, Record
from kumihan.intake.items import is_day
from kumihan.intake.tidy import close_up
from kumihan.messages import tr

ISSUED = re.compile(
    r"^(?:発行日?|刊行)[ \u3000:：]*(\d{4})[ \u3000]*年[ \u3000]*(\d{1,2})[ \u3000]*月(?:[ \u3000]*(\d{1,2})[ \u3000]*日)?$"
)
URL = re.compile(r"https?://[^\s<>）)]+")
ISSUER = re.compile(r"(法人|研究所|株式会社|出版|協会|大学|機構|社)")


def about(cover: tuple[Line, ...], colophon: tuple[Line, ...], record: Record) -> About:
    """Title and subtitle from the cover; issuer, day and address from the colophon, whose other lines are kept."""
    title = close_up(cover[0].text, cover[0].number, record) if cover else ""
    subtitle = "".join(close_up(line.text, line.number, record) for line in cover[1:])
    issuer = date = printed = url = ""
    kept: list[str] = []
    for line in colophon:
        text = close_up(line.text, line.number, record)
        issued, address = ISSUED.match(line.text), URL.search(line.text)
        if text in (title, subtitle):
            record.note(Kind.MOVE, line.number, tr("the colophon repeats the cover: “{text}”", text=text))
        elif issued and is_day(int(issued[1]), int(issued[2]), int(issued[3] or 1)):
            date = f"{int(issued[1]):04}-{int(issued[2]):02}-{int(issued[3] or 1):02}"
            record.note(
                Kind.MOVE,
                line.number,
                tr(
                    "the day of issue went into book.toml as {date}; the colophon prints what the manuscript says",
                    date=date,
                ),
            )
            printed = "" if issued[3] else f"{int(issued[1])}年{int(issued[2])}月"
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
    return About(title, subtitle, issuer, date, printed, url, tuple(kept))


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
    lines.append(f"date = {known.date or '2000-01-01'}")
    if known.contents:
        lines += ["", "contents = [", *(f"  {quoted(line)}," for line in known.contents), "]"]
    if spreads:
        lines += ["", "# 各部を見開きに収める", "[fitting]", "pages = 2"]
    if known.colophon:
        lines += ["", "[colophon]", "lines = [", *(f"  {quoted(line)}," for line in known.colophon), "]"]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
