"""List the checks in the order in which they are told: for which products each is, and how grave what it finds is."""

from __future__ import annotations

from kumihan.checks import Check
from kumihan.finding import Severity
from kumihan.preflight.checks.bleed import bleed
from kumihan.preflight.checks.bookmarks import bookmarks
from kumihan.preflight.checks.colour_space import colour_space
from kumihan.preflight.checks.contents_pages import contents_pages
from kumihan.preflight.checks.empty_pages import empty_pages
from kumihan.preflight.checks.figure_texts import figure_texts
from kumihan.preflight.checks.folios import folios
from kumihan.preflight.checks.fonts import fonts
from kumihan.preflight.checks.hairlines import hairlines
from kumihan.preflight.checks.heading_at_foot import heading_at_foot
from kumihan.preflight.checks.heading_levels import heading_levels
from kumihan.preflight.checks.image_resolution import image_resolution
from kumihan.preflight.checks.ink_coverage import ink_coverage
from kumihan.preflight.checks.kinsoku_on_page import kinsoku_on_page
from kumihan.preflight.checks.links import links
from kumihan.preflight.checks.matter_text import matter_text
from kumihan.preflight.checks.metadata import metadata
from kumihan.preflight.checks.missing_glyphs import missing_glyphs
from kumihan.preflight.checks.output_intent import output_intent
from kumihan.preflight.checks.overfull_line import overfull_line
from kumihan.preflight.checks.overprint import overprint
from kumihan.preflight.checks.page_annotations import page_annotations
from kumihan.preflight.checks.page_boxes import page_boxes
from kumihan.preflight.checks.page_contents import page_contents
from kumihan.preflight.checks.press_file import press_file
from kumihan.preflight.checks.source_text import source_text
from kumihan.preflight.checks.spoken_text import spoken_text
from kumihan.preflight.checks.stranded_line import stranded_line
from kumihan.preflight.checks.tags import tags
from kumihan.preflight.checks.text_beyond_trim import text_beyond_trim
from kumihan.preflight.checks.text_inks import text_inks
from kumihan.preflight.checks.transparency import transparency
from kumihan.preflight.checks.unreadable_text import unreadable_text
from kumihan.preflight.checks.unseen_text import unseen_text
from kumihan.preflight.subject import DIGEST, OTHER, PRINT, SCREEN, Subject

Entry = tuple[Check[Subject], tuple[str, ...], Severity]
ERROR, WARNING = Severity.ERROR, Severity.WARNING
ALL = (PRINT, SCREEN, DIGEST, OTHER)
OURS = (PRINT, SCREEN, DIGEST)
EDITIONS = (PRINT, SCREEN)
PAPER = (PRINT, OTHER)

REGISTER: tuple[Entry, ...] = (
    (page_boxes, ALL, ERROR),
    (page_contents, ALL, ERROR),
    (bleed, PAPER, ERROR),
    (output_intent, PAPER, ERROR),
    (press_file, PAPER, ERROR),
    (page_annotations, PAPER, ERROR),
    (fonts, ALL, ERROR),
    (missing_glyphs, ALL, ERROR),
    (unreadable_text, ALL, WARNING),
    (colour_space, PAPER, ERROR),
    (transparency, PAPER, ERROR),
    (text_inks, PAPER, WARNING),
    (overprint, PAPER, ERROR),
    (hairlines, PAPER, WARNING),
    (ink_coverage, PAPER, WARNING),
    (image_resolution, PAPER, WARNING),
    (text_beyond_trim, ALL, ERROR),
    (unseen_text, OURS, ERROR),
    (kinsoku_on_page, EDITIONS, WARNING),
    (overfull_line, EDITIONS, WARNING),
    (stranded_line, EDITIONS, WARNING),
    (heading_at_foot, EDITIONS, WARNING),
    (empty_pages, EDITIONS, WARNING),
    (folios, EDITIONS, ERROR),
    (contents_pages, EDITIONS, ERROR),
    (source_text, EDITIONS, ERROR),
    (matter_text, EDITIONS, ERROR),
    (links, ALL, ERROR),
    (bookmarks, ALL, WARNING),
    (tags, (SCREEN,), ERROR),
    (spoken_text, (SCREEN,), ERROR),
    (heading_levels, (SCREEN,), WARNING),
    (figure_texts, (SCREEN,), WARNING),
    (metadata, ALL, WARNING),
)
