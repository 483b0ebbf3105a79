"""Which question comes next: derived from the rules, never written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eligibility.answers import (
    Answer,
    Event,
    Events,
    ProblemError,
    Scope,
    Told,
    parse_answer,
)
from eligibility.questions import Question, Step
from eligibility.rules import Cohort, Rules
from eligibility.values import Plain


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


def walk(rules: Rules, plain: Mapping[str, Plain]) -> Walk:
    """Follow the derived questions through a request's answers, `plain` values by question.

    The next step is always the first one, in file order, that is unanswered and could still
    change an outcome. Answers that no step asks for stay unread.

    Raises:
        RequestError: an answer that no screen could have sent
    """
    given = Given(plain=plain)
    answers: dict[str, Answer] = {**rules.untold}
    asked: list[Step] = []
    wanted = {cohort.key: _wanted(rules, cohort, answers) for cohort in rules.cohorts}
    while (step := _next_step(rules, answers, wanted)) is not None and given.answers(step):
        try:
            answers[step.question] = given.answer(step, rules.questions[step.question], answers)
        except ProblemError as problem:
            return Walk(asked=tuple(asked), answers=answers, step=step, problem=problem)
        asked.append(step)
        for cohort in rules.cohorts:
            # Who wants nothing more never will, and an answer moves only the cohorts that read it.
            if wanted[cohort.key] is not None and step.question in cohort.reads:
                wanted[cohort.key] = _wanted(rules, cohort, answers)
    return Walk(asked=tuple(asked), answers=answers, step=step)


def _wanted(rules: Rules, cohort: Cohort, answers: Scope) -> Step | None:
    """The first step that could still change what is said of `cohort`."""
    return rules.first(cohort.condition.judge(answers).unasked)


def _next_step(rules: Rules, answers: Scope, wanted: Mapping[str, Step | None]) -> Step | None:
    """The question about whom, which changes the wording of all the others; then what matters."""
    if rules.about is not None and rules.about not in answers:
        return Step(rules.about)
    return rules.first([step for step in wanted.values() if step is not None])


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """A request's answers, each read when its step comes.

    `told`: the events of those questions whose events were read.
    """

    plain: Mapping[str, Plain]
    told: dict[str, Told] = field(default_factory=dict)

    def answers(self, step: Step) -> bool:
        """Whether anything was said at `step`."""
        if step.question not in self.plain:
            return False
        if step.event is None:
            return True
        told = self._told(step.question)
        if step.field is None:
            return step.event < len(told.events) or told.says_whether_more
        return step.field in told.events[step.event]

    def answer(self, step: Step, question: Question, known: Scope) -> Answer:
        """The answer to `question`: what is `known` of it with what was said at `step` added."""
        where = f"answers.{question.key}"
        if step.event is None:
            return parse_answer(question, self.plain[question.key], where)
        told = self._told(question.key)
        events = known[question.key]
        assert isinstance(events, Events)
        if step.field is None:
            if step.event < len(told.events):
                return events.with_event(step.event, Event())
            return events.closed(told.more, f"{where}.more")
        plain = told.events[step.event][step.field]
        where = f"{where}.events.{step.event}.{step.field}"
        answer = parse_answer(question.fields[step.field], plain, where)
        return events.with_event(step.event, events.told[step.event].with_field(step.field, answer))

    def _told(self, question: str) -> Told:
        if question not in self.told:
            self.told[question] = Told.from_plain(self.plain[question], f"answers.{question}")
        return self.told[question]
