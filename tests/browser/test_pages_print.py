"""A result printed from a phone: whole, and no taller than what it says."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.visitor import Visitor, flagship, in_bands

LONGEST = max(flagship().cases, key=lambda case: len(case.cohorts.value))
SHEET_WIDTH = 643  # CSS pixels: 17 cm, which a sheet of either size has between its margins


@pytest.fixture
def phone(browser: Browser) -> Page:
    """A page on a phone."""
    return browser.new_context(viewport=PHONE).new_page()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_result_printed_from_a_phone_is_as_high_as_its_words(
    phone: Page, at_root: str, language: str
) -> None:
    visitor = Visitor(phone, at_root, language).start()
    visitor.answer_all(in_bands(dict(LONGEST.answers)))
    expect(visitor.see_result()).to_be_visible()
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
    assert sheets(phone) <= 3


def sheets(page: Page) -> int:
    """How many a print takes, of the smaller size."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))
