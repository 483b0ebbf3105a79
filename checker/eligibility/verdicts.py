"""Verdicts: how true something is, and which answers could still tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from eligibility.questions import Step
from eligibility.truth import FALSE, TRUE, UNKNOWN, Truth


@dataclass(slots=True)
class Verdict:
    """How true a condition is, and where that is UNKNOWN, the steps that could still decide it.

    `unasked` were not asked yet; `unsure` were, and answered with "not sure" or too roughly.
    Not frozen, as nothing is that each reply makes dozens of: that would take twice as long.
    """

    truth: Truth
    unasked: tuple[Step, ...] = ()
    unsure: tuple[Step, ...] = ()


HOLDS, FAILS = Verdict(TRUE), Verdict(FALSE)


def undecided(step: Step, *, asked: bool) -> Verdict:
    """What only `step` could decide."""
    return Verdict(UNKNOWN, (), (step,)) if asked else Verdict(UNKNOWN, (step,))


def combined(decisive: Verdict, verdicts: Sequence[Verdict], otherwise: Verdict) -> Verdict:
    """`decisive` if any verdict is, UNKNOWN if any is that, else `otherwise`.

    Once decided, no answer can move it, so no step could still decide it.
    """
    unknown = []
    for verdict in verdicts:
        if verdict.truth is decisive.truth:
            return decisive
        if verdict.truth is UNKNOWN:
            unknown.append(verdict)
    if len(unknown) < 2:
        return unknown[0] if unknown else otherwise
    unasked = [step for verdict in unknown for step in verdict.unasked]
    unsure = [step for verdict in unknown for step in verdict.unsure]
    return Verdict(UNKNOWN, tuple(unasked), tuple(unsure))
