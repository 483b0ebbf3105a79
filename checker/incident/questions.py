"""Questions, of every kind that a condition can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from incident.conditions import Read
from incident.problems import Place
from incident.wording import Worded


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What every kind of question has; `label` is its short name.

    `settle` ends "what would settle this"; only the question about whom has none.
    """

    key: str
    place: Place
    legend: Worded
    hint: Worded | None
    note: Worded | None
    label: Worded
    settle: Worded | None


@dataclass(frozen=True, kw_only=True)
class Choice(Prompt):
    """One option; `about` when it asks for whom the check is made."""

    kind: ClassVar[str] = "choice"

    options: Mapping[str, Worded]
    about: bool


@dataclass(frozen=True, kw_only=True)
class Choices(Prompt):
    """Any number of options; `none` is the label of "none of these", when the file gives one."""

    kind: ClassVar[str] = "choices"

    options: Mapping[str, Worded]
    none: Worded | None


@dataclass(frozen=True, kw_only=True)
class Period(Prompt):
    """When something happened: bands to tick, or month and year fields when `by_month`."""

    kind: ClassVar[str] = "period"

    by_month: bool
    lasting: bool


@dataclass(frozen=True, kw_only=True)
class Events(Prompt):
    """Something that happens several times, each time with its own place and date."""

    kind: ClassVar[str] = "events"

    fields: Mapping[str, Question]
    another: Worded
    another_hint: Worded | None


type Question = Choice | Choices | Period | Events


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, or a field of the events `events`."""

    events: str | None
    question: Question

    @property
    def name(self) -> str:
        """Its path: "whom", "visits.when"."""
        return f"{self.events}.{self.question.key}" if self.events else self.question.key

    def is_read_by(self, read: Read) -> bool:
        """Whether a condition reads the answer."""
        return read.question == (self.events, self.question.key)
