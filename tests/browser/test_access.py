"""axe-core finds nothing, and the whole check can be done by keyboard alone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_visit import NOTHING
from tests.browser.visitor import Visitor

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PAGES = ["", "what-happened/", "information/", "what-to-do/", "questions/", "updates/", "check/"]
PAGES += ["privacy/", "contact/"]


def findings(frame: Frame | Page) -> list[str]:
    """What axe-core finds in a document: rule and place."""
    frame.evaluate(AXE.read_text("utf-8") + "; undefined")
    found: list[dict[str, Any]] = frame.evaluate("axe.run(document).then(run => run.violations)")
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_page(
    page: Page, at_root: str, language: str, path: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two literals
    page.goto(f"{at_root}/{language}/{path}")

    assert findings(page) == []


@pytest.mark.parametrize("address", ["/", "/404.html"])
def test_axe_finds_nothing_on_a_bilingual_page(page: Page, at_root: str, address: str) -> None:
    page.goto(at_root + address)

    assert findings(page) == []


def inner(visitor: Visitor) -> Frame:
    """The document inside the frame."""
    element = visitor.page.locator("iframe.check-frame").element_handle()
    frame = element.content_frame()
    assert frame is not None
    return frame


@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_in_the_check(page: Page, at_root: str, language: str) -> None:
    page.set_viewport_size(PHONE)
    visitor = Visitor(page, at_root, language).start()
    expect(visitor.heading).to_be_visible()
    found = {"a question": findings(inner(visitor))}

    visitor.go_on()
    expect(visitor.frame.locator(".error-summary")).to_be_visible()
    found["an error"] = findings(inner(visitor))

    visitor.answer_all(
        {**NOTHING, "birth": {"events": [{"place": None, "when": None}], "more": None}}
    )
    found["the answers"] = findings(inner(visitor))
    expect(visitor.see_result()).to_be_visible()
    found["the result"] = findings(inner(visitor))

    assert found == {state: [] for state in found}


def test_the_whole_check_can_be_done_with_the_keyboard(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root).arrive()
    press_tab_until(page, lambda: page.evaluate("document.activeElement.matches('button.start')"))

    page.keyboard.press("Enter")
    choose_first_and_continue(visitor, visitor.legend({"question": "whom"}))
    for question in ("birth", "pregnancy", "fertility", "child_care"):
        heading = visitor.legend({"question": question, "event": 0})
        choose_second_and_continue(visitor, heading)
    expect(visitor.heading).to_have_text(visitor.words.theme["frame"]["review"]["title"])
    result = visitor.words.theme["frame"]["review"]["result"]
    press_tab_until(page, lambda: focused(visitor) == result)
    page.keyboard.press("Enter")

    expect(visitor.frame.locator("article.result")).to_have_attribute("data-lead", "not-named")
    expect(visitor.heading).to_be_focused()


def focused(visitor: Visitor) -> str:
    """The text of what has the focus inside the frame."""
    return str(inner(visitor).evaluate("document.activeElement.textContent.trim()"))


def press_tab_until(page: Page, reached: Any) -> None:
    for _ in range(60):
        if reached():
            return
        page.keyboard.press("Tab")
    pytest.fail("Tab does not get there")


def choose_first_and_continue(visitor: Visitor, heading: str) -> None:
    _choose_and_continue(visitor, heading, "Space")


def choose_second_and_continue(visitor: Visitor, heading: str) -> None:
    _choose_and_continue(visitor, heading, "Space", "ArrowDown")


def _choose_and_continue(visitor: Visitor, heading: str, *keys: str) -> None:
    expect(visitor.heading).to_contain_text(heading)
    kind = "document.activeElement.matches('input')"
    press_tab_until(visitor.page, lambda: inner(visitor).evaluate(kind))
    for key in keys:
        visitor.page.keyboard.press(key)
    visitor.page.keyboard.press("Enter")
