"""Answers and result on paper: whole, no taller than what they say, a result on one sheet."""

import re

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from incident.model import Case
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_access import inner
from tests.browser.visitor import Visitor, flagship, in_bands

SAYS_MOST = max(flagship().cases, key=lambda case: len(case.cohorts.value))
KNOWS_LEAST = next(case for case in flagship().cases if case.outcome.value == "cannot-tell")
SHEET_WIDTH = 643  # CSS pixels: 17 cm, which a sheet of either size has between its margins
SHEET_HEIGHT = 961  # the smaller sheet's 27.94 cm, without a margin of 1.25 cm above and below


@pytest.fixture
def phone(browser: Browser) -> Page:
    """A page on a phone."""
    return browser.new_context(viewport=PHONE).new_page()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_result_printed_from_a_phone_is_as_high_as_its_words(
    phone: Page, at_root: str, language: str
) -> None:
    visitor = Visitor(phone, at_root, language).start()
    visitor.answer_all(in_bands(dict(SAYS_MOST.answers)))
    expect(visitor.see_result()).to_be_visible()
    told_for_print(phone)
    on_screen = phone.locator("iframe").bounding_box()

    phone.emulate_media(media="print")

    printed = phone.locator("iframe").bounding_box()
    last = visitor.frame.locator(".as-of").bounding_box()
    assert on_screen
    assert printed
    assert last
    assert round(printed["width"]) == SHEET_WIDTH
    assert printed["height"] < on_screen["height"]
    left = printed["y"] + printed["height"] - (last["y"] + last["height"])
    assert 0 <= left < 48


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "case",
    [pytest.param(SAYS_MOST, id="all groups"), pytest.param(KNOWS_LEAST, id="cannot tell")],
)
def test_a_result_is_printed_on_one_sheet(
    phone: Page, at_root: str, language: str, case: Case
) -> None:
    visitor = Visitor(phone, at_root, language).start()
    visitor.answer_all(in_bands(dict(case.answers)))
    expect(visitor.see_result()).to_be_visible()

    assert told_for_print(phone) <= SHEET_HEIGHT
    assert sheets(phone) == 2  # the other one says where the facts come from


@pytest.mark.parametrize(
    "size", [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desk")]
)
def test_the_answers_are_printed_whole_from_any_screen(
    phone: Page, at_root: str, size: ViewportSize
) -> None:
    phone.set_viewport_size(size)
    visitor = Visitor(phone, at_root, "fr").start()
    visitor.answer_all(in_bands(dict(SAYS_MOST.answers)))
    told = told_for_print(phone)

    phone.emulate_media(media="print")

    needed = inner(visitor).evaluate("document.documentElement.getBoundingClientRect().height")
    assert needed <= told < needed + 1


def told_for_print(page: Page) -> int:
    """The height on a sheet that the frame told while on the screen: in print it tells no more."""
    told, before = _told(page), -1
    while told != before:  # the frame measures a sheet once nothing has changed for a while
        page.wait_for_timeout(500)
        told, before = _told(page), told
    return told


def _told(page: Page) -> int:
    printed = "frame => parseInt(frame.style.getPropertyValue('--printed'))"
    return int(page.locator("iframe").evaluate(printed))


def sheets(page: Page) -> int:
    """How many a print takes, of the smaller size."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))
