"""Gather what a paragraph of Word holds: text with its face, fields, links, ruby, notes, signs, tracked changes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from kumihan.finding import Place
from kumihan.intake.draft import Kind
from kumihan.intake.word.package import qn
from kumihan.intake.word.pictures import pictures
from kumihan.intake.word.reading import Field, Gathered, Reading, text_of
from kumihan.intake.word.signs import raised, ruby, sign
from kumihan.intake.word.styles import Face
from kumihan.messages import tr
from kumihan.model import NoteReference

SCHEMES = ("https://", "http://", "mailto:", "tel:")
HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]+)"', re.I)
# What stands in a paragraph or run without a word of its own.
SILENT = {
    "pPr", "rPr", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart",
    "permEnd", "lastRenderedPageBreak", "annotationRef", "footnoteRef", "endnoteRef", "separator", "softHyphen",
    "continuationSeparator", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "pgNum",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "sdtPr", "sdtEndPr",
}  # fmt: skip


def gather(paragraph: Any, reading: Reading) -> Gathered:
    """The paragraph's content, after what a deleted paragraph end joins to it."""
    gathered, reading.carried = reading.carried, Gathered()
    content(paragraph, Face(), gathered, reading)
    return gathered


def content(element: Any, face: Face, out: Gathered, reading: Reading) -> None:
    """The children of a paragraph or of what groups its runs."""
    for child in element.iterchildren("*"):
        name = local(child)
        if name == "r":
            run(child, face, out, reading)
        elif name == "hyperlink":
            content(child, linked(child, face, reading), out, reading)
        elif name in ("del", "moveFrom"):
            delete(child, name, reading)
        elif name in ("ins", "moveTo"):
            reading.taken += name == "ins"
            content(child, face, out, reading)
        elif name in ("oMath", "oMathPara"):
            equation(child, face, out, reading)
        elif name == "AlternateContent":
            content(chosen(child), face, out, reading)
        elif name == "sdt" and is_prompt(child, reading):
            continue
        elif name == "fldSimple":
            begin(Field(child.get(qn("w:instr"), ""), True), reading)
            content(child, face, out, reading)
            end(out, reading)
        elif name not in SILENT:
            content(child, face, out, reading)


def run(element: Any, face: Face, out: Gathered, reading: Reading) -> None:
    face = reading.styles.face(element.find(qn("w:rPr")), face)
    for child in element.iterchildren("*"):
        piece(child, face, out, reading)


def piece(child: Any, face: Face, out: Gathered, reading: Reading) -> None:
    """One child of a run."""
    match local(child):
        case "t":
            put(child.text or "", face, out, reading)
        case "tab" | "ptab":
            put("\t", face, out, reading)
        case "br" if child.get(qn("w:type")) in ("page", "column"):
            reading.breaks += 1
        case "br" | "cr":
            put("\n", face, out, reading)
        case "noBreakHyphen":
            put("-", face, out, reading)
        case "sym":
            put(sign(child, reading), face, out, reading)
        case "ruby":
            put(ruby(child, reading), face, out, reading, held=True)
        case "instrText" if reading.fields:
            reading.fields[-1].code += child.text or ""
        case "fldChar":
            field_mark(child.get(qn("w:fldCharType")), out, reading)
        case "footnoteReference" | "endnoteReference" as kind:
            put(
                cited(kind.removesuffix("Reference"), child.get(qn("w:id"), ""), reading),
                Face(),
                out,
                reading,
                held=True,
            )
        case "commentReference":
            comment(child.get(qn("w:id"), ""), reading)
        case "drawing" | "pict" | "object":
            out.pictures += pictures(child, reading)
            out.boxes += [box for box in child.iter(qn("w:txbxContent")) if not inside_box(box, child)]
        case "AlternateContent":
            for inner in chosen(child).iterchildren("*"):
                piece(inner, face, out, reading)
        case "delText":
            delete(child, "del", reading)
        case name if name not in SILENT:
            if words := text_of(child):
                reading.note(Kind.DROP, tr("w:{name} is not known here: “{text}”", name=name, text=words))


def put(text: str, face: Face, out: Gathered, reading: Reading, held: bool = False) -> None:
    """Add text unless it is a field's instruction, the contents, or hidden. `held`: it stands for a value already."""
    if not text:
        return
    if reading.in_code():
        reading.swallowed.append(reading.marks.words(text))
        return
    if reading.in_contents():
        reading.contents.append(reading.marks.words(text))
        return
    if face.hidden:
        reading.note(Kind.DROP, tr("hidden text: “{text}”", text=reading.marks.words(text)))
        return
    address = next((found[1] for field in reversed(reading.fields) if (found := HYPERLINK.search(field.code))), "")
    if address and not face.href:
        face = replace(face, href=allowed(address, reading))
    if not held:
        text = raised(text, face, reading)
    if out.spans and out.spans[-1][1] == face:
        out.spans[-1] = (out.spans[-1][0] + text, face)
    else:
        out.spans.append((text, face))


def linked(element: Any, face: Face, reading: Reading) -> Face:
    """The face inside a w:hyperlink."""
    address = reading.story.addresses.get(element.get(qn("r:id"), ""), "")
    return replace(face, href=allowed(address, reading)) if address else face


def allowed(address: str, reading: Reading) -> str:
    """An address of the net as a link can bear it; any other is recorded, and its words stand alone."""
    if not address.startswith(SCHEMES):
        reading.note(Kind.DROP, tr("a link to {address}; its words were kept", address=address))
        return ""
    return quote(address, safe=":/?#@!$&'*+,;=%~-._[]")


def field_mark(kind: str | None, out: Gathered, reading: Reading) -> None:
    if kind == "begin":
        begin(Field(), reading)
    elif kind == "separate" and reading.fields:
        reading.fields[-1].result = True
    elif kind == "end" and reading.fields:
        end(out, reading)


def begin(field: Field, reading: Reading) -> None:
    reading.fields.append(field)


def end(out: Gathered, reading: Reading) -> None:
    """Close a field. What it says of other places is told; one without a result may hold words of the author's."""
    field = reading.fields.pop()
    if reading.in_code() or reading.in_contents():
        return
    if field.name in ("PAGEREF", "NOTEREF"):
        fact = tr(
            "a number that Word counted stands in the text ({code}); refer by [](#id){{.page}} instead",
            code=field.code.strip(),
        )
        reading.note(Kind.ASK, fact)
    elif not field.result and field.name in ("EQ", "XE", "TC", "ADVANCE", "QUOTE"):
        reading.note(Kind.ASK, tr("a field of Word was not taken: {code}", code=field.code.strip()))


def is_prompt(container: Any, reading: Reading) -> bool:
    """Whether a content control shows only what it asks for; that is recorded."""
    properties = container.find(qn("w:sdtPr"))
    if properties is None or properties.find(qn("w:showingPlcHdr")) is None:
        return False
    reading.note(Kind.DROP, tr("a form’s field that was not filled in: “{text}”", text=text_of(container)))
    return True


def delete(element: Any, kind: str, reading: Reading) -> None:
    """Leave out what a tracked change takes away; what was moved comes at its new place."""
    words = text_of(element)
    if kind == "del":
        reading.deleted += 1
        if words and not reading.in_code():
            reading.note(Kind.DROP, tr("deleted in a tracked change: “{text}”", text=words))


def equation(element: Any, face: Face, out: Gathered, reading: Reading) -> None:
    """The characters of an equation alone; how they stand to each other is lost, and told."""
    words = text_of(element)
    if words:
        reading.note(
            Kind.ASK, tr("an equation was not taken, only its characters “{text}”; put it in as a picture", text=words)
        )
        put(words, replace(face, bold=False, italic=False), out, reading)


def cited(kind: str, name: str, reading: Reading) -> str:
    """The mark of a note."""
    known = reading.cited
    if (kind, name) not in known:
        count = sum(other == kind for other, _ in known) + 1
        # Beside these an author may have typed notes of the names 1, 2, 3.
        known[kind, name] = f"{kind[0]}{count}"
    return reading.marks.hold(NoteReference(known[kind, name], 0, Place("", reading.number)))


def comment(name: str, reading: Reading) -> None:
    words = reading.comments.pop(name, "")
    if words:
        reading.note(Kind.ASK, tr("a comment: “{text}”", text=words))


def chosen(alternatives: Any) -> Any:
    """The content for programs that know more, where it holds anything; else the fallback."""
    choices = list(alternatives.iterchildren(qn("mc:Choice")))
    fallback = list(alternatives.iterchildren(qn("mc:Fallback")))
    telling = (qn("w:txbxContent"), qn("a:blip"), qn("w:t"), qn("a:graphicData"))
    return next((choice for choice in choices if any(True for _ in choice.iter(*telling))), (*fallback, *choices)[0])


def inside_box(box: Any, outermost: Any) -> bool:
    """Whether a text box stands in another, with which it will be read."""
    return any(
        parent.tag == qn("w:txbxContent") for parent in box.iterancestors() if outermost in parent.iterancestors()
    )


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
