"""The result: every cohort that holds or may hold, what it means, and what would settle a maybe."""

from collections.abc import Iterator
from dataclasses import dataclass

from eligibility.answers import NOT_SURE, Answer, Events, Scope
from eligibility.questions import Step
from eligibility.rules import POSSIBLE, STRONGEST_FIRST, Cohort, Rules, Strength
from eligibility.truth import FALSE, TRUE, UNKNOWN, Truth

CANNOT_TELL = "cannot-tell"


@dataclass(kw_only=True, slots=True)
class Finding:
    """What the answers say of one cohort; `settle` holds what would decide an UNKNOWN."""

    cohort: Cohort
    truth: Truth
    settle: tuple[Step, ...] = ()

    @property
    def strength(self) -> Strength:
        """Inside, outside, or possible where nobody can tell."""
        if self.truth is UNKNOWN:
            return POSSIBLE
        return self.cohort.inside if self.truth is TRUE else self.cohort.outside


def findings(rules: Rules, answers: Scope) -> tuple[Finding, ...]:
    """A finding for each cohort, strongest first, then in file order."""
    found = [_finding(cohort, answers) for cohort in rules.cohorts]
    return tuple(sorted(found, key=lambda finding: STRONGEST_FIRST.index(finding.strength)))


def _finding(cohort: Cohort, answers: Scope) -> Finding:
    verdict = cohort.condition.judge(answers)
    if not verdict.unsure:
        return Finding(cohort=cohort, truth=verdict.truth)
    settle = dict.fromkeys((step.question, step.field) for step in verdict.unsure)
    steps = tuple(Step(question, field=field) for question, field in settle)
    return Finding(cohort=cohort, truth=verdict.truth, settle=steps)


def lead(rules: Rules, found: tuple[Finding, ...], answers: Scope) -> str:
    """The key of the strongest strength, or "cannot-tell".

    Nothing can be told only when no cohort is TRUE and everything asked was "not sure".
    """
    certain = any(finding.truth is TRUE for finding in found)
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


def data_at_risk(rules: Rules, found: tuple[Finding, ...]) -> dict[str, list[str]]:
    """Each kind of data, in the rules' order, with the cohorts that cause it: that hold or may."""
    causes: dict[str, list[str]] = {kind: [] for kind in rules.data}
    for finding in found:
        if finding.truth is not FALSE:
            for kind in finding.cohort.data:
                causes[kind].append(finding.cohort.key)
    return {kind: cohorts for kind, cohorts in causes.items() if cohorts}
