"""Conditions over answers, as the file states them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incident.moments import Window


@dataclass(frozen=True, kw_only=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class Not:
    """The part does not hold."""

    part: Condition


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """One of `options` was chosen; `many` when the question lets a person choose several."""

    question: str
    options: tuple[str, ...]
    many: bool


@dataclass(frozen=True, kw_only=True)
class Within:
    """It happened inside a window, which is the fact `fact`."""

    question: str
    fact: str
    window: Window


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One event of `question` fits `fits`, whose conditions read that question's fields."""

    question: str
    fits: Condition


@dataclass(frozen=True, kw_only=True)
class InCohort:
    """Another cohort holds."""

    cohort: str


type Condition = AllOf | AnyOf | Not | Chosen | Within | Happened | InCohort


def parts_of(condition: Condition, events: str | None = None) -> Iterator[Read]:
    """Every single condition inside `condition`, with the events whose fields it reads."""
    match condition:
        case AllOf() | AnyOf():
            for part in condition.parts:
                yield from parts_of(part, events)
        case Not():
            yield from parts_of(condition.part, events)
        case Happened():
            yield Read(events=None, condition=condition)
            yield from parts_of(condition.fits, condition.question)
        case _:
            yield Read(events=events, condition=condition)


@dataclass(frozen=True, kw_only=True)
class Read:
    """A single condition, and the key of the events whose field it reads, if it does."""

    events: str | None
    condition: Chosen | Within | Happened | InCohort

    @property
    def question(self) -> tuple[str | None, str] | None:
        """What it reads: (events, field) or (None, question); None for a cohort."""
        if isinstance(self.condition, InCohort):
            return None
        return self.events, self.condition.question
