"""What an incident file holds, once it is known to be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from incident.conditions import Condition, Read, parts_of
from incident.duties import Section
from incident.facts import Fact, Plain
from incident.moments import Moment
from incident.problems import Place
from incident.questions import Asked, Choice, Events, Question
from incident.speech import Language
from incident.vocabulary import Vocabulary
from incident.wording import Text, Worded

CANNOT_TELL = "cannot-tell"


class Strength(StrEnum):
    """How strongly an answer points to a person, strongest first."""

    LISTED = "listed"
    HIGHLY_LIKELY = "highly-likely"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NOT_NAMED = "not-named"
    UNLIKELY = "unlikely"


INSIDE = (Strength.LISTED, Strength.HIGHLY_LIKELY, Strength.LIKELY, Strength.POSSIBLE)
OUTSIDE = (Strength.NOT_NAMED, Strength.UNLIKELY)


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Whose incident it is."""

    name: Text
    full_name: Text
    website: Plain


@dataclass(frozen=True, kw_only=True)
class Official:
    """Who answers for the site, and since when."""

    by: Text
    on: Moment


@dataclass(frozen=True, kw_only=True)
class Source:
    """Something published that states facts."""

    key: str
    publisher: Text
    title: Text
    url: Plain
    language: Language | None  # when it stands in one language only


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """What happened on the date of a fact."""

    on: Fact
    text: Text


@dataclass(frozen=True, kw_only=True)
class DataKind:
    """A kind of personal data; `group` is empty for what was not collected."""

    key: str
    label: Text
    group: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """A group of people, who is in it, and what that means for them."""

    key: str
    place: Place
    name: Worded
    who: Text
    when: Condition
    unless: Condition | None
    inside: Strength
    outside: Strength
    data: tuple[str, ...]
    reason: Worded
    maybe: Worded
    note: Worded | None

    def reads(self) -> Iterator[Read]:
        """Every single condition that decides who is in it."""
        yield from parts_of(self.when)
        if self.unless:
            yield from parts_of(self.unless)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a person reads when a strength leads, or when the answers cannot tell."""

    title: Worded
    text: Worded


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of what is said, that people who checked before should know of."""

    place: Place
    on: Moment
    kind: str
    text: Text


type Json = str | int | bool | list[Json] | dict[str, Json] | None


@dataclass(frozen=True, kw_only=True)
class Expected[T]:
    """What a case wants, and where it says so."""

    value: T
    place: Place


@dataclass(frozen=True, kw_only=True)
class Case:
    """A situation: answers as the checker takes them, and what must follow from them.

    `cohorts` are those that hold or may hold, with the strength of each where it is given.
    """

    name: str
    place: Place
    answers: Mapping[str, Json]
    outcome: Expected[str]
    cohorts: Expected[Mapping[str, str | None]]
    data: Expected[frozenset[str]] | None


@dataclass(frozen=True, kw_only=True)
class Incident:
    """Everything that the file says. Mappings keep its order."""

    file: str
    organisation: Organisation
    title: Text
    official: Official | None
    as_of: Moment
    vocabulary: Vocabulary
    regimes: tuple[str, ...]
    notice: Mapping[str, Section]
    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    timeline: tuple[TimelineEntry, ...]
    data: Mapping[str, DataKind]
    data_groups: Mapping[str, Text]
    not_collected: Mapping[str, DataKind]
    questions: Mapping[str, Question]
    cohorts: Mapping[str, Cohort]
    outcomes: Mapping[str, Outcome]
    next_steps: tuple[Worded, ...]
    support: Worded | None
    changes: tuple[Change, ...]
    cases: tuple[Case, ...] = field(repr=False)

    @property
    def about(self) -> Choice | None:
        """The question that asks for whom the check is made."""
        for question in self.questions.values():
            if isinstance(question, Choice) and question.about:
                return question
        return None

    def newest_changes(self) -> list[Change]:
        """The changes, newest first; those of one day stay in the file's order."""
        return sorted(self.changes, key=lambda change: change.on.first, reverse=True)

    def asked(self) -> Iterator[Asked]:
        """Every question and every field of events, in order."""
        for question in self.questions.values():
            yield Asked(events=None, question=question)
            if isinstance(question, Events):
                for part in question.fields.values():
                    yield Asked(events=question.key, question=part)
