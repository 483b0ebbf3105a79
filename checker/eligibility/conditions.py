"""Conditions over answers: how true they are, and which answers could still tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from eligibility.answers import Event, Scope, events_in
from eligibility.periods import Window, within
from eligibility.questions import Step
from eligibility.truth import Truth


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """A step whose answer could still decide a condition.

    Either it was not asked yet, or it was answered with "not sure" or too roughly.
    """

    step: Step
    asked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """How true a condition is, and where that is UNKNOWN, what could still decide it."""

    truth: Truth
    gaps: tuple[Gap, ...] = ()


TRUE = Verdict(truth=Truth.TRUE)
FALSE = Verdict(truth=Truth.FALSE)


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
        return _unless(FALSE, (part.judge(answers) for part in self.parts), TRUE)

    def reads(self) -> frozenset[str]:
        return _read_by(self.parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class AnyOf:
    """At least one of `parts`; FALSE of none at all."""

    parts: tuple[Condition, ...]

    def judge(self, answers: Scope) -> Verdict:
        return _unless(TRUE, (part.judge(answers) for part in self.parts), FALSE)

    def reads(self) -> frozenset[str]:
        return _read_by(self.parts)


def _read_by(parts: tuple[Condition, ...]) -> frozenset[str]:
    return frozenset(question for part in parts for question in part.reads())


def _unless(decisive: Verdict, verdicts: Iterable[Verdict], otherwise: Verdict) -> Verdict:
    """`decisive` if any verdict is, UNKNOWN if any is that, else `otherwise`.

    Once decided, no answer can move it, so its gaps are gone.
    """
    gaps: list[Gap] = []
    for verdict in verdicts:
        if verdict.truth is decisive.truth:
            return decisive
        if verdict.truth is Truth.UNKNOWN:
            gaps += verdict.gaps
    return Verdict(truth=Truth.UNKNOWN, gaps=tuple(gaps)) if gaps else otherwise


@dataclass(frozen=True, kw_only=True, slots=True)
class Not:
    """The opposite of `part`."""

    part: Condition

    def judge(self, answers: Scope) -> Verdict:
        verdict = self.part.judge(answers)
        if verdict.truth is Truth.UNKNOWN:
            return verdict
        return FALSE if verdict.truth is Truth.TRUE else TRUE

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
            return _undecided(self.question, answers)
        assert isinstance(chosen, frozenset)
        return FALSE if self.options.isdisjoint(chosen) else TRUE

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
            return _undecided(self.question, answers)
        assert isinstance(stretches, tuple)
        truths = [within(stretch, self.window) for stretch in stretches]
        if Truth.TRUE in truths:
            return TRUE
        return _undecided(self.question, answers) if Truth.UNKNOWN in truths else FALSE

    def reads(self) -> frozenset[str]:
        return frozenset({self.question})


def _undecided(question: str, answers: Scope) -> Verdict:
    gap = Gap(step=Step(question=question), asked=question in answers)
    return Verdict(truth=Truth.UNKNOWN, gaps=(gap,))


@dataclass(frozen=True, kw_only=True, slots=True)
class Happened:
    """One and the same event of `question` fits `fits`, a condition over its fields."""

    question: str
    fits: Condition

    def judge(self, answers: Scope) -> Verdict:
        events = events_in(answers, self.question)
        verdicts = [self._judge_event(number, event) for number, event in enumerate(events.told)]
        if not events.complete:
            step = Step(question=self.question, event=len(events.told))
            gap = Gap(step=step, asked=events.asked)
            verdicts.append(Verdict(truth=Truth.UNKNOWN, gaps=(gap,)))
        return _unless(TRUE, verdicts, FALSE)

    def reads(self) -> frozenset[str]:
        return frozenset({self.question})

    def _judge_event(self, number: int, event: Event) -> Verdict:
        """Whether `event` fits; its gaps placed in the whole."""
        verdict = _unless(TRUE, (self.fits.judge(variant) for variant in event.variants), FALSE)
        gaps = (
            Gap(
                step=Step(question=self.question, event=number, field=gap.step.question),
                asked=gap.asked,
            )
            for gap in verdict.gaps
        )
        return Verdict(truth=verdict.truth, gaps=tuple(gaps)) if verdict.gaps else verdict
