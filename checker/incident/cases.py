"""Runs the file's cases through the engine that ships, and asks for the edge of every window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from eligibility import load
from incident.edges import Reply, edges_not_tried, rows
from incident.model import Case, Incident, Json
from incident.problems import Place, Problems
from incident.rules import rules_text

MOST_SELF_TESTS = 6  # the browser answers these before a person's first answer

type Respond = Callable[[Case], Reply]


def rules_with_cases(incident: Incident) -> str:
    """The rules as JSON text, with a few of the file's cases and the replies they must get.

    Raises:
        IncidentError: a case that does not hold, or an edge of a window that no case tries
    """
    respond = responder(incident)
    problems = Problems()
    replies = [respond(case) for case in incident.cases]
    for case, reply in zip(incident.cases, replies, strict=True):
        check_case(case, reply, problems)
    for edge in edges_not_tried(incident, replies):
        problems.note(edge.place, edge.what)
    problems.stop(incident.file)
    return rules_text(incident, self_test(incident, respond))


def responder(incident: Incident) -> Respond:
    """The engine, started with the incident's rules."""
    engine = load(rules_text(incident))

    def respond(case: Case) -> Reply:
        reply: Reply = json.loads(engine(json.dumps(request(case))))
        return reply

    return respond


def request(case: Case) -> dict[str, Json]:
    """What the frame would send."""
    return {"answers": dict(case.answers)}


def self_test(incident: Incident, respond: Respond) -> list[Json]:
    """The first case of each outcome, with the exact reply; at most MOST_SELF_TESTS."""
    first: dict[str, Case] = {}
    for case in incident.cases:
        first.setdefault(case.outcome.value, case)
    few = list(first.values())[:MOST_SELF_TESTS]
    return [{"request": request(case), "reply": respond(case)} for case in few]


def check_case(case: Case, reply: Reply, problems: Problems) -> None:
    """Notes each way in which a reply is not what the case wants."""
    result = reply.get("result")
    if not isinstance(result, dict):
        problems.note(case.place, f"leads to no result: {_instead(reply)}")
        return
    if result["lead"] != case.outcome.value:
        what = f"these answers lead to '{result['lead']}' (want '{case.outcome.value}')"
        problems.note(case.outcome.place, what)
    _check_cohorts(case, _strengths(result), problems)
    if case.data is not None:
        found = {str(row["kind"]) for row in rows(result, "data")}
        _check_data(case.data.value, found, case.data.place, problems)


def _instead(reply: Reply) -> str:
    """What the engine replied when it had no result."""
    if "ask" in reply:
        return f"the check would still ask {_step(reply['ask'])}"
    return json.dumps(reply, ensure_ascii=False)


def _step(step: Json) -> str:
    """The path of a step, as in a case: "whom", "visits.0", "visits.0.when"."""
    assert isinstance(step, dict)
    return ".".join(str(step[key]) for key in ("question", "event", "field") if key in step)


def _strengths(result: dict[str, Json]) -> dict[str, str]:
    return {str(row["cohort"]): str(row["strength"]) for row in rows(result, "cohorts")}


def _check_cohorts(case: Case, found: dict[str, str], problems: Problems) -> None:
    place, expected = case.cohorts.place, case.cohorts.value
    if set(found) != set(expected):
        what = f"these answers fit {_listed(found)} (want {_listed(expected)})"
        problems.note(place, what)
        return
    for cohort, strength in expected.items():
        if strength is not None and found[cohort] != strength:
            problems.note(place, f"'{cohort}' is '{found[cohort]}' (want '{strength}')")


def _check_data(
    expected: frozenset[str], found: set[str], place: Place, problems: Problems
) -> None:
    if found != expected:
        what = f"these answers bring {_listed(sorted(found))} (want {_listed(sorted(expected))})"
        problems.note(place, what)


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(keys) or "none"
