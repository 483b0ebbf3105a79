"""The rules that the browser gets: keys, conditions and days, and no words."""

from __future__ import annotations

import json
from datetime import date

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
from incident.model import Cohort, Incident, Json
from incident.questions import Choice, Choices, Events, Period, Question

FORMAT = 1


def rules(incident: Incident, self_test: list[Json] | None = None) -> dict[str, Json]:
    """The rules, with cases that the engine must pass at start: [{"request", "reply"}]."""
    return {
        "format": FORMAT,
        "questions": [_question(question) for question in incident.questions.values()],
        "cohorts": [_cohort(cohort) for cohort in incident.cohorts.values()],
        "data": list(incident.data),
        "cases": self_test or [],
    }


def rules_text(incident: Incident, self_test: list[Json] | None = None) -> str:
    """The rules as JSON: the same incident gives the same text, byte for byte."""
    return json.dumps(rules(incident, self_test), separators=(",", ":")) + "\n"


def _question(question: Question) -> Json:
    written: dict[str, Json] = {"key": question.key, "kind": question.kind}
    match question:
        case Choice():
            written["options"] = list(question.options)
            if question.about:
                written["about"] = True
        case Choices():
            written["options"] = list(question.options)
        case Period():
            if question.lasting:
                written["lasting"] = True
        case Events():
            written["fields"] = [_question(part) for part in question.fields.values()]
    return written


def _cohort(cohort: Cohort) -> Json:
    written: dict[str, Json] = {"key": cohort.key, "when": _condition(cohort.when)}
    if cohort.unless:
        written["unless"] = _condition(cohort.unless)
    return written | {
        "inside": cohort.inside.value,
        "outside": cohort.outside.value,
        "data": list(cohort.data),
    }


def _condition(condition: Condition) -> dict[str, Json]:
    match condition:
        case AllOf() | AnyOf():
            name = "all" if isinstance(condition, AllOf) else "any"
            return {name: [_condition(part) for part in condition.parts]}
        case Not():
            return {"not": _condition(condition.part)}
        case Happened():
            return {"event": condition.question, "fits": _condition(condition.fits)}
        case InCohort():
            return {"cohort": condition.cohort}
        case Chosen() | Within():
            return {"answer": condition.question, **_test(condition)}


def _test(condition: Chosen | Within) -> dict[str, Json]:
    """What is asked of a single answer."""
    if isinstance(condition, Chosen):
        return {"has" if condition.many else "in": list(condition.options)}
    return {"within": [_day(condition.window.first_day), _day(condition.window.last_day)]}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
