"""The box that looks for a question: there only with a script, and says how many it finds."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_access import findings
from tests.browser.visitor import Words


def test_without_javascript_there_is_no_box(browser: Browser, at_root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{at_root}/en/questions/")

    expect(page.locator("#filter")).to_be_empty()
    expect(page.locator("#filter")).to_have_css("min-height", "0px")
    expect(page.locator("#card-number")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("language", "typed"), [("en", "moved"), ("fr", "quitte")])
def test_accents_and_capitals_do_not_matter(
    page: Page, at_root: str, language: str, typed: str
) -> None:
    page.goto(f"{at_root}/{language}/questions/")

    page.get_by_role("searchbox").fill(typed.upper())

    expect(page.locator("#moved-away")).to_be_visible()
    expect(page.locator("#card-number")).to_be_hidden()
    expect(page.locator("#filter [role=status]")).to_have_text(
        Words(language).theme["site"]["filter"]["one"]
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_not_found_is_said_and_escape_brings_all_back(
    page: Page, at_root: str, language: str
) -> None:
    page.goto(f"{at_root}/{language}/questions/")
    box = page.get_by_role("searchbox")

    box.fill("zzzz")
    said = page.locator("#filter [role=status]")
    expect(said).to_have_text(Words(language).theme["site"]["filter"]["none"])
    assert findings(page) == []
    box.press("Escape")

    expect(box).to_have_value("")
    expect(said).to_be_empty()
    expect(page.locator("#card-number")).to_be_visible()


def test_a_link_leads_to_an_answer_that_is_not_shown(page: Page, at_root: str) -> None:
    page.goto(f"{at_root}/en/questions/")
    page.get_by_role("searchbox").fill("zzzz")

    page.evaluate("location.hash = '#new-card'")

    expect(page.locator("#new-card")).to_be_in_viewport()
