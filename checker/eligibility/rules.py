"""Questions and cohorts, from the plain values of the rules file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eligibility.answers import Events
from eligibility.conditions import AllOf, AnyOf, Chosen, Condition, Happened, Not, Within
from eligibility.periods import EARLIEST_DAY, LATEST_DAY, Window, parse_period
from eligibility.questions import EVENTS, KINDS, Question, Step
from eligibility.values import Listed, Plain

FORMAT = 1


class Strength(Listed):
    """How likely it is that a person's data are involved. Never certain, either way."""


STRONGEST_FIRST = tuple(
    map(Strength, ("listed", "highly-likely", "likely", "possible", "not-named", "unlikely"))
)
STRENGTHS = {strength.value: strength for strength in STRONGEST_FIRST}
POSSIBLE = STRENGTHS["possible"]


class RulesError(ValueError):
    """A rules file that this package cannot read, or that belongs to another format."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cohort:
    """A group of people: `condition` (its exclusion included), strength when TRUE and FALSE.

    `reads`: the questions that the condition depends on.
    """

    key: str
    condition: Condition
    reads: frozenset[str]
    inside: Strength
    outside: Strength
    data: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """An incident's rules: questions by key, in file order; every kind of data, as shown.

    `about`: the question about whom, if there is one; `untold`: no events yet, for each question
    that asks for some.
    """

    questions: Mapping[str, Question]
    about: str | None
    untold: Mapping[str, Events]
    cohorts: tuple[Cohort, ...]
    data: tuple[str, ...]

    def first(self, steps: Sequence[Step]) -> Step | None:
        """The one that stands first in file order; None if there are none."""
        if len(steps) < 2:
            return steps[0] if steps else None
        return min(steps, key=self.place)

    def place(self, step: Step) -> tuple[int, int, int]:
        """Where `step` stands in file order, for sorting.

        Each event's fields come one after the other, then whether there is another event.
        """
        question = self.questions[step.question]
        if step.event is None:
            return (question.place, 0, 0)
        if step.field is None:
            return (question.place, step.event, 0)
        return (question.place, step.event, question.fields[step.field].place)

    @classmethod
    def from_mapping(cls, plain: Plain) -> "Rules":
        """The rules that `plain` holds; the build has validated them, so only shape is read.

        Raises:
            RulesError: another format, or a value that is missing or of another kind
        """
        if not isinstance(plain, dict) or plain.get("format") != FORMAT:
            raise RulesError(f"not a rules file of format {FORMAT}")
        try:
            return _rules(plain)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise RulesError(f"a rules file that is not whole: {error}") from error


def _rules(plain: dict[str, Any]) -> Rules:
    cohorts = {one["key"]: one for one in plain["cohorts"]}
    questions = _questions(plain["questions"])
    return Rules(
        questions=questions,
        about=next((one.key for one in questions.values() if one.about), None),
        untold={one.key: Events() for one in questions.values() if one.kind is EVENTS},
        cohorts=tuple(_cohort(one, cohorts) for one in plain["cohorts"]),
        data=tuple(plain["data"]),
    )


def _questions(plain: list[dict[str, Any]]) -> dict[str, Question]:
    return {one["key"]: _question(one, place) for place, one in enumerate(plain)}


def _question(plain: dict[str, Any], place: int) -> Question:
    return Question(
        key=plain["key"],
        place=place,
        kind=KINDS[plain["kind"]],
        options=tuple(plain.get("options", ())),
        fields=_questions(plain.get("fields", [])),
        lasting=plain.get("lasting", False),
        about=plain.get("about", False),
    )


def _cohort(plain: dict[str, Any], cohorts: dict[str, Any]) -> Cohort:
    condition = _membership(plain, cohorts)
    return Cohort(
        key=plain["key"],
        condition=condition,
        reads=condition.reads(),
        inside=STRENGTHS[plain["inside"]],
        outside=STRENGTHS[plain["outside"]],
        data=tuple(plain["data"]),
    )


def _membership(plain: dict[str, Any], cohorts: dict[str, Any]) -> Condition:
    """What makes a person one of a cohort; its exclusion overrides."""
    condition = _condition(plain["when"], cohorts)
    if "unless" not in plain:
        return condition
    return AllOf(parts=(condition, Not(part=_condition(plain["unless"], cohorts))))


def _condition(plain: dict[str, Any], cohorts: dict[str, Any]) -> Condition:
    if "all" in plain:
        return AllOf(parts=tuple(_condition(part, cohorts) for part in plain["all"]))
    if "any" in plain:
        return AnyOf(parts=tuple(_condition(part, cohorts) for part in plain["any"]))
    if "not" in plain:
        return Not(part=_condition(plain["not"], cohorts))
    if "event" in plain:
        return Happened(question=plain["event"], fits=_condition(plain["fits"], cohorts))
    if "cohort" in plain:
        return _membership(cohorts[plain["cohort"]], cohorts)
    return _leaf(plain)


def _leaf(plain: dict[str, Any]) -> Condition:
    """A condition on a single answer."""
    question = plain["answer"]
    if "within" in plain:
        return Within(question=question, window=_window(*plain["within"]))
    return Chosen(question=question, options=frozenset(plain.get("in") or plain["has"]))


def _window(first: str | None, last: str | None) -> Window:
    """From the first day to the last, both as YYYY-MM-DD, either None where it is open."""
    return Window(
        first=EARLIEST_DAY if first is None else parse_period(first).first,
        last=LATEST_DAY if last is None else parse_period(last).last,
    )
