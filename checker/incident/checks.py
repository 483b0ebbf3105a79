"""Checks that need the whole file: circles, outcomes, questions that nothing reads, bands."""

from __future__ import annotations

from collections.abc import Mapping

from incident.bands import check_bands
from incident.conditions import InCohort
from incident.model import CANNOT_TELL, OUTSIDE, Cohort, Incident, Strength
from incident.problems import Place, Problems, either
from incident.questions import Choice


def check_rules(incident: Incident, outcomes_at: Place | None, problems: Problems) -> None:
    """Notes what does not fit together. Without `outcomes_at`, the outcomes are not looked at."""
    check_circles(incident.cohorts, problems)
    check_all_read(incident, problems)
    check_bands(incident.asked(), incident.cohorts, problems)
    if outcomes_at is not None:
        check_outcomes(incident, outcomes_at, problems)


def check_circles(cohorts: Mapping[str, Cohort], problems: Problems) -> None:
    """Notes every cohort that rests on itself."""
    rests_on = {key: _cohorts_read(cohort) for key, cohort in cohorts.items()}
    for key, cohort in cohorts.items():
        way = _way_back(key, key, rests_on, seen=set())
        if way:
            problems.note(cohort.place, f"rests on itself: {' → '.join((key, *way))}")


def _cohorts_read(cohort: Cohort) -> tuple[str, ...]:
    reads = (read.condition for read in cohort.reads())
    return tuple(read.cohort for read in reads if isinstance(read, InCohort))


def _way_back(
    goal: str, here: str, rests_on: Mapping[str, tuple[str, ...]], seen: set[str]
) -> tuple[str, ...]:
    """The cohorts on a way from `here` to `goal`; empty when there is none."""
    for after in rests_on.get(here, ()):
        if after == goal:
            return (goal,)
        if after in seen:
            continue
        seen.add(after)
        way = _way_back(goal, after, rests_on, seen)
        if way:
            return (after, *way)
    return ()


def check_all_read(incident: Incident, problems: Problems) -> None:
    """Notes every question and field that no cohort reads: it would never be asked."""
    reads = [read for cohort in incident.cohorts.values() for read in cohort.reads()]
    for asked in incident.asked():
        about = isinstance(asked.question, Choice) and asked.question.about
        if not about and not any(asked.is_read_by(read) for read in reads):
            problems.note(asked.question.place, "is never asked: no cohort reads it")


def check_outcomes(incident: Incident, place: Place, problems: Problems) -> None:
    """Notes an outcome that can be reached and has no words, or has words and cannot be."""
    reached = reachable(incident.cohorts)
    for key in reached:
        if key not in incident.outcomes:
            problems.note(place, f"'{key}' is missing: answers can lead to it")
    for key in incident.outcomes:
        if key not in reached:
            what = f"'{key}' cannot be reached by any answers (want {either(reached)})"
            problems.note(place, what)


def reachable(cohorts: Mapping[str, Cohort]) -> tuple[str, ...]:
    """Every outcome that answers can lead to, strongest first.

    A maybe is `possible`; when no cohort holds, the strongest of their outsides leads.
    """
    strengths = {cohort.inside for cohort in cohorts.values()} | {Strength.POSSIBLE}
    outsides = {cohort.outside for cohort in cohorts.values()}
    strengths |= {next(strength for strength in OUTSIDE if strength in outsides)}
    return (*(strength.value for strength in Strength if strength in strengths), CANNOT_TELL)
