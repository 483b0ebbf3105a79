"""What the accessibility tree says of a page and of the check: what a screen reader is given."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_visit import NOTHING
from tests.browser.visitor import Visitor, Words


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_has_its_landmarks_and_one_heading_of_level_one(
    page: Page, at_root: str, language: str
) -> None:
    site = Words(language).theme["site"]

    page.goto(f"{at_root}/{language}/questions/")

    tree = page.locator("body").aria_snapshot()
    for landmark in ("banner:", f'navigation "{site["navigation"]}":', "main:", "contentinfo:"):
        assert f"- {landmark}" in tree
    assert tree.count("[level=1]") == 1
    assert f'- searchbox "{site["filter"]["label"]}"' in tree


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_check_is_named_in_every_state(page: Page, at_root: str, language: str) -> None:
    visitor = Visitor(page, at_root, language).start()
    theme, about = visitor.words.theme["frame"], visitor.words.asked({"question": "whom"})
    expect(visitor.heading).to_be_visible()

    question = visitor.frame.locator("main").aria_snapshot()
    visitor.go_on()
    expect(visitor.frame.locator(".error-summary")).to_be_visible()
    error = visitor.frame.locator("main").aria_snapshot()
    visitor.answer_all(NOTHING)
    answers = visitor.frame.locator("main").aria_snapshot()
    result = visitor.see_result().aria_snapshot()

    assert f'- group "{about["legend"]}"' in question
    for option in about["options"]:
        assert f'- radio "{option["words"]}"' in question
    assert "- alert:" in error
    assert f'- button "{theme["problem"]["choose-one"]}"' in error
    assert f'- heading "{theme["review"]["title"]}" [level=1]' in answers
    assert answers.count(f'button "{theme["change"]} ') >= len(NOTHING)
    outcome = visitor.words.incident["outcomes"]["not-named"]["title"]
    assert f'- heading "{visitor.said(outcome)}" [level=1]' in result


@pytest.mark.parametrize("path", ["check/", "providers/"])
def test_a_table_that_is_stacked_on_a_phone_is_still_one(
    page: Page, at_root: str, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{at_root}/en/{path}")
    rows, heads = page.locator("tr").count(), page.locator("thead th").count()

    # As Chromium itself tells a screen reader: it looks at how a table is laid out.
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    roles = [node["role"]["value"] for node in tree["nodes"] if not node["ignored"]]

    assert roles.count("table") == 1
    assert roles.count("row") == rows
    assert roles.count("rowheader") == rows - 1
    assert roles.count("columnheader") == heads
