"""Incidents and answers made by chance, for laws that must hold of all of them."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from eligibility.answers import Answer, Event, Events, Scope, Told, parse_answer
from eligibility.questions import EVENTS, Question
from eligibility.rules import Rules

OPTIONS = ["a", "b", "c"]
INSIDE = ["listed", "highly-likely", "likely", "possible"]
OUTSIDE = ["not-named", "unlikely"]
KINDS_OF_DATA = ["name", "address", "card"]
FIRST_YEAR, YEARS = 2000, 4  # few months, so that edges are met often

type Plain = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Incident:
    """Rules as the package reads them, and as the text that it loads."""

    plain: Plain

    @property
    def text(self) -> str:
        return json.dumps(self.plain)

    @property
    def rules(self) -> Rules:
        return Rules.from_mapping(self.plain)


def incidents(*, negation: bool = True) -> st.SearchStrategy[Incident]:
    """Incidents of up to four questions and cohorts; without `not` and `unless` if asked so."""
    return st.integers().map(lambda seed: incident(Random(seed), negation=negation))


def incident(chance: Random, *, negation: bool = True) -> Incident:
    """One incident, the same for the same `chance`."""
    questions = [_question(chance, f"q{n}", nested=True) for n in range(chance.randint(1, 4))]
    conditions = _Conditions(chance=chance, negation=negation)
    cohorts: list[Plain] = []
    for number in range(chance.randint(1, 4)):
        cohorts.append(_cohort(conditions, questions, f"c{number}", [c["key"] for c in cohorts]))
    if chance.random() < 0.5:
        about = {"key": "about", "kind": "choice", "options": ["me", "child"], "about": True}
        questions.insert(0, about)
    return Incident(
        plain={"format": 1, "questions": questions, "cohorts": cohorts, "data": KINDS_OF_DATA}
    )


def _question(chance: Random, key: str, *, nested: bool) -> Plain:
    kinds = ["choice", "choices", "period", "events"] if nested else ["choice", "choices", "period"]
    kind = chance.choice(kinds)
    if kind == "events":
        fields = [_question(chance, f"f{n}", nested=False) for n in range(chance.randint(1, 3))]
        return {"key": key, "kind": kind, "fields": fields}
    if kind == "period":
        return {"key": key, "kind": kind, "lasting": chance.random() < 0.3}
    return {"key": key, "kind": kind, "options": OPTIONS}


@dataclass(frozen=True, kw_only=True)
class _Conditions:
    chance: Random
    negation: bool

    def over(self, questions: list[Plain], cohorts: list[str], depth: int = 2) -> Plain:
        """A condition over `questions`, or over `cohorts` made before."""
        shapes = ["leaf"] * 3
        if depth:
            shapes += ["all", "any"] * 2 + (["not"] if self.negation else [])
        if cohorts:
            shapes += ["cohort"]
        shape = self.chance.choice(shapes)
        if shape == "leaf":
            return self._leaf(self.chance.choice(questions))
        if shape == "cohort":
            return {"cohort": self.chance.choice(cohorts)}
        if shape == "not":
            return {"not": self.over(questions, cohorts, depth - 1)}
        parts = self.chance.randint(1, 3)
        return {shape: [self.over(questions, cohorts, depth - 1) for _ in range(parts)]}

    def _leaf(self, question: Plain) -> Plain:
        if question["kind"] == "events":
            return {"event": question["key"], "fits": self.over(question["fields"], [], 1)}
        if question["kind"] == "period":
            return {"answer": question["key"], "within": _window(self.chance)}
        test = "in" if question["kind"] == "choice" else "has"
        some = self.chance.sample(OPTIONS, self.chance.randint(1, 2))
        return {"answer": question["key"], test: some}


def _cohort(conditions: _Conditions, questions: list[Plain], key: str, others: list[str]) -> Plain:
    chance = conditions.chance
    cohort: Plain = {
        "key": key,
        "when": conditions.over(questions, others),
        "inside": chance.choice(INSIDE),
        "outside": chance.choice(OUTSIDE),
        "data": chance.sample(KINDS_OF_DATA, chance.randint(1, 3)),
    }
    if conditions.negation and chance.random() < 0.3:
        cohort["unless"] = conditions.over(questions, [])
    return cohort


def _month(chance: Random) -> int:
    """A month, counted from the first January."""
    return chance.randrange(YEARS * 12)


def _text(month: int) -> str:
    return f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02}"


def _ordered(chance: Random) -> tuple[int, int]:
    first, last = sorted((_month(chance), _month(chance)))
    return first, last


def _window(chance: Random) -> list[str | None]:
    first, last = _ordered(chance)
    ends: list[str | None] = [_text(first), _text(last)]
    if chance.random() < 0.3:
        ends[chance.randrange(2)] = None
    return ends


def answers_to(chance: Random, incident: Incident, *, unsure: float = 0.2) -> Plain:
    """An answer to every question; each is "not sure" with the probability `unsure`."""
    return {one["key"]: answer_to(chance, one, unsure) for one in incident.plain["questions"]}


def answer_to(chance: Random, question: Plain, unsure: float) -> Any:
    """An answer to one question or field."""
    if question["kind"] == "events":
        told = [event_for(chance, question, unsure) for _ in range(chance.randint(0, 3))]
        return {"events": told, "more": None if chance.random() < unsure else False}
    if chance.random() < unsure:
        return None
    if question["kind"] == "choice":
        return chance.choice(question["options"])
    if question["kind"] == "choices":
        return chance.sample(OPTIONS, chance.randint(0, 3)) or "none"
    return [_stretch(chance, question) for _ in range(chance.randint(1, 2))]


def event_for(chance: Random, question: Plain, unsure: float) -> Plain:
    """One event, all its fields answered."""
    return {field["key"]: answer_to(chance, field, unsure) for field in question["fields"]}


def _stretch(chance: Random, question: Plain) -> Any:
    first, last = _ordered(chance)
    if question.get("lasting") and chance.random() < 0.7:
        return {"from": _roughly(chance, first), "to": _roughly(chance, last)}
    return _roughly(chance, first)


def _roughly(chance: Random, month: int) -> str:
    """A period that holds `month`: it alone, its year, or some months around it."""
    precision = chance.choice(["month", "year", "interval"])
    if precision == "month":
        return _text(month)
    if precision == "year":
        return _text(month)[:4]
    return f"{_text(max(month - chance.randint(0, 6), 0))}/{_text(month + chance.randint(0, 6))}"


def parsed(rules: Rules, given: Plain) -> Scope:
    """Every answer given, whether or not the flow would have asked for it."""
    return {
        question.key: _parsed(question, given[question.key])
        for question in rules.questions.values()
    }


def _parsed(question: Question, plain: Any) -> Answer:
    if question.kind is not EVENTS:
        return parse_answer(question, plain, question.key)
    events = Events()
    for number, fields in enumerate(Told.from_plain(plain, question.key).events):
        event = Event()
        for field in question.fields.values():
            event = event.with_field(field.key, parse_answer(field, fields[field.key], field.key))
        events = events.with_event(number, event)
    return events.closed(plain["more"], question.key)


@st.composite
def situations(
    draw: DrawFn, *, negation: bool = True, unsure: float = 0.2
) -> tuple[Incident, Plain, Random]:
    """An incident, an answer to each of its questions, and chance for more."""
    made = draw(incidents(negation=negation))
    chance = Random(draw(st.integers()))
    return made, answers_to(chance, made, unsure=unsure), chance
