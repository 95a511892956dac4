"""Make the digest's products from its items: one page, and the same sentences in every other format."""

from __future__ import annotations

from kumihan.digest.fit import Fitted, fit
from kumihan.digest.model import Digest
from kumihan.digest.page import Desk
from kumihan.digest.word import digest_word
from kumihan.digest.written import byline, digest_json, digest_markdown, digest_text, heading
from kumihan.export.artifact import Artifact
from kumihan.export.pdf import finish
from kumihan.finding import Finding, Place, error
from kumihan.messages import tr

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# How many of the longest entries the finding names where nothing fits.
NAMED = 5


def make_digest(digest: Digest, desk: Desk) -> tuple[tuple[Artifact, ...], tuple[str, ...], tuple[Finding, ...]]:
    """The products, the characters that no font has, and what is wrong; no products where nothing fits."""
    fitted = fit(digest, desk)
    if fitted.trial is None:
        return (), (), (too_long(fitted),)
    pages = fitted.trial.pages
    data, missing = pages.pdf()
    about = desk.config.model_copy(update={"title": f"{digest.title} {digest.words.kind}"})
    name = f"{desk.config.slug}-digest"
    pdf = Artifact(f"{name}.pdf", "application/pdf", finish(data, about, "digest", pages.folios), len(pages.folios))
    return (pdf, *written(fitted.digest, desk, name)), missing, fitted.trial.findings


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


def too_long(fitted: Fitted) -> Finding:
    """What stands in the way of one page, longest first."""
    longest = sorted(fitted.digest.entries, key=lambda entry: -len(entry.item.text or ""))[:NAMED]
    named = ", ".join(f"{entry.item.place} ({len(entry.item.text or '')})" for entry in longest)
    fact = tr("the digest does not fit on one A4 page, even in type of {size} pt", size="8")
    hint = tr("shorten these sentences or mark shorter ones with ==…==; the longest (characters): {items}", items=named)
    return error("digest-too-long", fact, longest[0].item.place if longest else Place(), hint)
