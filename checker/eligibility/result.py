"""The result: every cohort that holds or may hold, what it means, and what would settle a maybe."""

from collections.abc import Iterator
from dataclasses import dataclass

from eligibility.answers import NOT_SURE, Answer, Events, Scope
from eligibility.questions import Step
from eligibility.rules import STRONGEST_FIRST, Cohort, Rules, Strength
from eligibility.truth import Truth

CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What the answers say of one cohort; `settle` holds what would decide an UNKNOWN."""

    cohort: Cohort
    truth: Truth
    settle: tuple[Step, ...] = ()

    @property
    def strength(self) -> Strength:
        """Inside, outside, or possible where nobody can tell."""
        if self.truth is Truth.UNKNOWN:
            return Strength.POSSIBLE
        return self.cohort.inside if self.truth is Truth.TRUE else self.cohort.outside


def findings(rules: Rules, answers: Scope) -> tuple[Finding, ...]:
    """A finding for each cohort, strongest first, then in file order."""
    found = [_finding(cohort, answers) for cohort in rules.cohorts]
    return tuple(sorted(found, key=lambda finding: STRONGEST_FIRST.index(finding.strength)))


def _finding(cohort: Cohort, answers: Scope) -> Finding:
    verdict = cohort.condition.judge(answers)
    settle = dict.fromkeys(
        Step(question=gap.step.question, field=gap.step.field) for gap in verdict.gaps
    )
    return Finding(cohort=cohort, truth=verdict.truth, settle=tuple(settle))


def lead(rules: Rules, found: tuple[Finding, ...], answers: Scope) -> str:
    """The key of the strongest strength, or "cannot-tell".

    Nothing can be told only when no cohort is TRUE and everything asked was "not sure".
    """
    certain = any(finding.truth is Truth.TRUE for finding in found)
    if not certain and found and not any(_substantial(rules, answers)):
        return CANNOT_TELL
    return found[0].strength.value


def _substantial(rules: Rules, answers: Scope) -> Iterator[bool]:
    """For each answer that rules can read, whether it says anything."""
    for question in rules.questions.values():
        if not question.about and question.key in answers:
            yield _says_something(answers[question.key])


def _says_something(answer: Answer) -> bool:
    if isinstance(answer, Events):
        return bool(answer.told) or answer.complete
    return answer is not NOT_SURE


def data_at_risk(
    rules: Rules, found: tuple[Finding, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each kind of data, in the rules' order, with the cohorts that cause it: that hold or may."""
    holding = [finding.cohort for finding in found if finding.truth is not Truth.FALSE]
    causes = (
        (kind, tuple(cohort.key for cohort in holding if kind in cohort.data))
        for kind in rules.data
    )
    return tuple((kind, cohorts) for kind, cohorts in causes if cohorts)
