"""Hold what a PDF is finished for. This module touches no PDF."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Literal

from kumihan.config import Config

Standard = Literal["screen", "x4", "x1a"]


@dataclass(frozen=True, slots=True)
class Job:
    """One product. `folios` are the pages' numbers as printed; `profile` is the press's ICC profile, b"" on screen.

    `condition` names the printing condition that the profile describes.
    """

    standard: Standard
    title: str
    author: str
    language: str
    date: datetime.date
    identity: str
    folios: tuple[str, ...]
    profile: bytes = b""
    condition: str = ""

    @property
    def document_id(self) -> str:
        """The same for the same publication and product for ever."""
        return f"uuid:{uuid.uuid5(uuid.NAMESPACE_URL, self.identity)}"

    @property
    def stamp(self) -> str:
        """The day of issue as PDF dates are written."""
        return f"D:{self.date:%Y%m%d}000000Z"


def job(config: Config, folios: tuple[str, ...], standard: Standard, product: str, profile: bytes = b"") -> Job:
    """The job of a product of the publication (`product`: print, screen, digest …)."""
    title = " ".join(part for part in (config.title, config.edition) if part)
    identity = f"{config.isbn or config.url or config.issuer}/{config.slug}/{config.date}/{product}"
    return Job(
        standard, title, config.issuer, config.language, config.date, identity, folios, profile,
        config.print.condition,
    )  # fmt: skip
