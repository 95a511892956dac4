"""The list of stages. This is the only module that knows two of them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from kumihan.config import DIGEST_KINDS, FILE, Config, read_config
from kumihan.deliver import deliver, deliver_folder
from kumihan.digest.choice import choose
from kumihan.digest.kinds import grouped_as_asked, joined, make_kinds
from kumihan.digest.model import Digest, digest_of
from kumihan.digest.page import Desk
from kumihan.digest.products import Made, make_digest
from kumihan.digest.span import span
from kumihan.digest.summary import summary_of
from kumihan.errors import InputError
from kumihan.export.artifact import Artifact
from kumihan.export.epub_edition import make_ebooks
from kumihan.export.finish.job import Standard, job
from kumihan.export.finish.order import finish
from kumihan.export.finish.press import added_pages, wrong_profile
from kumihan.export.page_breaks import page_breaks
from kumihan.export.pdf import missing_families
from kumihan.figures import check_figures, figures_of, media_type
from kumihan.finding import Finding, Place, error, warning
from kumihan.fitting.parts import Fitted, Shop, copyfit
from kumihan.fitting.told import fit_findings, lines_of
from kumihan.galley import Galley
from kumihan.intake.manuscript import import_manuscript
from kumihan.markup.reader import read_chapter
from kumihan.markup.resolve import resolve
from kumihan.markup.writer import write_chapter
from kumihan.messages import tr
from kumihan.model import Book, Target
from kumihan.pages.book_code import check_book_code
from kumihan.pages.ebook import Press
from kumihan.pages.layout import lay_out
from kumihan.pages.matter.lists import NOWHERE, check_lists, make_lists
from kumihan.pages.store import DEFAULT, STORES
from kumihan.pages.templates import HOME, Room
from kumihan.pictures import prepare
from kumihan.preflight.inspection import inspect
from kumihan.preflight.proof_sheet import proof_sheet
from kumihan.proof.reading import proof
from kumihan.report import build_report
from kumihan.source import Source, check_file, places_of, read_bytes, read_chapters, read_text, read_toml
from kumihan.weasy.font_file import font_file
from kumihan.weasy.fragments import fragments
from kumihan.weasy.typeset import Pages, typeset

PRODUCTS = ("print", "screen", "epub", "digest")
EDITIONS = ("print", "screen")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """原稿: the publication as read."""

    root: Path
    config: Config
    sources: tuple[Source, ...]
    book: Book
    targets: dict[str, Target]
    findings: tuple[Finding, ...]

    def read(self, file: str) -> bytes | None:
        """The bytes of a file of the publication, a photograph made fit for every product; or None."""
        data = read_bytes(self.root, file)
        return prepare(data)[1] if data is not None and media_type(data) else data


def read(root: Path) -> Manuscript:
    """Read and parse a publication. Raises InputError only where going on is impossible."""
    values = read_toml(root, FILE)
    about, _ = read_text(root, FILE)
    assert about is not None  # read_toml has just read it
    config = read_config(values, about.text)
    sources, findings = read_chapters(root)
    parsed = [read_chapter(item) for item in sources]
    chapters = tuple(chapter for chapter, _ in parsed if chapter is not None)
    found = [*findings, *(finding for _, few in parsed for finding in few)]
    book, targets, dangling = resolve(chapters)
    outside = [finding for figure in figures_of(book) for finding in check_file(root, figure.source, figure.place)]
    pictures = () if outside else check_figures(book, lambda file: read_bytes(root, file))
    front = (*check_book_code(config, about.text), *check_lists(book, config, about.text))
    return Manuscript(root, config, (about, *sources), book, targets, (*found, *dangling, *outside, *pictures, *front))


def shop(manuscript: Manuscript) -> Shop:
    """What a part of the publication is fitted with."""
    return Shop(manuscript.config, manuscript.targets, Room(manuscript.root), manuscript.read)


def galley(
    manuscript: Manuscript, edition: str, fitted: Fitted = Fitted(), landed: Mapping[str, int] = NOWHERE
) -> Galley:
    book, room = manuscript.book, Room(manuscript.root)
    return lay_out(book, manuscript.targets, manuscript.config, room, edition, fitted.styles, landed=landed)


def set_pages(manuscript: Manuscript, edition: str, fitted: Fitted) -> tuple[Pages, tuple[Finding, ...]]:
    """The pages of an edition; set again where the index has to know them to name each page once."""
    pages, found = typeset(galley(manuscript, edition, fitted), manuscript.read)
    if make_lists(manuscript.book, manuscript.config)[1].repeated:
        landed = {name: anchor.page for name, anchor in pages.anchors.items()}
        pages, found = typeset(galley(manuscript, edition, fitted, landed), manuscript.read)
    return pages, found


def edition(
    manuscript: Manuscript, name: str, fitted: Fitted, x1a: bool = False
) -> tuple[Pages, Artifact, tuple[Finding, ...]]:
    """Typeset the print or screen edition; `x1a` makes print to PDF/X-1a instead of X-4."""
    begun = time.perf_counter()
    pages, found = set_pages(manuscript, name, fitted)
    data, missing = pages.pdf(tagged=name == "screen")
    found = (*found, *missing_glyphs(missing, manuscript.sources), *missing_fonts(data, manuscript))
    standard: Standard = "screen" if name == "screen" else "x1a" if x1a else "x4"
    whole = job(manuscript.config, pages.folios, standard, name, b"" if name == "screen" else press_profile(manuscript))
    data, count = finish(data, whole), len(pages.folios) + whole.blanks
    found = (*found, *added_pages(whole))
    file = f"{manuscript.config.slug}-{name}.pdf"
    return pages, Artifact(file, "application/pdf", data, count, time.perf_counter() - begun), found


def screen(manuscript: Manuscript, fitted: Fitted) -> tuple[Artifact, tuple[Finding, ...]]:
    """The screen edition without its pages, which cannot leave the process that set them."""
    _, artifact, found = edition(manuscript, "screen", fitted)
    return artifact, found


def press_profile(manuscript: Manuscript) -> bytes:
    """The ICC profile of the press. Raises InputError where book.toml names one that is none."""
    file = manuscript.config.print.profile
    data = read_bytes(manuscript.root, file) if file else read_bytes(HOME / "styles", "coated.icc")
    place = (*places_of(file, manuscript.sources[:1]), Place(FILE))[0] if file else Place(FILE)
    sound(wrong_profile(data, file, place))
    return data or b""


def editions(
    manuscript: Manuscript, products: tuple[str, ...], fitted: Fitted, x1a: bool, executor: Executor | None,
    step: Callable[[str], None],
) -> tuple[Pages, list[Artifact], tuple[Finding, ...]]:  # fmt: skip
    """The editions that the products need: the pages of the first, print before screen, and the files in this order."""
    names = [name for name in EDITIONS if name in products or (name == "print" and {"epub", "digest"} & set(products))]
    apart = executor.submit(screen, manuscript, fitted) if executor and {"print", "screen"} <= set(products) else None
    step(tr("typesetting: {edition}", edition=names[0]))
    printed, artifact, found = edition(manuscript, names[0], fitted, x1a)
    artifacts, findings = [artifact], sound(found)
    for name in names[1:]:
        step(tr("typesetting: {edition}", edition=name))
        artifact, found = apart.result() if apart else edition(manuscript, name, fitted)[1:]
        artifacts, findings = [*artifacts, artifact], sound((*findings, *found))
    return printed, artifacts, findings


def build(
    root: Path,
    output: Path,
    products: tuple[str, ...] = PRODUCTS,
    strict: bool = False,
    step: Callable[[str], None] = lambda words: None,
    store: str = DEFAULT.name,
    approve: bool = False,
    x1a: bool = False,
    executor: Executor | None = None,
    loose: bool = False,
) -> tuple[Finding, ...]:
    """Make the products and deliver them whole, or raise InputError and deliver nothing.

    `strict` counts a warning as an error; `step` is told what comes next; `store` is where the e-book is going;
    `approve` keeps the digest's sentences as approved; `x1a` makes print to PDF/X-1a;
    `executor` sets the screen edition while print is set here: any `concurrent.futures.Executor` will do;
    `loose` builds although a part does not fit on its pages.
    """
    step(tr("reading"))
    manuscript = read(root)
    findings = sound(manuscript.findings)
    made = Made()
    fitted = copyfit(manuscript.book, shop(manuscript), step)
    printed, artifacts, found = editions(manuscript, products, fitted, x1a, executor, step)
    fits = fit_findings(manuscript.book, fitted, printed, manuscript.config, loose)
    findings = sound((*findings, *found, *fits))
    if "epub" in products:
        step(tr("packaging the e-book"))
        books, found = ebooks(manuscript, printed, artifacts[0].data, store)
        findings = sound((*findings, *found))
        artifacts += books
    if "digest" in products:
        step(tr("composing the digest"))
        made = digest(manuscript, printed, approve)
        findings = sound((*findings, *made.findings))
        artifacts += made.artifacts
    artifacts = [artifact for artifact in artifacts if product_of(artifact) in products]
    step(tr("looking over the products"))
    findings = sound((*findings, *preflight(manuscript, artifacts)))
    if strict:
        sound(tuple(finding.as_error() for finding in findings))
    report = build_report(manuscript.book, artifacts, findings, printed, output, fitted)
    deliver((*artifacts, Artifact("build-report.json", "application/json", report)), output)
    if made.approval:
        deliver((made.approval,), root)
    return findings


def ebooks(
    manuscript: Manuscript, printed: Pages, pdf: bytes, store: str
) -> tuple[tuple[Artifact, ...], tuple[Finding, ...]]:
    """The e-book and its sample, and what is wrong with them; the page list is that of the printed pages, the cover their first."""
    begun = time.perf_counter()
    starts = {name: anchor.page for name, anchor in printed.anchors.items()}
    breaks = page_breaks(manuscript.book, starts, fragments(printed.document), printed.folios)
    summary = summary_of(whole_digest(manuscript, printed))
    press = Press(manuscript.config, Room(manuscript.root), STORES[store], breaks, summary=summary)

    def picture(source: str) -> tuple[str, bytes]:
        return prepare(read_bytes(manuscript.root, source) or b"")

    made, found = make_ebooks(manuscript.book, manuscript.targets, press, pdf, picture, manuscript.sources, font_file)
    seconds = time.perf_counter() - begun
    return tuple(Artifact(name, "application/epub+zip", data, 0, seconds) for name, data in made.items()), found


def digest(manuscript: Manuscript, printed: Pages, approve: bool) -> Made:
    """The recommendations on one page, each with its page in print, and what an editor must see to."""
    begun = time.perf_counter()
    whole = whole_digest(manuscript, printed)
    desk = Desk(manuscript.config, Room(manuscript.root), manuscript.read)
    made = make_digest(grouped_as_asked(whole, desk), desk, approve)
    if made.artifacts:
        made = joined(made, make_kinds(whole, manuscript.book, printed.folio, desk))
    timed = tuple(replace(artifact, seconds=time.perf_counter() - begun) for artifact in made.artifacts)
    return replace(made, artifacts=timed, findings=(*made.findings, *missing_glyphs(made.missing, manuscript.sources)))


def whole_digest(manuscript: Manuscript, printed: Pages) -> Digest:
    """Every recommendation with its key sentence and its page in print."""
    items = choose(manuscript.book, printed.folio)
    return digest_of(items, manuscript.book, manuscript.config, lambda chapter: span(printed, chapter))


def preflight(manuscript: Manuscript, artifacts: Iterable[Artifact]) -> tuple[Finding, ...]:
    """下版検査: what is wrong with the PDFs as they would be delivered."""
    pdfs = [artifact for artifact in artifacts if artifact.media_type == "application/pdf"]
    return tuple(found for pdf in pdfs for found in inspect(pdf.name, pdf.data, manuscript.book, manuscript.config))


def look_over(root: Path, output: Path, files: tuple[Path, ...], strict: bool) -> tuple[Finding, ...]:
    """Preflight PDFs by name, each by itself; without names, the products in the output folder against the publication.

    Raises InputError when a finding is an error or a file cannot be read.
    """
    found: list[Finding] = []
    if files:
        for file in files:
            found += inspect(file.name, read_product(file))
    else:
        manuscript = read(root)
        sound(manuscript.findings)
        names = [output / f"{manuscript.config.slug}-{name}.pdf" for name in (*EDITIONS, "digest")]
        here = [name for name in names if name.is_file()] or names[:1]
        for file in here:
            found += inspect(file.name, read_product(file), manuscript.book, manuscript.config)
    return sound(tuple(finding.as_error() for finding in found) if strict else tuple(found))


def write_sheet(root: Path, output: Path, file: Path | None, to: Path | None) -> tuple[Finding, ...]:
    """Write pictures of the spreads of a PDF: the one named, else the print edition, else the screen edition."""
    if file is None:
        slug = read(root).config.slug
        names = [output / f"{slug}-{name}.pdf" for name in EDITIONS]
        file = next((name for name in names if name.is_file()), names[0])
    pictures = proof_sheet(file.stem, read_product(file))
    deliver((Artifact(name, "image/png", data) for name, data in pictures.items()), to or output / "sheet")
    return ()


def read_product(file: Path) -> bytes:
    """The bytes of a product. Raises InputError when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as reason:
        fact = tr("{file} cannot be read: {reason}", file=file, reason=reason.strerror)
        raise InputError(error("unreadable", fact, hint=tr("build it, or check its name"))) from None


def product_of(artifact: Artifact) -> str:
    """Which product a file is part of."""
    stem, _, ending = artifact.name.rpartition(".")
    kinds = "|".join(get_args(DIGEST_KINDS))
    digest = re.search(rf"-digest(-({kinds}))?$", stem)
    return "epub" if ending == "epub" else "digest" if digest else stem.rpartition("-")[2]


def sound(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Each finding once. Raises InputError with all of them when one is an error."""
    findings = tuple(dict.fromkeys(findings))
    if any(finding.is_error for finding in findings):
        raise InputError(*findings)
    return findings


def missing_fonts(data: bytes, manuscript: Manuscript) -> tuple[Finding, ...]:
    """A warning for each font family of book.toml that this machine does not have."""
    hint = tr("install the font, or name another under [fonts] in book.toml")
    about = manuscript.sources[:1]
    return tuple(
        warning("missing-font", tr("the font family {family} is not installed", family=family), place, hint)
        for family in missing_families(data, manuscript.config)
        for place in (*places_of(family, about), Place(FILE))[:1]
    )


def missing_glyphs(characters: tuple[str, ...], sources: tuple[Source, ...]) -> tuple[Finding, ...]:
    """An error at every place of a character that no font has."""
    hint = tr("install a font that has it, or write the character otherwise")
    found = []
    for character in characters:
        fact = tr("no font has the character {character} (U+{code:04X})", character=character, code=ord(character))
        places = places_of(character, sources) or (Place(),)
        found += [error("missing-glyph", fact, place, hint) for place in places]
    return tuple(found)


def write_galley(root: Path, to: Path) -> tuple[Finding, ...]:
    """Write the HTML and stylesheets of each edition exactly as they go to the typesetter."""
    manuscript = read(root)
    findings = sound(manuscript.findings)
    sheets: list[Artifact] = []
    fitted = copyfit(manuscript.book, shop(manuscript))
    for name in EDITIONS:
        proof = galley(manuscript, name, fitted)
        sheets.append(Artifact(f"{name}.html", "text/html", proof.html.encode()))
        for number, (label, text) in enumerate(proof.stylesheets, 1):
            sheets.append(Artifact(f"{name}-{number}-{label}", "text/css", text.encode()))
    deliver(sheets, to)
    return findings


def fit_only(root: Path, loose: bool, step: Callable[[str], None]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """字数調整 alone: what each part is set with and what came of it; nothing is written."""
    manuscript = read(root)
    findings = sound(manuscript.findings)
    fitted = copyfit(manuscript.book, shop(manuscript), step)
    pages, found = typeset(galley(manuscript, "print", fitted), manuscript.read)
    found = (*findings, *found, *fit_findings(manuscript.book, fitted, pages, manuscript.config, loose))
    return tuple(dict.fromkeys(found)), lines_of(manuscript.book, fitted, pages)


def begin(folder: Path) -> tuple[Finding, ...]:
    """Begin a new publication from the project's sample. Raises InputError when the folder holds anything."""
    sample = HOME / "templates" / "init"
    names = sorted(path.relative_to(sample).as_posix() for path in sample.rglob("*") if path.is_file())
    deliver_folder((Artifact(name, "", read_bytes(sample, name) or b"") for name in names), folder)
    return ()


def bring_in(manuscript: Path, folder: Path) -> tuple[Finding, ...]:
    """入稿: make a publication of an author's manuscript. Raises InputError when the folder holds anything."""
    try:
        data = manuscript.read_bytes()
    except OSError as reason:
        fact = tr("{file} cannot be read: {reason}", file=manuscript, reason=reason.strerror)
        raise InputError(error("unreadable", fact, hint=tr("check the name of the manuscript"))) from None
    files, findings = import_manuscript(data, manuscript.name, write_chapter)
    deliver_folder((Artifact(name, "", text.encode()) for name, text in files.items()), folder)
    return findings


def proofread(root: Path, strict: bool) -> tuple[Finding, ...]:
    """校正: what the reader and the rules find in the text. Raises InputError when one of it is an error."""
    manuscript = read(root)
    findings = (*manuscript.findings, *proof(manuscript.book, manuscript.config, manuscript.sources))
    return sound(tuple(finding.as_error() for finding in findings) if strict else findings)
