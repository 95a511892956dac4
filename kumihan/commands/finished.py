"""Look at finished products: their faults, and pictures of their spreads."""

from __future__ import annotations

from pathlib import Path

from kumihan.deliver import deliver
from kumihan.errors import InputError, sound
from kumihan.export.artifact import EDITIONS, Artifact
from kumihan.finding import Finding, error
from kumihan.messages import tr
from kumihan.pages.store import STORES
from kumihan.preflight.ebook.subject import SAMPLE
from kumihan.preflight.inspection import inspect
from kumihan.preflight.proof_sheet import proof_sheet
from kumihan.stages.inspection import publication_of
from kumihan.stages.manuscript import read


def look_over(root: Path, output: Path, files: tuple[Path, ...], strict: bool) -> tuple[Finding, ...]:
    """Preflight PDFs and EPUBs by name, each by itself; without names, the products in the output folder against the publication.

    Raises InputError when a finding is an error or a file cannot be read.
    """
    found: list[Finding] = []
    if files:
        for file in files:
            found += inspect(file.name, read_product(file))
    else:
        manuscript = read(root)
        sound(manuscript.findings)
        slug = manuscript.config.slug
        names = [output / f"{slug}-{name}.pdf" for name in (*EDITIONS, "digest")]
        kinds = ("", *(f"-{name}" for name in STORES))
        names += [output / f"{slug}{kind}{sample}.epub" for kind in kinds for sample in ("", SAMPLE)]
        here = [name for name in names if name.is_file()] or names[:1]
        publication = publication_of(manuscript)
        for file in here:
            found += inspect(file.name, read_product(file), publication)
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
