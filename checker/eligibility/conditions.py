"""Conditions over answers."""

from dataclasses import dataclass
from typing import Protocol

from eligibility.answers import Event, Events, Scope
from eligibility.periods import Window, within
from eligibility.questions import Step
from eligibility.truth import TRUE, UNKNOWN
from eligibility.verdicts import FAILS, HOLDS, Verdict, combined, undecided


class Condition(Protocol):
    """Something that answers make TRUE, FALSE or UNKNOWN."""

    def judge(self, answers: Scope) -> Verdict:
        """What `answers` say of this; an absent answer and "not sure" are UNKNOWN."""

    def reads(self) -> frozenset[str]:
        """The questions whose answers it depends on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AllOf:
    """Every one of `parts`; TRUE of none at all."""

    parts: tuple[Condition, ...]

    def judge(self, answers: Scope) -> Verdict:
        return combined(FAILS, [part.judge(answers) for part in self.parts], HOLDS)

    def reads(self) -> frozenset[str]:
        return _read_by(self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnyOf:
    """At least one of `parts`; FALSE of none at all."""

    parts: tuple[Condition, ...]

    def judge(self, answers: Scope) -> Verdict:
        return combined(HOLDS, [part.judge(answers) for part in self.parts], FAILS)

    def reads(self) -> frozenset[str]:
        return _read_by(self.parts)


def _read_by(parts: tuple[Condition, ...]) -> frozenset[str]:
    return frozenset(question for part in parts for question in part.reads())


@dataclass(frozen=True, kw_only=True, slots=True)
class Not:
    """The opposite of `part`."""

    part: Condition

    def judge(self, answers: Scope) -> Verdict:
        verdict = self.part.judge(answers)
        if verdict.truth is UNKNOWN:
            return verdict
        return FAILS if verdict.truth is TRUE else HOLDS

    def reads(self) -> frozenset[str]:
        return self.part.reads()


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """One of `options` was chosen, for a question with one choice or with many."""

    question: str
    options: frozenset[str]

    def judge(self, answers: Scope) -> Verdict:
        chosen = answers.get(self.question)
        if chosen is None:
            return undecided(Step(self.question), asked=self.question in answers)
        assert isinstance(chosen, frozenset)
        return FAILS if self.options.isdisjoint(chosen) else HOLDS

    def reads(self) -> frozenset[str]:
        return frozenset({self.question})


@dataclass(frozen=True, kw_only=True, slots=True)
class Within:
    """It happened, at least once, inside `window`."""

    question: str
    window: Window

    def judge(self, answers: Scope) -> Verdict:
        stretches = answers.get(self.question)
        if stretches is None:
            return undecided(Step(self.question), asked=self.question in answers)
        assert isinstance(stretches, tuple)
        truths = [within(stretch, self.window) for stretch in stretches]
        if TRUE in truths:
            return HOLDS
        return undecided(Step(self.question), asked=True) if UNKNOWN in truths else FAILS

    def reads(self) -> frozenset[str]:
        return frozenset({self.question})


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)  # looked up by what it is
class Happened:
    """One and the same event of `question` fits `fits`, a condition over its fields."""

    question: str
    fits: Condition

    def judge(self, answers: Scope) -> Verdict:
        events = answers[self.question]
        assert isinstance(events, Events)
        verdict = events.verdicts.get(self)
        if verdict is None:
            verdict = events.verdicts[self] = self._judge(events)
        return verdict

    def reads(self) -> frozenset[str]:
        return frozenset({self.question})

    def _judge(self, events: Events) -> Verdict:
        verdicts = [self._judge_event(*told) for told in enumerate(events.told)]
        if not events.complete:
            verdicts.append(undecided(Step(self.question, len(events.told)), asked=events.asked))
        return combined(HOLDS, verdicts, FAILS)

    def _judge_event(self, number: int, event: Event) -> Verdict:
        """Whether `event` fits; what could decide it placed in the whole."""
        verdict = event.verdicts.get(self)
        if verdict is None:
            verdict = event.verdicts[self] = self._judge_variants(number, event)
        return verdict

    def _judge_variants(self, number: int, event: Event) -> Verdict:
        verdict = combined(HOLDS, [self.fits.judge(variant) for variant in event.variants], FAILS)
        if verdict.truth is not UNKNOWN:
            return verdict
        unasked = [Step(self.question, number, step.question) for step in verdict.unasked]
        unsure = [Step(self.question, number, step.question) for step in verdict.unsure]
        return Verdict(UNKNOWN, tuple(unasked), tuple(unsure))
