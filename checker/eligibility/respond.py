"""Requests and replies as JSON text: the one door of this package."""

import json
from collections.abc import Callable
from typing import Final, NoReturn, cast

from eligibility.answers import ProblemError
from eligibility.flow import Walk, walk
from eligibility.questions import Step
from eligibility.result import Finding, data_at_risk, findings, lead
from eligibility.rules import Rules, RulesError
from eligibility.truth import FALSE
from eligibility.values import Plain, RequestError, kind_of, reading

JSON_SPACE: Final = " \t\n\r"


def load(rules_text: str) -> Callable[[str], str]:
    """A function that answers requests (JSON text) under the rules given (JSON text).

    What it returns takes {"answers": {question: answer}} and gives one of
    {"ask": step}, {"problem": {"step", "key"}}, {"result": ...}, each with "asked": the steps
    answered, in order; or {"error": {"where", "what", "wanted"}} for a request that no screen
    could have sent. It never raises on a request.

    Raises:
        RulesError: rules that cannot be read
    """
    try:
        rules = Rules.from_mapping(_decoded(rules_text))
    except (RequestError, RecursionError) as error:
        raise RulesError(f"a rules file that cannot be read: {error}") from error

    def respond(request_text: str) -> str:
        return _encode(_reply(rules, request_text))

    return respond


def _reply(rules: Rules, request_text: str) -> dict[str, Plain]:
    try:
        given = _given(rules, _decoded(request_text))
        return _described(rules, walk(rules, given))
    except RequestError as error:
        return {"error": {"where": error.where, "what": error.what, "wanted": error.wanted}}
    except RecursionError:
        wanted = "answers nested as a screen nests them"
        return {"error": {"where": "request", "what": "nested too deeply", "wanted": wanted}}


def _decoded(text: str) -> Plain:
    """The value of JSON `text`, strictly: no constants beyond the standard, no key twice."""
    text = text.strip(JSON_SPACE)
    try:
        value, end = _scan(text, 0)
    except (ValueError, StopIteration) as error:
        if isinstance(error, RequestError):
            raise
        raise RequestError("request", "no JSON", "a JSON text") from error
    if end < len(text):
        raise RequestError("request", "no JSON", "a JSON text")
    return cast("Plain", value)


def _object(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise RequestError("request", "a key that stands twice", "each key once")
    return value


def _refused_constant(name: str) -> NoReturn:
    raise RequestError("request", name, "a number that JSON knows")


# Made once: json.loads and json.dumps would make theirs anew for each request. What else there is
# to a JSONDecoder would bring `re` into the browser, a fiftieth of all that it loads.
_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refused_constant)
_scan = _decoder.scan_once  # type: ignore[attr-defined]  # there since 3.0, listed nowhere
del _decoder
_encode = json.JSONEncoder(separators=(",", ":")).encode


def _given(rules: Rules, request: Plain) -> dict[str, Plain]:
    if not isinstance(request, dict) or request.keys() != {"answers"}:
        raise RequestError("request", kind_of(request), 'an object with "answers" alone')
    given = request["answers"]
    if not isinstance(given, dict):
        raise RequestError("answers", kind_of(given), "an object")
    for key in given:
        if key not in rules.questions:
            raise RequestError("answers", reading(key), "one of " + ", ".join(rules.questions))
    return given


def _described(rules: Rules, progress: Walk) -> dict[str, Plain]:
    asked: list[Plain] = [_step(step) for step in progress.asked]
    if progress.step is None:
        return {"result": _result(rules, progress), "asked": asked}
    if progress.problem is not None:
        return {"problem": _problem(progress.step, progress.problem), "asked": asked}
    return {"ask": _step(progress.step), "asked": asked}


def _step(step: Step) -> dict[str, Plain]:
    described: dict[str, Plain] = {"question": step.question}
    if step.event is not None:
        described["event"] = step.event
    if step.field is not None:
        described["field"] = step.field
    return described


def _problem(step: Step, problem: ProblemError) -> dict[str, Plain]:
    described: dict[str, Plain] = {"step": _step(step), "key": problem.key}
    if problem.part is not None:
        described["part"] = problem.part
    return described


def _result(rules: Rules, progress: Walk) -> dict[str, Plain]:
    found = findings(rules, progress.answers)
    holding = [finding for finding in found if finding.truth is not FALSE]
    return {
        "lead": lead(rules, found, progress.answers),
        "cohorts": [_finding(finding) for finding in holding],
        "data": [
            {"kind": kind, "cohorts": [*cohorts]}
            for kind, cohorts in data_at_risk(rules, found).items()
        ],
    }


def _finding(finding: Finding) -> dict[str, Plain]:
    return {
        "cohort": finding.cohort.key,
        "truth": finding.truth.value,
        "strength": finding.strength.value,
        "settle": [_step(step) for step in finding.settle],
    }
