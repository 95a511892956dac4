"""Write a digest as a Word document (ISO/IEC 29500) that is good to paste from. Only this module knows python-docx."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kumihan.config import Config
from kumihan.digest.model import Digest, Entry, Part
from kumihan.digest.written import byline, heading

INK, GREY = RGBColor(0x14, 0x28, 0x4A), RGBColor(0x44, 0x4C, 0x56)
# The first day that a zip archive can bear; what is inside has the day of issue.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
# A picture of the first page that python-docx's empty document has; it would show nothing of ours.
THUMBNAIL = "docProps/thumbnail.jpeg"


def digest_word(digest: Digest, config: Config) -> bytes:
    """The document's bytes, the same for the same digest."""
    made = docx.Document()
    page(made)
    styles(made, config, digest.words.language)
    properties(made, digest, config)
    made.add_paragraph(digest.title + (f"　{digest.edition}" if digest.edition else ""), "Title")
    imprint = "　".join(filter(None, (digest.words.kind, digest.issuer, digest.issued)))
    made.add_paragraph(imprint, "Caption")
    if digest.thesis:
        made.add_paragraph(digest.thesis, "Subtitle")
    for part in digest.parts:
        add_part(made, digest, part)
    made.add_paragraph(digest.words.quoted, "Caption")
    if digest.url:
        made.add_paragraph(f"{digest.words.full_text}　{digest.url}", "Caption")
    out = io.BytesIO()
    made.save(out)
    return steadied(out.getvalue())


def add_part(made: Any, digest: Digest, part: Part) -> None:
    made.add_paragraph("　".join(filter(None, (part.label, part.title))), "Heading 1")
    if by := byline(digest, part):
        made.add_paragraph(by, "Caption").paragraph_format.keep_with_next = True
    for entry in part.entries:
        add_entry(made.add_paragraph(style="List Bullet"), digest, entry)


def add_entry(paragraph: Any, digest: Digest, entry: Entry) -> None:
    words = digest.words
    if entry.label:
        paragraph.add_run(entry.label).bold = True
        paragraph.add_run(words.colon if entry.text or entry.hole else "")
    if entry.hole:
        paragraph.add_run(words.hole).bold = True
        paragraph.add_run(f"　{words.hole_words}")
    paragraph.add_run(entry.text)
    if entry.item.page:
        run = paragraph.add_run(f" （{words.page.format(page=entry.item.page)}）")
        run.font.size, run.font.color.rgb = Pt(8), GREY


def page(made: Any) -> None:
    """A4 with the margins of a memo."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)


def styles(made: Any, config: Config, language: str) -> None:
    """Word's own styles by name, so that what is pasted takes on the look of the memo."""
    serif, sans = config.fonts.serif, config.fonts.sans
    looks = {
        "Normal": (serif, 10, False, None, 0, 0), "Title": (sans, 20, True, INK, 0, 2),
        "Subtitle": (sans, 11.5, True, None, 4, 4), "Heading 1": (sans, 11.5, True, INK, 10, 0),
        "List Bullet": (serif, 10, False, None, 2, 0), "Caption": (sans, 8.5, False, GREY, 2, 2),
    }  # fmt: skip
    for name, (family, size, bold, colour, above, below) in looks.items():
        style = made.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = family, Pt(size), bold, False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia"):
            fonts.set(qn(script), family)
        if colour is not None:
            style.font.color.rgb = colour
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    properties = made.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    properties.set(qn("w:eastAsia"), "ja-JP")
    properties.set(qn("w:val"), "en-US" if language == "en" else "ja-JP")


def properties(made: Any, digest: Digest, config: Config) -> None:
    """Who wrote what and when: the day of issue, never today."""
    day = datetime.datetime.combine(config.date, datetime.time())
    core = made.core_properties
    core.title, core.author, core.comments, core.keywords = heading(digest), digest.issuer, "", ""
    core.language, core.last_modified_by, core.revision = digest.words.language, digest.issuer, 1
    core.created = core.modified = day


def steadied(data: bytes) -> bytes:
    """The same archive with one time for all its files, and without the empty document's thumbnail."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in held.namelist():
            if name != THUMBNAIL:
                content = held.read(name)
                if name == "_rels/.rels":
                    content = without_thumbnail(content)
                made.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def without_thumbnail(relations: bytes) -> bytes:
    """The package's relations without the one to the thumbnail."""
    before, _, after = relations.partition(THUMBNAIL.encode())
    start, end = before.rindex(b"<Relationship "), after.index(b">") + 1
    return before[:start] + after[end:]
