"""Let other processes set sections, through any executor. What comes back is kept type, looked over like that of builds before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from kumihan.galley import Galley
from kumihan.weasy import forecast
from kumihan.weasy.joints import Kept, Start
from kumihan.weasy.plate import Forme
from kumihan.weasy.platemaking import forme_of, moved
from kumihan.weasy.press import BASE, Press
from kumihan.weasy.sections import Sections
from kumihan.weasy.standing import Crew, Standing

# With fewer sections than these for each process, what it has to open and to shape anew outweighs what it saves.
LEAST = 12


@dataclass(frozen=True, slots=True)
class Errand:
    """Sections for another process: those from `first` to before `last` of a galley that begins at `start`.

    `shells` are the elements of all sections, without content, by their texts.
    """

    galley: Galley
    shells: dict[str, Any]
    read: Callable[[str], bytes | None]
    tagged: bool
    first: int
    last: int
    start: Start


@dataclass(frozen=True, slots=True)
class Answer:
    """The sections of an errand, None where one must be set again, and what files were read or refused."""

    kept: tuple[Kept | None, ...]
    digests: dict[str, bytes]
    refused: tuple[str, ...]


# A process keeps its fonts and stylesheets from one errand to the next.
standing = Standing()


def formes_of(texts: tuple[str, ...], press: Press, tagged: bool) -> Sections[Forme]:
    """The sections of a document that are wanted drawn."""
    return Sections(
        texts,
        press,
        BASE,
        lambda boxes: forme_of(boxes, press, tagged),
        lambda forme, boxes: moved(forme, boxes, press, tagged),
    )


def run(errand: Errand) -> Answer:
    """Set the sections of an errand. Raises Inseparable."""
    drawn = dict(errand.galley.pictures)
    given = errand.read
    use = "tagged" if errand.tagged else "plain"
    with standing.press(errand.galley.stylesheets, lambda name: drawn.get(name) or given(name), use) as press:
        press.shells, press.landings = errand.shells, {}
        press.kept.clear()
        refused = len(press.fetcher.refused)
        sections = formes_of(errand.galley.sections(), press, errand.tagged)
        sections.run(errand.first, errand.last, errand.start)
        kept = tuple(press.kept.get(key) for key in sections.keys[errand.first : errand.last])
        press.kept.clear()
    return Answer(kept, press.fetcher.digests, tuple(press.fetcher.refused[refused:]))


def set_together(
    sections: Sections[Forme], galley: Galley, read: Callable[[str], bytes | None], tagged: bool, crew: Crew
) -> list[Forme]:
    """Set a galley's sections here and elsewhere. Raises Inseparable."""
    sent = dict(send(crew, sections, galley, read, tagged))

    def reach(index: int) -> None:
        if index in sent:
            receive(sections, index, sent.pop(index).result())

    try:
        made = sections.set(reach)
    finally:
        for answer in sent.values():
            answer.cancel()
    remember(sections, galley, tagged)
    return made


def send(
    crew: Crew, sections: Sections[Any], galley: Galley, read: Callable[[str], bytes | None], tagged: bool
) -> Iterator[tuple[int, Future[Answer]]]:
    """Give errands to the crew where that saves time: for each the first of its sections, and its answer to come."""
    groups = shares([len(text.text) for text in sections.texts], crew.hands + 1)
    if any(sections.settled) or len(sections.texts) < LEAST * (crew.hands + 1):
        return
    starts = forecast.recall(forecast_name(galley, tagged))
    for first, last in groups[1:]:
        start = starts.get(key_of(sections, first))
        if start is not None:
            errand = Errand(galley, sections.press.shells, read, tagged, first, last, start)
            yield first, crew.executor.submit(run, errand)


def receive(sections: Sections[Any], first: int, answer: Answer) -> None:
    """Lay what another process set beside what is there."""
    sections.press.fetcher.digests |= answer.digests
    sections.press.fetcher.refused += answer.refused
    for index, kept in enumerate(answer.kept, first):
        if kept is not None:
            sections.take_over(index, kept)


def remember(sections: Sections[Any], galley: Galley, tagged: bool) -> None:
    """Keep where the sections of a long document began, for the next time."""
    if len(sections.texts) >= 2 * LEAST:
        starts = {key_of(sections, index): part.start for index, part in enumerate(sections.settled) if part}
        forecast.keep(forecast_name(galley, tagged), starts)


def forecast_name(galley: Galley, tagged: bool) -> str:
    head, _, _ = galley.html.partition("<body")
    return forecast.name_of(*(text for pair in galley.stylesheets for text in pair), str(tagged), head)


def key_of(sections: Sections[Any], index: int) -> str:
    """A section's id; where it has none, its place."""
    return sections.row[index].get("id") or str(index)


def shares(weights: list[int], count: int) -> list[tuple[int, int]]:
    """`count` runs of sections, (first, last), of about the same weight."""
    total, done = sum(weights), 0
    ends: list[int] = []
    for index, weight in enumerate(weights, 1):
        done += weight
        if done * count >= total * (len(ends) + 1):
            ends.append(index)
    return list(zip([0, *ends[:-1]], ends, strict=True))
