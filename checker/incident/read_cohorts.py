"""Reads the cohorts and what a person reads of them, and checks that each outcome has words."""

from __future__ import annotations

from functools import partial

from incident.fields import Fields, Lists, known_as, one_of, one_or_more
from incident.model import CANNOT_TELL, INSIDE, OUTSIDE, Cohort, Outcome, Strength
from incident.problems import Problems, WrongError, wanted
from incident.read_conditions import Conditions
from incident.texts import Texts
from incident.tree import Node

OUTCOMES = (*Strength, CANNOT_TELL)


def read_cohorts(
    node: Node, conditions: Conditions, data_keys: tuple[str, ...], texts: Texts
) -> dict[str, Cohort]:
    """The cohorts that are right; what is wrong with the others is noted."""
    problems = conditions.problems

    def cohort(key: str, value: Node) -> Cohort:
        fields = Fields(value, problems)
        read = Cohort(
            key=key,
            place=fields.node.place,
            name=fields.take("name", texts.worded),
            who=fields.take("who", texts.text),
            when=fields.take("when", conditions.read),
            unless=fields.maybe("unless", conditions.read),
            inside=fields.take("inside", partial(_strength, INSIDE)),
            outside=fields.take("outside", partial(_strength, OUTSIDE)),
            data=fields.take("data", one_or_more(known_as("data kind", data_keys))),
            reason=fields.take("reason", texts.worded),
            maybe=fields.take("maybe", texts.worded),
            note=fields.maybe("note", texts.worded),
        )
        fields.done()
        return read

    return Lists(problems).usable(cohort)(node)


def _strength(allowed: tuple[Strength, ...], node: Node) -> Strength:
    return Strength(one_of(allowed)(node))


def read_outcomes(node: Node, texts: Texts, problems: Problems) -> dict[str, Outcome]:
    """What is said for each strength that can lead, and for no answer at all."""

    def outcome(key: str, value: Node) -> Outcome:
        if key not in OUTCOMES:
            raise WrongError(value.place, f"'{key}' is no outcome{wanted(key, OUTCOMES)}")
        fields = Fields(value, problems)
        title, text = fields.take("title", texts.worded), fields.take("text", texts.worded)
        fields.done()
        return Outcome(title=title, text=text)

    return Lists(problems).named(outcome)(node)
