"""A visitor checks: in both languages, on a phone and at a desk, with and without a mouse."""

import re

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from incident.model import Case
from tests.browser.conftest import DESKTOP, PATIENCE_MS, PHONE
from tests.browser.visitor import Visitor, flagship, in_bands

CASES = [pytest.param(case, id=case.name) for case in flagship().cases]


@pytest.fixture(scope="module")
def one_page(browser: Browser) -> Page:
    """One browser for many visits: each starts afresh, as one on a shared computer must."""
    page = browser.new_context(viewport=DESKTOP).new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


@pytest.mark.parametrize("case", CASES)
def test_each_case_of_the_file_ends_as_it_says(one_page: Page, at_root: str, case: Case) -> None:
    visitor = Visitor(one_page, at_root).start()

    visitor.answer_all(in_bands(dict(case.answers)))
    result = visitor.see_result()

    outcome = visitor.words.incident["outcomes"][case.outcome.value]
    expect(result).to_have_attribute("data-lead", case.outcome.value)
    expect(visitor.heading).to_have_text(visitor.said(outcome["title"]))
    for key in case.cohorts.value:
        expect(result).to_contain_text(visitor.said(visitor.words.incident["cohorts"][key]["name"]))


@pytest.mark.parametrize(
    "size", [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desk")]
)
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("place", ["at_root", "in_subfolder"])
def test_a_visitor_reads_starts_answers_and_reads_the_result(
    page: Page, request: pytest.FixtureRequest, place: str, language: str, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    visitor = Visitor(page, request.getfixturevalue(place), language, person="child").start()

    visitor.answer_all(SEVERAL_EVENTS)
    result = visitor.see_result()

    expect(result).to_have_attribute("data-lead", "likely")
    expect(result).to_contain_text(visitor.said(visitor.words.incident["support"]))
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


SEVERAL_EVENTS = {
    "whom": "child",
    "birth": {
        "events": [
            {"place": "elsewhere", "when": ["2010-04/2023-05"]},
            {"place": "ontario", "when": ["2010-01/2010-03"]},
        ],
        "more": False,
    },
    "pregnancy": {"events": [{"place": "ontario", "when": ["2012-01/2023-05"]}], "more": False},
    "fertility": {"events": [], "more": None},
    "child_care": {"events": [], "more": False},
}


def test_the_first_question_is_there_before_python_is(page: Page, at_root: str) -> None:
    page.route(re.compile(r"assets/.*\.(wasm|zip)(\.gz)?$"), lambda _: None)  # never arrives

    visitor = Visitor(page, at_root).start()

    expect(visitor.heading).to_have_text(visitor.legend({"question": "whom"}))


COUNT_ASKS = """() => {
  globalThis.asks = 0
  addEventListener('message', ({ data }) => { asks += data.type === 'ask' })
}"""


def test_what_an_answer_leads_to_is_asked_for_once_and_on_the_tick(
    page: Page, at_root: str
) -> None:
    visitor = Visitor(page, at_root).start()
    visitor.answer({"question": "whom"}, "me")
    expect(visitor.heading).to_have_text(visitor.legend({"question": "birth", "event": 0}))
    engine = page.workers[-1]
    engine.evaluate(COUNT_ASKS)

    visitor.frame.get_by_label(visitor.words.theme["frame"]["no"], exact=True).check()
    asked_on_tick = 0
    for _ in range(100):  # 5 s
        page.wait_for_timeout(50)
        if asked_on_tick := engine.evaluate("asks"):
            break
    visitor.go_on()

    expect(visitor.heading).not_to_have_text(visitor.legend({"question": "birth", "event": 0}))
    assert asked_on_tick == engine.evaluate("asks") == 1


def test_the_language_can_change_in_the_middle_and_the_answers_stay(
    page: Page, at_root: str
) -> None:
    visitor = Visitor(page, at_root).start()
    visitor.answer({"question": "whom"}, "me")
    expect(visitor.heading).to_have_text(visitor.legend({"question": "birth", "event": 0}))

    page.locator("#toggle").click()

    french = Visitor(page, at_root, "fr")
    expect(french.heading).to_have_text(french.legend({"question": "birth", "event": 0}))
    expect(page).to_have_url(f"{at_root}/fr/check/")
    expect(page.locator("html")).to_have_attribute("lang", "fr-CA")
    french.frame.locator("button.back").click()
    expect(french.frame.get_by_label("Moi")).to_be_checked()


def test_a_slip_is_told_where_it_is_and_nothing_is_lost(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root).start()
    visitor.answer({"question": "whom"}, "me")

    visitor.go_on()

    problem = visitor.words.theme["frame"]["problem"]
    summary = visitor.frame.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text(problem["title"])
    summary.get_by_role("button", name=problem["choose-one"]).click()
    expect(visitor.frame.get_by_label("Yes")).to_be_focused()
    assert "Error" not in page.title()


def test_an_answer_can_be_changed_before_the_result(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root).start()
    unsure = {"events": [{"place": "ontario", "when": None}], "more": False}
    visitor.answer_all({**NOTHING, "birth": unsure})
    when = {"question": "birth", "event": 0, "field": "when"}

    row = visitor.frame.locator(".answer").filter(has_text=visitor.words.asked(when)["label"])
    row.get_by_role("button").click()
    expect(visitor.frame.get_by_label("Not sure")).to_be_checked()
    visitor.frame.get_by_label("Not sure").uncheck()
    visitor.answer(when, ["2010-04/2023-05"])

    expect(visitor.see_result()).to_have_attribute("data-lead", "likely")


NOTHING = {
    "whom": "me",
    "birth": {"events": [], "more": False},
    "pregnancy": {"events": [], "more": False},
    "fertility": {"events": [], "more": False},
    "child_care": {"events": [], "more": False},
}
