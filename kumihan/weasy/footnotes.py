"""Lose no footnote and keep them in order, however pages are laid out again. Where notes stand is WeasyPrint's work.

WeasyPrint forgets what a page passed on as soon as the page itself need not be laid out again, drops the notes of a line
that found room only when notes before it were passed on, takes back a note whose call stands on a page before when it
tries columns, and passes notes on in the order in which they failed to fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.layout import LayoutContext, page

from kumihan.weasy.hooks import replace

stock_make_all_pages = page.make_all_pages
stock_remake_page = page.remake_page
stock_unlayout_footnote = LayoutContext.unlayout_footnote


def install() -> None:
    replace("layout.page.remake_page", remake_page)
    replace("layout.page.make_all_pages", make_all_pages)
    replace("layout.make_all_pages", make_all_pages)
    replace("layout.LayoutContext.unlayout_footnote", unlayout_footnote)


def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
    """WeasyPrint's function of this name; a page that was the last but for notes is laid out in any case.

    Else the document would end with it, before its notes.
    """
    for index, notes in context.__dict__.get("passed_on", {}).items():
        if notes and index + 1 < len(context.page_maker) and context.page_maker[index + 1][0] is None:
            context.page_maker[index][-1]["pages_wanted"] = True
    made: Iterator[Any] = stock_make_all_pages(context, root_box, html, pages)
    return made


def remake_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
    """WeasyPrint's function of this name; the page begins with the notes that the one before it passed on."""
    state = context.__dict__
    order = state.setdefault("footnote_order", {id(note): number for number, note in enumerate(context.footnotes)})
    passed_on = state.setdefault("passed_on", {})
    context.reported_footnotes = sorted(passed_on.get(index - 1, ()), key=lambda note: order[id(note)])
    context.taken_over = {id(note) for note in context.reported_footnotes}
    made = stock_remake_page(index, context, root_box, html)
    context.reported_footnotes += forgotten(context, made[0])
    now, before = set(map(id, context.reported_footnotes)), set(map(id, passed_on.get(index, ())))
    passed_on[index] = tuple(context.reported_footnotes)
    if now if made[1] is None else now != before:
        context.page_maker[index + 1][-1]["content_changed"] = True
    return made


def forgotten(context: Any, page_box: Any) -> Iterator[Any]:
    """The notes that are called on a page and stand neither there nor among those that it passed on."""
    if context.footnotes:
        placed = {id(note) for note in (*context.current_page_footnotes, *context.reported_footnotes)}
        waiting = {id(note) for note in context.footnotes} - placed
        yield from [box.footnote for box in page_box.descendants() if id(box.footnote) in waiting]


def unlayout_footnote(context: Any, footnote: Any) -> None:
    """WeasyPrint's method of this name; a note that was taken over stays, for its call is on a page before."""
    if id(footnote) not in context.__dict__.get("taken_over", ()):
        stock_unlayout_footnote(context, footnote)
