"""Make the digest's products from its items: one page, and the same sentences in every other format."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kumihan.digest.approval import FILE, approval, read_approval, voided
from kumihan.digest.faults import bare, danglers, holes, nothing_to_say, too_long
from kumihan.digest.fit import fit
from kumihan.digest.model import Digest
from kumihan.digest.page import Desk
from kumihan.digest.word import digest_word
from kumihan.digest.written import byline, digest_json, digest_markdown, digest_text, heading
from kumihan.export.artifact import Artifact
from kumihan.export.finish.job import job
from kumihan.export.finish.order import finish
from kumihan.finding import Finding
from kumihan.weasy.typeset import Pages

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a digest: products, the characters that no font has, what is wrong, the editor's approval, what is shown."""

    artifacts: tuple[Artifact, ...] = ()
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    approval: Artifact | None = None
    shown: Digest | None = None


def make_digest(whole: Digest, desk: Desk, approve: bool = False) -> Made:
    """The digest on one page and in every other format; no products where nothing fits or there is nothing to say.

    `approve` approves what it shows instead of comparing it with what was approved before.
    """
    items = tuple(entry.item for entry in whole.entries)
    if all(item.text is None and item.anchor == item.chapter for item in items):
        return Made(findings=(nothing_to_say(),))
    made = make_page(whole, desk, f"{desk.config.slug}-digest")
    if made.shown is None:
        return made
    if approve:
        return replace(made, approval=Artifact(FILE, "application/toml", approval(made.shown).encode()))
    return replace(made, findings=(*made.findings, *compared(made.shown, desk)))


def make_page(whole: Digest, desk: Desk, name: str) -> Made:
    """A digest on one page, in every format; `name` is that of its files without their endings."""
    items = tuple(entry.item for entry in whole.entries)
    fitted = fit(whole, desk)
    told = (*holes(items), *danglers(items))
    if fitted.trial is None:
        return Made(findings=(*told, too_long(whole)))
    shown, pages = fitted.digest, fitted.trial.pages
    pdf, missing = pdf_of(pages, whole, desk, name)
    told = (*told, *bare(whole, shown), *fitted.trial.findings)
    return Made((pdf, *written(shown, desk, name)), missing, told, shown=shown)


def pdf_of(pages: Pages, whole: Digest, desk: Desk, name: str) -> tuple[Artifact, tuple[str, ...]]:
    """The finished PDF, and the characters that no font has."""
    data, missing, _ = pages.pdf()
    about = replace(desk.config, title=f"{whole.title} {whole.words.kind}")
    product = name.removeprefix(f"{desk.config.slug}-")
    finished = finish(data, job(about, pages.folios, "screen", product))
    return Artifact(f"{name}.pdf", "application/pdf", finished, len(pages.folios)), missing


def compared(shown: Digest, desk: Desk) -> tuple[Finding, ...]:
    """What the editor's approval says of the digest; nothing where there is none yet."""
    data = desk.read(FILE)
    if data is None:
        return ()
    approved, findings = read_approval(data)
    return findings or voided(shown, approved)


def written(digest: Digest, desk: Desk, name: str) -> tuple[Artifact, ...]:
    """The same sentences in every format that has no pages."""
    texts = (
        ("html", "text/html", digest_html(digest, desk)),
        ("md", "text/markdown", digest_markdown(digest)),
        ("txt", "text/plain", digest_text(digest)),
        ("json", "application/json", digest_json(digest)),
    )
    word = Artifact(f"{name}.docx", WORD, digest_word(digest, desk.config))
    return (word, *(Artifact(f"{name}.{end}", kind, text.encode()) for end, kind, text in texts))


def digest_html(digest: Digest, desk: Desk) -> str:
    """One file without scripts for a web page or an e-mail; every style stands on its element."""
    fonts = desk.config.fonts
    values = {
        "digest": digest, "heading": heading(digest), "byline": byline,
        "serif_family": f"'{fonts.serif}'", "sans_family": f"'{fonts.sans}'",
    }  # fmt: skip
    return desk.room.render("digest/web.html.j2", values)
