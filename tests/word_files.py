"""Make Word documents for the tests, with what python-docx has no words for added as XML."""

import io
import struct
import zipfile
import zlib

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Manuscript:
    """A document in the making; `add` takes the XML of a paragraph's content."""

    def __init__(self):
        self.made = docx.Document()
        self.body = self.made.element.body

    def style(self, name, base="Normal"):
        made = self.made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = self.made.styles[base]

    def say(self, text, style=None, bold=False):
        paragraph = self.made.add_paragraph("", style)
        run = paragraph.add_run(text)
        run.bold = bold or None
        return paragraph

    def add(self, content, style=None, properties=""):
        """A paragraph of raw XML in a style."""
        paragraph = self.made.add_paragraph("", style)
        name = paragraph._p.pPr.pStyle.val if style and paragraph._p.pPr is not None else ""
        properties = (f'<w:pStyle w:val="{name}"/>' if name else "") + properties
        made = parse_xml(f"<w:p {SPACES}><w:pPr>{properties}</w:pPr>{content}</w:p>")
        paragraph._p.getparent().replace(paragraph._p, made)
        return made

    def part(self, name, kind, content_type, xml):
        """A part that the document is related to."""
        part = Part(PackURI(f"/word/{name}"), content_type, xml.encode(), self.made.part.package)
        return self.made.part.relate_to(part, kind)

    def notes(self, kind, bodies):
        """Footnotes or endnotes by id, as the XML of their paragraphs."""
        head = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        items = "".join(
            f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{body}</w:p></w:{kind}>' for number, body in bodies.items()
        )
        xml = f"<w:{kind}s {SPACES}>{head}{items}</w:{kind}s>"
        relation = RT.FOOTNOTES if kind == "footnote" else RT.ENDNOTES
        return self.part(f"{kind}s.xml", relation, f"{WORDML}.{kind}s+xml", xml)

    def link(self, address):
        return self.made.part.relate_to(address, RT.HYPERLINK, is_external=True)

    def data(self):
        out = io.BytesIO()
        self.made.save(out)
        return out.getvalue()


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ruby(base, above):
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{run(above)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"


def field(code, result=""):
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def note(kind, number):
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def drawing(relation, alt="", tail=""):
    """An inline picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="600000"/><wp:docPr id="1" name="x" descr="{alt}"/>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<a:blip r:embed="{relation}"/>{tail}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def box(content):
    """A text box as Word writes it: for newer programs, and again for older ones."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="9" name="箱"/><a:graphic>'
        f'<a:graphicData uri="wps"><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def png(width=90, height=60, level=120):
    """A grey PNG."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([level]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def changed(data, change):
    """The package with the members that `change` gives anew (or None, to leave one out)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = change(info.filename, old.read(info))
            if content is not None:
                new.writestr(info.filename, content)
    return out.getvalue()
