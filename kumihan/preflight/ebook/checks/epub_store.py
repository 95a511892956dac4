"""The check epub-store."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from kumihan.checks import Remark, check
from kumihan.finding import Place
from kumihan.messages import tr
from kumihan.preflight.ebook.subject import EbookSubject

# Kobo shows no picture above 5 MB; every store asks for a cover of 1,400 px at least (docs/guide/ebook.md).
HEAVIEST = 5 * 1024 * 1024
COVER = 1400


@check("epub-store", rationale="What a store asks for and does not find it sends back (docs/guide/ebook.md).")
def epub_store(subject: EbookSubject) -> Iterator[Remark]:
    """No picture is above 5 MB, the cover has 1,400 px at least, and the package says what its store reads."""
    package = subject.package
    hint = tr("see docs/guide/ebook.md, and look at what made the file")
    for item in package.items:
        size = package.archive.getinfo(item.path).file_size if item.path in package.names else 0
        if item.kind.startswith("image/") and size > HEAVIEST:
            yield Remark(
                tr("{file} has {size:.1f} MB; 5 MB are allowed", file=item.path, size=size / 2**20), Place(), hint
            )
    cover = next((item for item in package.items if "cover-image" in item.properties), None)
    short = short_side(package.read(cover.path)) if cover else 0
    if short < COVER:
        fact = tr("the short side of the cover has {short} px; {least} are asked for", short=short, least=COVER)
        yield Remark(fact if cover else tr("no picture is the cover"), Place(), hint)
    if subject.publication is None:
        return
    asked = {"ebpaj:guide-version": subject.store.guide, "primary-writing-mode": subject.store.writing_mode}
    for name, wanted in asked.items():
        if wanted and not package.said(name):
            yield Remark(tr("the package does not say {name}", name=name), Place(), hint)


def short_side(picture: bytes) -> int:
    """In px; as much as is asked for where it is a drawing."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            return min(image.size)
    except UnidentifiedImageError:
        return COVER
