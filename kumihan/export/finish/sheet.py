"""Make sheets for the printer: boxes, トンボ in the slug, nothing to click."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf

from kumihan.export.finish.job import Job

MM = 72 / 25.4
# What stands around the bleed (mm), the length of a mark, half the arm of a centre mark's cross, and the line (pt).
SLUG, MARK, ARM, LINE = 10, 9, 10, 0.3
Box = tuple[float, float, float, float]


def still(pdf: Pdf, job: Job) -> None:
    """Take out what can be clicked: links, bookmarks, named places. On paper they are nothing (ISO 15930-7, 6.17)."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
    for key in ("/Outlines", "/Names", "/PageMode"):
        if key in pdf.Root:
            del pdf.Root[key]


def boxes_and_marks(pdf: Pdf, job: Job) -> None:
    """The typesetter's sheet is the bleed; around it comes the slug with its marks, on every page the same form."""
    begin = pdf.make_stream(b"q\n")
    drawn: dict[tuple[Box, Box], tuple[Object, Object]] = {}
    for page in pdf.pages:
        bleed, trim = box_of(page.obj["/MediaBox"]), box_of(page.obj["/TrimBox"])
        media = (bleed[0] - SLUG * MM, bleed[1] - SLUG * MM, bleed[2] + SLUG * MM, bleed[3] + SLUG * MM)
        key = (trim, bleed)
        if key not in drawn:
            form = marks(pdf, trim, bleed, media)
            name = f"/Tombo{len(drawn)}"
            drawn[key] = (form, pdf.make_stream(f"\nQ\n{name} Do\n".encode()))
            page.obj["/Resources"]["/XObject"][name] = form
        page.obj["/BleedBox"] = Array([round(side, 4) for side in bleed])
        page.obj["/MediaBox"] = Array([round(side, 4) for side in media])
        page.obj["/Contents"] = Array([begin, page.obj["/Contents"], drawn[key][1]])


def box_of(box: Object) -> Box:
    left, bottom, right, top = (float(side) for side in box)
    return left, bottom, right, top


def marks(pdf: Pdf, trim: Box, bleed: Box, media: Box) -> Object:
    """トンボ in every ink (/Separation /All): double corner marks (角トンボ) and centre marks (センタートンボ)."""
    paths = [*corners(trim, bleed), *centres(trim, bleed)]
    lines = [f"/All CS 1 SCN {LINE} w 0 J 0 j"]
    for path in paths:
        points = [f"{x:.3f} {y:.3f} {'l' if number else 'm'}" for number, (x, y) in enumerate(path)]
        lines.append(" ".join((*points, "S")))
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    inks = Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])
    form = pdf.make_stream("\n".join(lines).encode(), Type=Name.XObject, Subtype=Name.Form)
    form["/BBox"] = Array([round(side, 4) for side in media])
    form["/Resources"] = Dictionary(ColorSpace=Dictionary(All=inks))
    return form


def corners(trim: Box, bleed: Box) -> list[list[tuple[float, float]]]:
    """Two angles at each corner: one from the trim's edge along the bleed's, one from the bleed's along the trim's."""
    paths = []
    long = MARK * MM
    for x, edge_x, out_x in ((trim[0], bleed[0], -1), (trim[2], bleed[2], 1)):
        for y, edge_y, out_y in ((trim[1], bleed[1], -1), (trim[3], bleed[3], 1)):
            paths.append([(x, edge_y + out_y * long), (x, edge_y), (edge_x + out_x * long, edge_y)])
            paths.append([(edge_x, edge_y + out_y * long), (edge_x, y), (edge_x + out_x * long, y)])
    return paths


def centres(trim: Box, bleed: Box) -> list[list[tuple[float, float]]]:
    """A cross at the middle of each side, its long arm along the edge."""
    middle_x, middle_y = (trim[0] + trim[2]) / 2, (trim[1] + trim[3]) / 2
    long, half, arm = MARK * MM, MARK * MM / 2, ARM * MM
    paths = []
    for edge, out in ((bleed[0], -1), (bleed[2], 1)):
        paths.append([(edge, middle_y), (edge + out * long, middle_y)])
        paths.append([(edge + out * half, middle_y - arm), (edge + out * half, middle_y + arm)])
    for edge, out in ((bleed[1], -1), (bleed[3], 1)):
        paths.append([(middle_x, edge), (middle_x, edge + out * long)])
        paths.append([(middle_x - arm, edge + out * half), (middle_x + arm, edge + out * half)])
    return paths
