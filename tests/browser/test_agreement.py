"""The Python that answers in the browser is the Python of this repository, answer for answer."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from incident.cases import rules_with_cases
from runtime.fuzz import compare, shown, to_ask
from runtime.requests import hostile
from tests.browser.engine import SiteEngine
from tests.browser.visitor import flagship
from tests.privacy.browsers import Chromium

ANSWER_SETS = 2_000
SEED = 2023


@pytest.fixture(scope="module")
def engine(browser: Browser, at_root: str) -> Iterator[SiteEngine]:
    """The site's own engine in Chromium."""
    chromium = Chromium(browser)
    yield SiteEngine(chromium, at_root)
    chromium.close()


def test_random_and_hostile_requests_get_the_same_bytes(engine: SiteEngine) -> None:
    rules = rules_with_cases(flagship())

    tally = compare([engine], rules, to_ask(rules, ANSWER_SETS, SEED), print)

    assert tally.asked == tally.same == ANSWER_SETS + len(list(hostile())), "\n".join(shown(tally))
    assert set(tally.kinds) == {"ask", "problem", "result", "error", "refused"}
    assert not engine.restarts
    assert tally.megabytes[engine.name] == [engine.megabytes_at_start]


def test_every_case_of_the_file_gets_its_outcome(engine: SiteEngine) -> None:
    cases = flagship().cases
    asked = [json.dumps({"answers": case.answers}) for case in cases]

    answered, _ = engine.answer(asked)

    results = [json.loads(reply or "")["result"] for reply in answered]
    assert [result["lead"] for result in results] == [case.outcome.value for case in cases]
    assert [{one["cohort"] for one in result["cohorts"]} for result in results] == [
        set(case.cohorts.value) for case in cases
    ]
