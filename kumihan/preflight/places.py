"""Find where in the source something on a page comes from. Nothing is judged here."""

from __future__ import annotations

from kumihan.finding import Place
from kumihan.model import Figure, Table, blocks
from kumihan.preflight.marks import Box
from kumihan.preflight.subject import Subject


def place_of_text(subject: Subject, page: int, box: Box) -> Place:
    """The place of the line of a 0-based page that a box lies on."""
    items = subject.reading.set_lines if subject.reading else ()
    found = (item for item in items if item.page == page and not item.line.box.within(box).empty)
    return next((subject.reading.passages[item.passage].place for item in found if subject.reading), Place())


def place_of_picture(subject: Subject, page: int, box: Box) -> Place:
    """The place of the figure whose caption is nearest to a picture of a 0-based page."""
    reading = subject.reading
    if reading is None:
        return Place()
    figures = {
        node.place for chapter in reading.book.chapters for node in blocks(chapter.children) if isinstance(node, Figure)
    }
    near = [
        (abs(item.line.box.top - box.bottom) + abs(item.line.box.left - box.left), reading.passages[item.passage].place)
        for item in reading.set_lines
        if item.page == page and reading.passages[item.passage].place in figures
    ]
    return min(near)[1] if near else Place()


def is_table(subject: Subject, place: Place) -> bool:
    """Whether a place is that of a table."""
    chapters = subject.book.chapters if subject.book else ()
    return any(
        isinstance(node, Table) and node.place == place for chapter in chapters for node in blocks(chapter.children)
    )
