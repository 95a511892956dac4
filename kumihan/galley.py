"""Hold what the typesetter gets: one HTML document, which may be cut into sections, and its stylesheets."""

from __future__ import annotations

from dataclasses import dataclass

# Stands in the document where one section ends and the next begins.
CUT = "<!-- section -->"


@dataclass(frozen=True, slots=True)
class Galley:
    """`stylesheets` are (name, text) in the order of the cascade; `pictures` are drawn for this galley alone, by name."""

    html: str
    stylesheets: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, bytes], ...] = ()

    def sections(self) -> tuple[str, ...]:
        """Documents of one section each, in reading order; the whole document where it is not cut."""
        head, *bodies = self.html.split(CUT)
        if len(bodies) < 2:
            return (self.html,)
        *bodies, foot = bodies
        return tuple(head + body + foot for body in bodies)
