"""Reads conditions, and holds each against the question that it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from incident.conditions import (
    AllOf,
    AnyOf,
    Chosen,
    Condition,
    Happened,
    InCohort,
    Not,
    Within,
)
from incident.facts import Fact
from incident.fields import Fields, known_as, one_or_more, scalar, some_items
from incident.moments import Window
from incident.problems import BrokenError, Problems, WrongError, either, wanted
from incident.questions import Choice, Choices, Events, Question
from incident.tree import Node

TESTS = {"choice": ("is", "is_not"), "choices": ("has",), "period": ("within",)}
ALL_TESTS = ("is", "is_not", "has", "within")
KIND_WORDS = {
    "choice": "a choice",
    "choices": "a choice of several",
    "period": "a period",
    "events": "a question of events",
}


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a condition can read: `usable` questions (or fields) out of all `keys`."""

    what: str  # "question" or "field"
    usable: Mapping[str, Question]
    keys: tuple[str, ...]
    events: str | None = None

    def question(self, node: Node) -> Question:
        """The question that `node` names; Broken when it has a problem of its own."""
        key = known_as(self.what, self.keys, of=self.events or "")(node)
        if key not in self.usable:
            raise BrokenError
        return self.usable[key]


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """Readers of conditions in one scope."""

    scope: Scope
    facts: Mapping[str, Fact]
    fact_keys: tuple[str, ...]
    cohort_keys: tuple[str, ...]
    problems: Problems

    def read(self, node: Node) -> Condition:
        """Any condition."""
        fields = Fields(node, self.problems)
        readers = self._readers()
        kinds = [kind for kind in readers if kind in fields]
        if not kinds:
            first = next(iter(fields.node.entries))
            raise WrongError(fields.node.keys[first], f"no condition{wanted(first, readers)}")
        condition = readers[kinds[0]](fields)
        fields.done()
        return condition

    def _readers(self) -> Mapping[str, Callable[[Fields], Condition]]:
        of_fields = {"all": self._all, "any": self._any, "not": self._not, "answer": self._answer}
        if self.scope.events:
            return of_fields
        return of_fields | {"event": self._event, "cohort": self._cohort}

    def _all(self, fields: Fields) -> Condition:
        return AllOf(parts=fields.take("all", self._parts))

    def _any(self, fields: Fields) -> Condition:
        return AnyOf(parts=fields.take("any", self._parts))

    def _not(self, fields: Fields) -> Condition:
        return Not(part=fields.take("not", self.read))

    def _parts(self, node: Node) -> tuple[Condition, ...]:
        found: list[Condition] = []
        for part in some_items(node):
            with self.problems.noted():
                found.append(self.read(part))
        if len(found) < len(some_items(node)):
            raise BrokenError
        return tuple(found)

    def _cohort(self, fields: Fields) -> Condition:
        return InCohort(cohort=fields.take("cohort", known_as("cohort", self.cohort_keys)))

    def _event(self, fields: Fields) -> Condition:
        question = fields.take("event", self.scope.question)
        fields.so_far()
        if not isinstance(question, Events):
            raise WrongError(fields.node.entries["event"].place, _is_but(question))
        fits = fields.take("fits", self._inside(question).read)
        return Happened(question=question.key, fits=fits)

    def _inside(self, question: Events) -> Conditions:
        """Readers of conditions over the fields of `question`."""
        scope = Scope(
            what="field",
            usable=question.fields,
            keys=tuple(question.fields),
            events=question.key,
        )
        return Conditions(
            scope=scope,
            facts=self.facts,
            fact_keys=self.fact_keys,
            cohort_keys=self.cohort_keys,
            problems=self.problems,
        )

    def _answer(self, fields: Fields) -> Condition:
        question = fields.take("answer", self.scope.question)
        tests = [test for test in ALL_TESTS if test in fields]
        fields.so_far()
        if isinstance(question, Choice) and question.about:
            what = "is about whom: it changes the words, never what follows"
            raise WrongError(fields.node.entries["answer"].place, what)
        allowed = TESTS.get(question.kind, ())
        if not tests:
            raise WrongError(fields.node.place, f"asks nothing of '{question.key}'{_use(question)}")
        if tests[0] not in allowed:
            place = fields.node.keys[tests[0]]
            raise WrongError(place, _is_but(question))
        return self._test(question, tests[0], fields)

    def _test(self, question: Question, test: str, fields: Fields) -> Condition:
        if test == "within":
            named = fields.take("within", self._window)
            fields.so_far()
            fact, window = named
            return Within(question=question.key, fact=fact, window=window)
        assert isinstance(question, Choice | Choices)
        option = known_as("option", question.options, of=question.key)
        options = fields.take(test, one_or_more(option))
        chosen = Chosen(question=question.key, options=options, many=test == "has")
        return Not(part=chosen) if test == "is_not" else chosen

    def _window(self, node: Node) -> tuple[str, Window]:
        """The window that a fact names."""
        windows = [key for key, fact in self.facts.items() if isinstance(fact.value, Window)]
        key = scalar(node)
        if key not in self.fact_keys:
            raise WrongError(node.place, f"there is no fact '{key}'{wanted(key, windows)}")
        if key not in self.facts:
            raise BrokenError
        fact = self.facts[key]
        if not isinstance(fact.value, Window):
            raise WrongError(node.place, f"fact '{key}' is a {fact.kind} (want a window)")
        return key, fact.value


def _is_but(question: Question) -> str:
    """What a question is, and what a condition on it looks like."""
    return f"'{question.key}' is {KIND_WORDS[question.kind]}{_use(question)}"


def _use(question: Question) -> str:
    if question.kind not in TESTS:
        return f" (want event: {question.key}, and fits:)"
    return f" (want {either(TESTS[question.kind])})"
