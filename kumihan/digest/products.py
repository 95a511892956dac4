"""Make the digest's products from its items: one page, and the same sentences in every other format."""

from __future__ import annotations

from dataclasses import dataclass

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

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a digest: products, the characters that no font has, what is wrong, and the editor's approval."""

    artifacts: tuple[Artifact, ...] = ()
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    approval: Artifact | None = None


def make_digest(whole: Digest, desk: Desk, approve: bool = False) -> Made:
    """The digest on one page and in every other format; no products where nothing fits or there is nothing to say.

    `approve` approves what it shows instead of comparing it with what was approved before.
    """
    items = tuple(entry.item for entry in whole.entries)
    if all(item.text is None and item.anchor == item.chapter for item in items):
        return Made(findings=(nothing_to_say(),))
    fitted = fit(whole, desk)
    told = (*holes(items), *danglers(items))
    if fitted.trial is None:
        return Made(findings=(*told, too_long(whole)))
    shown, pages = fitted.digest, fitted.trial.pages
    data, missing = pages.pdf()
    about = desk.config.model_copy(update={"title": f"{whole.title} {whole.words.kind}"})
    name = f"{desk.config.slug}-digest"
    pdf = Artifact(f"{name}.pdf", "application/pdf", finish(data, job(about, pages.folios, "screen", "digest")), 1)
    told = (*told, *bare(whole, shown), *fitted.trial.findings)
    if approve:
        approved = Artifact(FILE, "application/toml", approval(shown).encode())
        return Made((pdf, *written(shown, desk, name)), missing, told, approved)
    return Made((pdf, *written(shown, desk, name)), missing, (*told, *compared(shown, desk)))


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
