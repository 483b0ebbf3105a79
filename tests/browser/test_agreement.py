"""The Python that answers in the browser is the Python of this repository, answer for answer."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from eligibility import load
from incident.cases import rules_with_cases
from tests.browser.conftest import PATIENCE_MS
from tests.browser.visitor import flagship

ANSWER_SETS = 2_000
WHEN = ["../2009-12", "2009-12", "2010", "2010-01", "2010-03", "2010-04", "2010-04-01", "2011-12"]
WHEN += ["2012", "2012-01", "2012-12/2013-01", "2013-01", "2023", "2023-05", "2023-05-31"]
WHEN += ["2023-06", "2023-06/..", "2010-04/2023-05", "2009/2024", "2023-13", "soon"]
TYPED = [{"year": "2010", "month": ""}, {"year": "2010", "month": "13"}, {"year": "", "month": "4"}]

type Plain = dict[str, Any]


@pytest.fixture(scope="module")
def engine_page(browser: Browser, at_root: str) -> Page:
    """A page whose `ask` asks the site's own worker."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.route(
        f"{at_root}/harness", lambda route: route.fulfill(body="<head>", content_type="text/html")
    )
    page.goto(f"{at_root}/harness")
    page.evaluate((Path(__file__).parent / "harness.js").read_text("utf-8") + "; null")
    page.evaluate("async () => { window.ask = await openEngine('/en/check/') }")
    return page


def requests(chance: Random) -> list[str]:
    """Requests as screens send them, and some that no screen would."""
    questions = json.loads(rules_with_cases(flagship()))["questions"]
    return [json.dumps({"answers": _answers(chance, questions)}) for _ in range(ANSWER_SETS)]


def _answers(chance: Random, questions: list[Plain]) -> Plain:
    questions = questions[: chance.randint(1, len(questions))]
    return {question["key"]: _answer(chance, question) for question in questions}


def _answer(chance: Random, question: Plain) -> Any:
    if question["kind"] == "events":
        told = [_event(chance, question) for _ in range(chance.choice([0, 0, 1, 1, 2, 3]))]
        mores: list[Plain] = [{"more": False}, {"more": False}, {"more": None}, {"more": ""}, {}]
        return {"events": told, **chance.choice(mores)}
    if chance.random() < 0.1:
        return chance.choice([None, "", [], "none", 7, "elsewhere?"])
    if question["kind"] == "choice":
        return chance.choice(question["options"])
    return [chance.choice([*WHEN, *TYPED]) for _ in range(chance.choice([1, 1, 1, 2]))]


def _event(chance: Random, question: Plain) -> Plain:
    told = {field["key"]: _answer(chance, field) for field in question["fields"]}
    if chance.random() < 0.1:
        told.popitem()
    return told


def test_random_answers_get_the_same_bytes(engine_page: Page) -> None:
    asked = requests(Random(2023))
    respond = load(rules_with_cases(flagship()))

    answered = engine_page.evaluate("requests => ask(requests)", asked)

    expected = [respond(request) for request in asked]
    assert answered == expected
    kinds = {next(iter(json.loads(reply))) for reply in expected}
    assert kinds == {"ask", "problem", "result", "error"}


def test_every_case_of_the_file_gets_its_outcome(engine_page: Page) -> None:
    cases = flagship().cases
    asked = [json.dumps({"answers": case.answers}) for case in cases]

    answered = engine_page.evaluate("requests => ask(requests)", asked)

    results = [json.loads(reply)["result"] for reply in answered]
    assert [result["lead"] for result in results] == [case.outcome.value for case in cases]
    assert [{one["cohort"] for one in result["cohorts"]} for result in results] == [
        set(case.cohorts.value) for case in cases
    ]
