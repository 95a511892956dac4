"""Tell what kind of file a manuscript came in, by its bytes; a kind that cannot be read is refused with the way out."""

from __future__ import annotations

import io
import zipfile
from enum import Enum
from pathlib import PurePath

from kumihan.errors import InputError
from kumihan.finding import Place, error
from kumihan.messages import tr

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of an OLE file are named in UTF-16.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class FileKind(Enum):
    TEXT = "text"
    WORD = "word"


def file_kind(data: bytes, name: str) -> FileKind:
    """TEXT or WORD. Raises InputError for every other kind."""
    ending = PurePath(name).suffix.lower()
    if data.startswith(OLE):
        if ENCRYPTED in data:
            hint = tr("open it in Word, take the password away (File › Info › Protect Document) and save it again")
            raise refused(name, tr("{file} is protected by a password", file=name), hint)
        if ending == ".jtd":
            raise refused(
                name, tr("{file} is an Ichitaro document", file=name), tr("save it there as .docx or as text")
            )
        fact = tr("{file} is a document of Word 97–2003 (.doc) or another old kind", file=name)
        raise refused(name, fact, tr("open it in Word or LibreOffice and save it as .docx"))
    if data.startswith(b"{\\rtf"):
        fact = tr("{file} is Rich Text Format", file=name)
        raise refused(name, fact, tr("open it in Word or LibreOffice and save it as .docx"))
    if data.startswith(b"%PDF"):
        hint = tr("ask the author for the Word document or the text: a PDF has lines, but no paragraphs")
        raise refused(name, tr("{file} is a PDF", file=name), hint)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return zip_kind(data, name)
    if ending in (".docx", ".docm", ".dotx"):
        raise refused(name, *broken(name))
    if ending in (".doc", ".rtf", ".odt", ".pdf", ".pages", ".jtd"):
        fact = tr("{file} is not what its name says", file=name)
        raise refused(name, fact, tr("save the manuscript as .docx, or as text in UTF-8"))
    return FileKind.TEXT


def zip_kind(data: bytes, name: str) -> FileKind:
    """WORD for a package with a Word document in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise refused(name, *broken(name)) from None
    if any(member.startswith("word/") for member in members) or (
        "[Content_Types].xml" in members and PurePath(name).suffix.lower() == ".docx"
    ):
        return FileKind.WORD
    if "content.xml" in members:
        fact = tr("{file} is an OpenDocument file (.odt)", file=name)
        raise refused(name, fact, tr("open it in Word or LibreOffice and save it as .docx"))
    if any(member.startswith("Index") for member in members):
        fact = tr("{file} is a Pages document", file=name)
        raise refused(name, fact, tr("export it from Pages as Word (.docx)"))
    fact = tr("{file} is no document that can be imported", file=name)
    raise refused(name, fact, tr("save the manuscript as .docx, or as text in UTF-8"))


def broken(name: str) -> tuple[str, str]:
    """The fact and the way out for a Word document that cannot be opened."""
    fact = tr("{file} cannot be opened as a Word document", file=name)
    return fact, tr(
        "open it in Word, which can mend it, and save it again as .docx; or ask the author to send it again"
    )


def refused(name: str, fact: str, hint: str) -> InputError:
    return InputError(error("manuscript-kind", fact, Place(name), hint))
