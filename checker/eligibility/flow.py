"""Which question comes next: derived from the rules, never written."""

from collections.abc import Mapping
from dataclasses import dataclass

from eligibility.answers import (
    Answer,
    Event,
    ProblemError,
    Scope,
    Told,
    events_in,
    parse_answer,
)
from eligibility.conditions import Gap
from eligibility.questions import Question, Step
from eligibility.rules import Rules
from eligibility.values import Plain

type Given = Mapping[str, Plain]  # a request's answers by question, as yet unread


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """How far a person's answers lead.

    `asked`: the steps answered, in order, with what was answered in `answers`; `step`: what to
    ask next, None when the result is due; `problem`: why the answer given there does not do.
    """

    asked: tuple[Step, ...]
    answers: Scope
    step: Step | None
    problem: ProblemError | None = None


def walk(rules: Rules, given: Given) -> Walk:
    """Follow the derived questions through the answers `given`.

    The next step is always the first one, in file order, that is unanswered and could still
    change an outcome. Answers that no step asks for stay unread.

    Raises:
        RequestError: an answer that no screen could have sent
    """
    answers: dict[str, Answer] = {}
    asked: list[Step] = []
    gaps = {cohort.key: cohort.condition.judge(answers).gaps for cohort in rules.cohorts}
    while (step := _next_step(rules, answers, gaps)) is not None and _is_answered(step, given):
        question = rules.questions[step.question]
        try:
            answers[question.key] = _answer(step, question, given, answers)
        except ProblemError as problem:
            return Walk(asked=tuple(asked), answers=answers, step=step, problem=problem)
        asked.append(step)
        for cohort in rules.cohorts:
            # What is decided stays so, and an answer moves only the cohorts that read it.
            if gaps[cohort.key] and question.key in cohort.reads:
                gaps[cohort.key] = cohort.condition.judge(answers).gaps
    return Walk(asked=tuple(asked), answers=answers, step=step)


def _next_step(rules: Rules, answers: Scope, gaps: Mapping[str, tuple[Gap, ...]]) -> Step | None:
    """The question about whom, which changes the wording of all the others; then what matters."""
    for question in rules.questions.values():
        if question.about and question.key not in answers:
            return Step(question=question.key)
    open_steps = (gap.step for open_gaps in gaps.values() for gap in open_gaps if not gap.asked)
    return min(open_steps, key=rules.place, default=None)


def _is_answered(step: Step, given: Given) -> bool:
    if step.question not in given:
        return False
    if step.event is None:
        return True
    told = Told.from_plain(given[step.question], f"answers.{step.question}")
    if step.field is None:
        return step.event < len(told.events) or told.says_whether_more
    return step.field in told.events[step.event]


def _answer(step: Step, question: Question, given: Given, known: Scope) -> Answer:
    """The answer to `question` with what `given` says at `step` added."""
    where = f"answers.{question.key}"
    if step.event is None:
        return parse_answer(question, given[question.key], where)
    told = Told.from_plain(given[question.key], where)
    events = events_in(known, question.key)
    if step.field is None:
        if step.event < len(told.events):
            return events.with_event(step.event, Event())
        return events.closed(told.more, f"{where}.more")
    plain = told.events[step.event][step.field]
    where = f"{where}.events.{step.event}.{step.field}"
    answer = parse_answer(question.fields[step.field], plain, where)
    return events.with_event(step.event, events.told[step.event].with_field(step.field, answer))
