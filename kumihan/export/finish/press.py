"""Tell what stands in the way of a file for the printer. This module changes nothing."""

from __future__ import annotations

from kumihan.finding import Finding, Place, error, warning
from kumihan.messages import tr

# What sets the blank pages of a saddle-stitched book, in its template.
BLANK_PAGES = '{% include "print/blank-pages.html.j2" %}'


def wrong_profile(data: bytes | None, file: str, place: Place) -> tuple[Finding, ...]:
    """An error where the file is no ICC profile of a CMYK printer (ICC.1, 7.2: class prtr, colour space CMYK)."""
    if data is not None and data[12:20] == b"prtrCMYK" and data[36:40] == b"acsp":
        return ()
    fact = tr("{file} is not the ICC profile of a CMYK press", file=file)
    if data is None:
        fact = tr("the profile {file} is not there", file=file)
    hint = tr("put the profile that the printer gives into the publication's folder and name it by its path from there")
    return (error("press-profile", fact, place, hint),)


def added_pages(added: int, wanting: int) -> tuple[Finding, ...]:
    """A warning where blank pages fill the last signature of a saddle-stitched book; an error where some are wanting."""
    if wanting:
        fact = tr("a saddle-stitched book has whole sheets of four pages, and {count} pages are wanting", count=wanting)
        hint = tr("in your own template, let the last section end with {include}", include=BLANK_PAGES)
        return (error("saddle-pages", fact, Place("book.toml"), hint),)
    if not added:
        return ()
    fact = tr("{count} blank pages were added at the end, so that a saddle-stitched book can be made", count=added)
    return (warning("saddle-pages", fact, Place("book.toml"), tr("give them to something that deserves a page")),)


def see_through() -> Finding:
    """An error: PDF/X-1a knows no transparency (ISO 15930-4, 6.10)."""
    fact = tr("something on the pages is transparent, and PDF/X-1a has no transparency")
    hint = tr("leave out --x1a, or give the figure plain colours instead of opacity")
    return error("transparency", fact, Place(), hint)
