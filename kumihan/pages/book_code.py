"""Look at the codes of the book trade in book.toml; how they are drawn is known elsewhere."""

from __future__ import annotations

import re

from kumihan.barcode.book import BookCode, digits_of
from kumihan.barcode.ean import check_digit
from kumihan.config import FILE, Config, line_of
from kumihan.finding import Finding, Place, error, warning
from kumihan.messages import tr

ISBN = re.compile(r"97[89][0-9]{10}")
KEYS = ("isbn", "c_code", "price")


def book_code(config: Config) -> BookCode | None:
    """The codes when all are given, else None."""
    if missing(config):
        return None
    return BookCode(config.isbn, config.c_code.removeprefix("C"), config.price)


def check_book_code(config: Config, text: str) -> tuple[Finding, ...]:
    """What is wrong with the codes; `text` is book.toml, for the places."""
    found = check_isbn(config, Place(FILE, line_of(["isbn"], text))) if config.isbn else ()
    absent = missing(config)
    if not absent or set(absent) >= {"c_code", "price"}:  # an ISBN alone is complete: not every book has a price
        return found
    given = next(key for key in ("price", "c_code") if key not in absent)
    fact = tr("no bar code is printed: {keys} is missing", keys=", ".join(absent))
    hint = tr("give isbn, c_code and price, or the ISBN alone")
    return (*found, warning("book-code", fact, Place(FILE, line_of([given], text)), hint))


def missing(config: Config) -> tuple[str, ...]:
    """The keys of the codes that book.toml does not give."""
    return tuple(key for key in KEYS if not getattr(config, key))


def check_isbn(config: Config, place: Place) -> tuple[Finding, ...]:
    """An ISBN has 13 digits of which the last checks the others (ISO 2108, clause 4.5)."""
    digits = digits_of(config.isbn)
    if not ISBN.fullmatch(digits):
        fact = tr("“{isbn}” is no ISBN of 13 digits", isbn=config.isbn)
        return (error("book-code", fact, place, tr("write it as 978-4-…, with hyphens")),)
    if digits[-1] != check_digit(digits):
        fact = tr("the check digit of the ISBN {isbn} is {digit}", isbn=config.isbn, digit=digits[-1])
        hint = tr(
            "to these twelve digits belongs {digit}; compare all with the registration", digit=check_digit(digits)
        )
        return (error("book-code", fact, place, hint),)
    return ()
