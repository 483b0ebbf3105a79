"""Reads the cases: answers in shorthand, and what must follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from incident.fields import Fields, entries, known_as, one_of, one_or_more, scalar, some_items
from incident.model import CANNOT_TELL, Case, Expected, Json, Strength
from incident.moments import parse_moment
from incident.problems import BrokenError, Problems, WrongError
from incident.questions import Choice, Choices, Events, Period, Question
from incident.read_conditions import Scope
from incident.tree import Entries, Items, Node, Scalar

NOT_SURE, NONE = "not-sure", "none"
WANTED_TIME = "want 2023-05, 2023-05-31, 2010-04/2023-05 or ../2009-12"


@dataclass(frozen=True, kw_only=True)
class CaseReader:
    """Readers of cases, and of each kind of answer."""

    questions: Scope
    cohort_keys: tuple[str, ...]
    data_keys: tuple[str, ...]
    problems: Problems

    def case(self, node: Node) -> Case:
        """One case."""
        fields = Fields(node, self.problems)
        read = Case(
            name=fields.take("name", scalar),
            place=fields.node.place,
            answers=fields.take("answers", lambda value: self._answers(value, self.questions)),
            outcome=fields.take("outcome", self._outcome),
            cohorts=fields.take("cohorts", self._cohorts),
            data=fields.maybe("data", self._data),
        )
        fields.done()
        return read

    def _outcome(self, node: Node) -> Expected[str]:
        return Expected(value=one_of((*Strength, CANNOT_TELL))(node), place=node.place)

    def _cohorts(self, node: Node) -> Expected[Mapping[str, str | None]]:
        """`none`, a list of cohorts, or the strength of each."""
        return Expected(value=self._strengths(node), place=node.place)

    def _strengths(self, node: Node) -> Mapping[str, str | None]:
        if _is(node, NONE) or (isinstance(node, Items) and not node.items):
            return {}
        if not isinstance(node, Entries):
            return dict.fromkeys(one_or_more(known_as("cohort", self.cohort_keys))(node))
        for key, place in node.keys.items():
            known_as("cohort", self.cohort_keys)(Scalar(place=place, text=key))
        return {key: one_of(Strength)(value) for key, value in node.entries.items()}

    def _data(self, node: Node) -> Expected[frozenset[str]]:
        kinds = () if _is(node, NONE) else one_or_more(known_as("data kind", self.data_keys))(node)
        return Expected(value=frozenset(kinds), place=node.place)

    def _answers(self, node: Node, scope: Scope) -> dict[str, Json]:
        """What was answered to each question, or to each field of one event."""
        found: dict[str, Json] = {}
        answered = entries(node)
        for key, value in answered.entries.items():
            with self.problems.noted():
                name = Scalar(place=answered.keys[key], text=key)
                found[key] = self._answer(scope.question(name), value)
        if len(found) < len(answered.entries):
            raise BrokenError
        return found

    def _answer(self, question: Question, node: Node) -> Json:
        match question:
            case Events():
                return self._events(question, node)
            case Choice() | Choices() | Period() if _is(node, NOT_SURE):
                return None
            case Choice():
                return known_as("option", question.options, of=question.key)(node)
            case Choices():
                return _many(question, node)
            case Period():
                return _period(question, node)

    def _events(self, question: Events, node: Node) -> Json:
        """`none`, `not-sure`, or the whole list."""
        if _is(node, NONE) or _is(node, NOT_SURE):
            return {"events": [], "more": None if _is(node, NOT_SURE) else False}
        scope = Scope(
            what="field", usable=question.fields, keys=tuple(question.fields), events=question.key
        )
        events: list[Json] = [self._answers(event, scope) for event in some_items(node)]
        return {"events": events, "more": False}


def _is(node: Node, word: str) -> bool:
    return isinstance(node, Scalar) and node.text.strip() == word


def _many(question: Choices, node: Node) -> Json:
    if _is(node, NONE):
        return NONE
    return list(one_or_more(known_as("option", question.options, of=question.key))(node))


def _period(question: Period, node: Node) -> Json:
    """One stretch of time, or a list of them."""
    reader = _lasting if question.lasting else _stretch
    return list(one_or_more(reader)(node))


def _lasting(node: Node) -> Json:
    if not isinstance(node, Entries):
        return _stretch(node)
    if set(node.entries) != {"from", "to"}:
        raise WrongError(node.place, "is no stretch of time (want from and to)")
    return {key: _stretch(value) for key, value in node.entries.items()}


def _stretch(node: Node) -> str:
    """A moment, or an interval that may be open."""
    text = scalar(node)
    ends = text.split("/")
    moments = [parse_moment(end) for end in ends if end != ".."]
    if len(ends) > 2 or not moments or None in moments or text == "..":
        raise WrongError(node.place, f"'{text}' is no time ({WANTED_TIME})")
    first, last = moments[0], moments[-1]
    if first and last and last.last < first.first:
        raise WrongError(node.place, f"'{text}' ends before it begins")
    return text
