"""Answers, from the plain values of a request to what conditions read."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Final

from eligibility.periods import (
    Lasting,
    Period,
    PeriodError,
    Stretch,
    TypedPeriodError,
    parse_period,
    typed_period,
)
from eligibility.questions import CHOICE, CHOICES, Question
from eligibility.values import Plain, RequestError, kind_of, reading
from eligibility.verdicts import Verdict

NOT_SURE: Final = None

# "Not sure"; options chosen (one or many); stretches of time, each of which happened; events,
# which are there before any is told.
type Answer = frozenset[str] | tuple[Stretch, ...] | Events | None
type Scope = Mapping[str, Answer]


class ProblemError(ValueError):
    """What a person chose or typed does not do: `key` names the words that say why.

    `part` is "from" or "to" where a period has both, else None.
    """

    def __init__(self, key: str, part: str | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.part = part


@dataclass(kw_only=True, slots=True)
class Event:
    """One thing that happened, by field.

    `variants` holds it once for each combination of the stretches ticked: "2010 and 2015,
    in one place" is two events. `verdicts`: what conditions found of it.
    """

    fields: Scope = field(default_factory=dict)
    variants: tuple[Scope, ...] = ({},)
    verdicts: dict[Hashable, Verdict] = field(default_factory=dict, compare=False, repr=False)

    def with_field(self, key: str, answer: Answer) -> "Event":
        """This event with one more field answered."""
        readings = [answer]
        if isinstance(answer, tuple):
            readings = [(stretch,) for stretch in answer]
        variants = tuple({**known, key: one} for known in self.variants for one in readings)
        return Event(fields={**self.fields, key: answer}, variants=variants)


@dataclass(kw_only=True, slots=True)
class Events:
    """What a person told of something that can happen several times.

    `complete`: there are no others. `asked`: whether there are others was asked at all; asked
    and not complete is "not sure". `verdicts`: what conditions found of them.
    """

    told: tuple[Event, ...] = ()
    complete: bool = False
    asked: bool = False
    verdicts: dict[Hashable, Verdict] = field(default_factory=dict, compare=False, repr=False)

    def with_event(self, number: int, event: Event) -> "Events":
        """These with `event` at `number`, one past the last to add it."""
        told = (*self.told[:number], event, *self.told[number + 1 :])
        return Events(told=told, complete=self.complete, asked=self.asked)

    def closed(self, more: Plain, where: str) -> "Events":
        """These, after the question whether there are others: False for no, None for not sure.

        Raises:
            ProblemError: nothing was chosen
            RequestError: anything else
        """
        if more == "":
            raise ProblemError("choose-one")
        if more is not False and more is not NOT_SURE:
            raise RequestError(where, kind_of(more), "false or null")
        return Events(told=self.told, complete=more is False, asked=True)


@dataclass(kw_only=True, slots=True)
class Told:
    """Events as a request tells them: fields by event, and whether there are others."""

    events: list[dict[str, Plain]]
    says_whether_more: bool
    more: Plain

    @classmethod
    def from_plain(cls, plain: Plain, where: str) -> "Told":
        """What `plain` tells; "" is what a screen sends when nothing was chosen.

        Raises:
            RequestError: another shape
        """
        if plain == "":
            return cls(events=[], says_whether_more=True, more="")
        events = plain.get("events") if isinstance(plain, dict) else None
        if not isinstance(plain, dict) or not isinstance(events, list):
            raise RequestError(where, kind_of(plain), 'an object with a list of "events"')
        told = [_fields(event, f"{where}.events.{number}") for number, event in enumerate(events)]
        return cls(events=told, says_whether_more="more" in plain, more=plain.get("more"))


def _fields(plain: Plain, where: str) -> dict[str, Plain]:
    if not isinstance(plain, dict):
        raise RequestError(where, kind_of(plain), "an object")
    return plain


def parse_answer(question: Question, plain: Plain, where: str) -> Answer:
    """What `plain` means as an answer to `question`, which has any kind but events.

    Raises:
        ProblemError: nothing was chosen, or what was typed is no period
        RequestError: a value that no screen could have sent
    """
    if plain is NOT_SURE:
        return NOT_SURE
    if question.kind is CHOICE:
        return _one_option(question, plain, where)
    if question.kind is CHOICES:
        return _many_options(question, plain, where)
    return _stretches(question, plain, where)


def _one_option(question: Question, plain: Plain, where: str) -> frozenset[str]:
    if plain == "":
        raise ProblemError("choose-one")
    return frozenset({_option(question, plain, where)})


def _many_options(question: Question, plain: Plain, where: str) -> frozenset[str]:
    if plain == "none":
        return frozenset()
    if not isinstance(plain, list):
        raise RequestError(where, kind_of(plain), 'a list of options, "none" or null')
    if not plain:
        raise ProblemError("choose-some")
    return frozenset(_option(question, one, f"{where}.{n}") for n, one in enumerate(plain))


def _option(question: Question, plain: Plain, where: str) -> str:
    if not isinstance(plain, str) or plain not in question.options:
        raise RequestError(where, reading(plain), "one of " + ", ".join(question.options))
    return plain


def _stretches(question: Question, plain: Plain, where: str) -> tuple[Stretch, ...]:
    if not isinstance(plain, list):
        raise RequestError(where, kind_of(plain), "a list of periods or null")
    if not plain:
        raise ProblemError("choose-some")
    return tuple(_stretch(question, one, f"{where}.{n}") for n, one in enumerate(plain))


def _stretch(question: Question, plain: Plain, where: str) -> Stretch:
    if not isinstance(plain, dict) or "from" not in plain:
        return _period(plain, where)
    if not question.lasting or plain.keys() != {"from", "to"}:
        raise RequestError(where, "a period with a beginning", "one that this question asks for")
    start = _part("from", plain["from"], where)
    end = _part("to", plain["to"], where)
    if end.last < start.first:
        raise ProblemError("ends-before-begins", "to")
    return Lasting(start=start, end=end)


def _part(part: str, plain: Plain, where: str) -> Period:
    """One end of a lasting period; a problem with it names the end."""
    try:
        return _period(plain, f"{where}.{part}")
    except ProblemError as problem:
        raise ProblemError(problem.key, part) from problem


def _period(plain: Plain, where: str) -> Period:
    """A period written by a case or a tick box, or typed as year and month."""
    if isinstance(plain, str):
        return _written_period(plain, where)
    if not isinstance(plain, dict) or plain.keys() != {"year", "month"}:
        raise RequestError(where, kind_of(plain), "a period, or a year and a month")
    year, month = plain["year"], plain["month"]
    if not isinstance(year, str) or not isinstance(month, str):
        raise RequestError(where, "a year or month that is no text", "both as typed")
    try:
        return typed_period(year, month)
    except TypedPeriodError as error:
        raise ProblemError(error.key) from error


def _written_period(text: str, where: str) -> Period:
    try:
        return parse_period(text)
    except PeriodError as error:
        raise RequestError(where, reading(text), str(error)) from error
