"""Asks that the cases try both sides of every edge of every window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from incident.bands import windows_read
from incident.model import Case, Incident, Json
from incident.moments import Moment, Window
from incident.problems import Place
from incident.questions import Asked

type Reply = dict[str, Json]


@dataclass(frozen=True, kw_only=True)
class MissingEdge:
    """An edge of a window that no case tries."""

    place: Place
    what: str


def edges_not_tried(incident: Incident, replies: Sequence[Reply]) -> Iterator[MissingEdge]:
    """Each side of each edge of a window that no case answers with, exactly.

    `replies` are those to the cases, in order: an answer that was never asked for tries nothing.
    """
    told = list(zip(incident.cases, replies, strict=True))
    for fact, askers in _askers(incident).items():
        tried = {moment for asker in askers for moment in _moments_tried(asker, told)}
        names = " or ".join(asker.name for asker in askers)
        value = incident.facts[fact].value
        assert isinstance(value, Window)
        for end, moment, side in _sides(value):
            if str(moment) not in tried:
                what = f"no case answers {names} with {moment}, {side}"
                yield MissingEdge(place=incident.facts[fact].edges[end], what=what)


def _askers(incident: Incident) -> dict[str, list[Asked]]:
    """The questions that conditions hold against each window, by the window's fact."""
    askers: dict[str, list[Asked]] = {}
    for asked in incident.asked():
        for fact in windows_read(asked, incident.cohorts.values()):
            askers.setdefault(fact, []).append(asked)
    return askers


def _sides(window: Window) -> Iterator[tuple[str, Moment, str]]:
    """Both sides of each edge: which end, the moment, and what it is."""
    if window.first:
        name = window.first.precision.name.lower()
        yield "from", window.first.before, f"the {name} before the window opens"
        yield "from", window.first, f"the first {name} of the window"
    if window.last:
        name = window.last.precision.name.lower()
        yield "to", window.last, f"the last {name} of the window"
        yield "to", window.last.after, f"the {name} after the window ends"


def _moments_tried(asked: Asked, told: Iterable[tuple[Case, Reply]]) -> Iterator[str]:
    """Every moment that a case answers a question with; of what lasts, both its ends."""
    for case, reply in told:
        for step, answer in _answers_to(asked, case):
            if step in rows(reply, "asked") and isinstance(answer, list):
                for stretch in answer:
                    yield from _moments_in(stretch)


def _answers_to(asked: Asked, case: Case) -> Iterator[tuple[dict[str, Json], Json]]:
    """Each answer of a case to a question, with the step at which the check asks for it."""
    key = asked.question.key
    if asked.events is None:
        yield {"question": key}, case.answers.get(key)
        return
    told = case.answers.get(asked.events)
    for number, event in enumerate(rows(told, "events") if isinstance(told, dict) else []):
        yield {"question": asked.events, "event": number, "field": key}, event.get(key)


def _moments_in(stretch: Json) -> Iterator[str]:
    if isinstance(stretch, str):
        yield stretch
    elif isinstance(stretch, dict):
        yield from (str(end) for end in stretch.values())


def rows(plain: dict[str, Json], key: str) -> list[dict[str, Json]]:
    """The objects in the list that stands under `key`; none when nothing does."""
    listed = plain.get(key)
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
