"""Say in a PDF what it is: information dictionary, XMP, language, and the standard it is made to."""

from __future__ import annotations

from html import escape

from pikepdf import Dictionary, Name, Pdf, String

from kumihan.export.finish.job import Job

PRODUCER = "kumihan"
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/", "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/", "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}  # fmt: skip
# How each standard is named in XMP: ISO 19005-4, ISO 14289-2; ISO 15930-7. PDF/X-1a says it in the dictionary alone.
CLAIMS = {
    "screen": (("pdfaid:part", "4"), ("pdfaid:rev", "2020"), ("pdfuaid:part", "2"), ("pdfuaid:rev", "2024")),
    "x4": (("pdfxid:GTS_PDFXVersion", "PDF/X-4"),),
    "x1a": (),
}


def information(pdf: Pdf, job: Job) -> None:
    """The information dictionary of a print file (ISO 15930-4 and -7, 6.2); PDF/A-4 has none (ISO 19005-4, 6.1.3)."""
    if job.standard == "screen":
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        return
    info = Dictionary(
        Title=String(job.title), CreationDate=String(job.stamp), ModDate=String(job.stamp), Trapped=Name("/False"),
        Producer=String(PRODUCER), Creator=String(PRODUCER),
    )  # fmt: skip
    if job.author:
        info["/Author"] = String(job.author)
    if job.standard == "x1a":
        info["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
    pdf.docinfo = pdf.make_indirect(info)


def xmp(pdf: Pdf, job: Job) -> None:
    """The XMP packet, uncompressed, with the day of issue as every date."""
    day = f"{job.date:%Y-%m-%d}T00:00:00Z"
    facts = [
        *CLAIMS[job.standard], ("pdf:Producer", PRODUCER), ("xmp:CreatorTool", PRODUCER), ("xmp:CreateDate", day),
        ("xmp:ModifyDate", day), ("xmp:MetadataDate", day), ("xmpMM:DocumentID", job.document_id),
        ("xmpMM:VersionID", "1"), ("xmpMM:RenditionClass", "default"),
    ]  # fmt: skip
    if job.standard != "screen":
        facts.append(("pdf:Trapped", "False"))
    lines = [f"<{name}>{escape(value)}</{name}>" for name, value in facts]
    title = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(job.title)}</rdf:li></rdf:Alt>'
    lines += [
        f"<dc:title>{title}</dc:title>",
        f"<dc:language><rdf:Bag><rdf:li>{escape(job.language)}</rdf:li></rdf:Bag></dc:language>",
    ]
    if job.author:
        lines.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(job.author)}</rdf:li></rdf:Seq></dc:creator>")
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in SPACES.items())
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {spaces}>\n'
        + "\n".join(lines)
        + "\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    )
    stream = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = stream


def viewing(pdf: Pdf, job: Job) -> None:
    """What a reader's program shows at first: the title, and on screen the bookmarks."""
    pdf.Root.Lang = String(job.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if job.standard == "screen" and "/Outlines" in pdf.Root:
        pdf.Root.PageMode = Name.UseOutlines
