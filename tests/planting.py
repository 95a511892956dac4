"""A small publication to plant faults in, and how one is planted; tests/conftest.py builds it."""

import io

import pikepdf

from kumihan import messages
from kumihan.cli import main
from kumihan.preflight.fonts import read_font
from kumihan.preflight.inspection import inspect
from kumihan.stages.inspection import publication_of
from kumihan.stages.manuscript import read

BOOK = 'slug = "small"\ntitle = "試験の本"\ndate = 2026-01-31\n'
SENTENCES = "".join(f"{{n}}館の{book}冊目を借りた人は、返す日を「本の中」に書いて帰る。" for book in range(30))
CHAPTER = f"---\ntitle: 小さな町の図書館{{n}}\nid: ch{{n}}\n---\n\n{SENTENCES}\n\n{{last}}\n\n## 棚の話\n\n棚は木でできている。\n"
LAST = ("町史は東の窓にある。", "地図を見る。")
SMALL = {"book.toml": BOOK} | {f"0{n}-x.md": CHAPTER.format(n=n, last=LAST[n - 1]) for n in (1, 2)}
NAME, SCREEN = "small-print.pdf", "small-screen.pdf"


def build(folder, files, *arguments):
    """The publication of these files as read, and the bytes of its products by name."""
    root, output = folder / "content", folder / "output"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    assert main([*arguments, "--content", str(root), "--output", str(output), "--lang", "en"]) == 0
    return read(root), {path.name: path.read_bytes() for path in output.iterdir() if path.suffix in (".pdf", ".epub")}


def changed(data, change):
    """The PDF after a change to it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def painted(pdf, page, operators):
    """Put operators before a page's own, in plain user space."""
    pdf.pages[page].contents_add(pdf.make_stream(operators), prepend=True)


def written(pdf, page, x, y, *lines):
    """Write lines at 10 pt, 15 pt apart, in a font of the page that has their characters."""
    fonts = {name: read_font(font) for name, font in pdf.pages[page].Resources.Font.items()}
    name, glyphs = next(
        (name, glyphs)
        for name, font in fonts.items()
        if set("".join(lines)) <= set(glyphs := {text: code for code, text in font.unicode.items()})
    )
    shown = " 0 -15 Td ".join(f"<{''.join(f'{glyphs[character]:04x}' for character in line)}> Tj" for line in lines)
    painted(pdf, page, f"BT {name} 10 Tf {x} {y} Td {shown} ET ".encode())


def found(manuscript, data, name=NAME):
    messages.use("en")
    return [str(finding) for finding in inspect(name, data, publication_of(manuscript))]


def operators(pdf, page):
    """Each instruction of a page as a list of operands and an operator, with the text that it shows."""
    fonts = {name: read_font(font) for name, font in pdf.pages[page].Resources.Font.items()}
    font = None
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[page]):
        operands, shown = list(operands), ""
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        if str(operator) == "TJ":
            shown = "".join(font.decode(bytes(part))[0] for part in operands[0] if isinstance(part, pikepdf.String))
        yield operands, operator, shown


def without(*words):
    """Take out of all pages the lines that begin so."""

    def take(pdf):
        hits = []
        for number, page in enumerate(pdf.pages):
            kept = []
            for operands, operator, shown in operators(pdf, number):
                hit = next((word for word in words if shown.startswith(word)), None)
                if hit:
                    hits.append(hit)
                else:
                    kept.append((operands, operator))
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        assert sorted(hits) == sorted(words)

    return take


def taken(page, words):
    """Take out of a 0-based page what begins so."""

    def take(pdf):
        kept = [item for item in operators(pdf, page)]
        hits = [item for item in kept if item[2].startswith(words)]
        assert hits, [item[2] for item in kept if item[2]]
        kept = [item[:2] for item in kept if item not in hits]
        pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))

    return take
