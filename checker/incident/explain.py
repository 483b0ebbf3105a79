"""Says the rules in words: what a cohort wants, from its conditions and the questions' labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
from incident.model import Incident
from incident.questions import Choice, Choices, Events, Question
from incident.speech import Language, say_window
from incident.wording import general

type Join = Literal["all", "any", "not", ""]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A condition in words: `parts` joined by all, any or not, or one answer (no join).

    A single answer has the question's short name as `label`, and the `answers` of which one
    must be given; the label is empty where a cohort rests on another.
    """

    join: Join = ""
    label: str = ""
    answers: tuple[str, ...] = ()
    parts: tuple[Said, ...] = ()


def explain(
    condition: Condition, incident: Incident, language: Language, events: str | None = None
) -> Said:
    """`condition` in words; inside `events`, answers are those of one event's fields."""
    match condition:
        case AllOf() | AnyOf():
            parts = tuple(explain(part, incident, language, events) for part in condition.parts)
            join: Join = "all" if isinstance(condition, AllOf) else "any"
            return parts[0] if len(parts) == 1 else Said(join=join, parts=parts)
        case Not():
            return Said(join="not", parts=(explain(condition.part, incident, language, events),))
        case Happened():
            return explain(condition.fits, incident, language, condition.question)
        case InCohort():
            name = general(incident.cohorts[condition.cohort].name).said(language)
            return Said(answers=(name,))
        case Chosen():
            question = _asked(incident, events, condition.question)
            return _leaf(question, _options(question, condition, language), language)
        case Within():
            question = _asked(incident, events, condition.question)
            return _leaf(question, (say_window(condition.window, language),), language)


def _asked(incident: Incident, events: str | None, key: str) -> Question:
    if events is None:
        return incident.questions[key]
    question = incident.questions[events]
    assert isinstance(question, Events)
    return question.fields[key]


def _options(question: Question, chosen: Chosen, language: Language) -> tuple[str, ...]:
    assert isinstance(question, Choice | Choices)
    return tuple(general(question.options[key]).said(language) for key in chosen.options)


def _leaf(question: Question, answers: tuple[str, ...], language: Language) -> Said:
    return Said(label=general(question.label).said(language), answers=answers)
