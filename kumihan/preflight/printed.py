"""Hold the text of some pages, to look for words in it that lines may part. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable

from kumihan.preflight.lines import squeezed
from kumihan.preflight.reading import HYPHENS, Reading

# What was not found as lines is looked for in pieces of so many characters.
PIECE = 6


class Printed:
    """The text on some 0-based pages; without the lines of the book's text where these are left out."""

    def __init__(self, reading: Reading, pages: Iterable[int], bare: bool = False) -> None:
        pages = [page for page in pages if 0 <= page < len(reading.pages)]
        taken = {(item.page, item.line) for item in reading.set_lines if item.page in pages} if bare else set()
        lines = [line for page in pages for line in reading.pages[page] if (page, line) not in taken]
        texts = [squeezed(line.text) for line in lines]
        texts = [text[:-1] if text.endswith(HYPHENS) else text for text in texts]
        self.lines = "\n" + "\n".join(texts) + "\n"
        self.text = "".join(texts)
        if not bare:  # ruby and other small text
            marks = (reading.document.marks[page] for page in pages)
            self.text += "\n" + squeezed("".join(run.text for each in marks for run in each.runs))

    def lost(self, words: str) -> str:
        """The words from the first piece on that is not printed; "" when all are."""
        if words in self.text:
            return ""
        for at in range(0, len(words), PIECE):
            piece = words[at : at + PIECE]
            if piece not in self.text and not self.parted(piece):
                return words[at:]
        return ""

    def parted(self, piece: str) -> bool:
        """Whether a line ends within a piece and another goes on with it elsewhere."""
        return any(f"{piece[:at]}\n" in self.lines and f"\n{piece[at:]}" in self.lines for at in range(1, len(piece)))
