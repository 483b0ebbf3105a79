"""The check once it has begun, read as people set it: dark, magnified, spaced out, by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_access import findings, inner
from tests.browser.test_frame import CUT_OFF, SMALLEST, SPACING, assert_fits, screens
from tests.browser.test_pages_layout import LOST
from tests.browser.test_pages_print import KNOWS_LEAST
from tests.browser.visitor import Visitor, in_bands

# What is wrong with where the focus is: not moved on, no ring, one that an edge cuts, out of sight.
POORLY_FOCUSED = """([top, bottom]) => {
  const $focus = document.activeElement
  const $ringed = $focus.closest('.choice') ?? $focus
  const { outlineStyle, outlineWidth } = getComputedStyle($ringed)
  const ring = $ringed.getBoundingClientRect()
  const room = 7
  const wrong = []
  if ($focus === window.$before) wrong.push('where it was')
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 3) wrong.push('no ring')
  const { clientWidth, clientHeight } = document.documentElement
  if (ring.left < room || ring.right > clientWidth - room) wrong.push('cut at the side')
  if (ring.top < room || ring.bottom > clientHeight - room) wrong.push('cut at an end')
  if (ring.bottom <= top || ring.top >= bottom) wrong.push('out of sight')
  if (wrong.length === 0) window.$before = $focus
  return wrong.map(one => `${one}: ${$focus.textContent || $focus.id}`)
}"""


def every_screen(visitor: Visitor) -> Iterator[str]:
    """A question about time, in error too; then each other kind of screen, from a new start."""
    birth = {"question": "birth", "event": 0}
    visitor.start().answer({"question": "whom"}, visitor.person)
    visitor.answer(birth, plain=True)
    visitor.answer({**birth, "field": "place"}, "ontario")
    expect(visitor.heading).to_contain_text(visitor.legend({**birth, "field": "when"}))
    yield "a question about time"
    visitor.go_on()
    expect(visitor.frame.locator(".error-summary")).to_be_visible()
    yield "an error about time"
    visitor.start()
    yield from screens(visitor, in_bands({**KNOWS_LEAST.answers, "whom": visitor.person}))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_wrong_or_lost_when_magnified_and_spaced_out(
    page: Page, at_root: str, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two literals
    page.set_viewport_size(SMALLEST)
    visitor = Visitor(page, at_root, language, person="care")
    found: dict[str, Any] = {}

    for screen in every_screen(visitor):
        for where, document in (("page", page), ("frame", inner(visitor))):
            document.evaluate(SPACING)
            found[f"{screen}, {where}"] = findings(document) + document.evaluate(LOST)
        found[f"{screen}, text"] = inner(visitor).evaluate(CUT_OFF)
        assert_fits(visitor)

    assert {place: what for place, what in found.items() if what} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_is_ringed_and_in_sight(page: Page, at_root: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two literals
    page.set_viewport_size(SMALLEST)
    visitor = Visitor(page, at_root, "fr", person="care")
    found = {}

    for screen in every_screen(visitor):
        stops = list(tab_stops(visitor))
        assert stops, screen
        found[screen] = [wrong for stop in stops for wrong in stop]

    assert {screen: what for screen, what in found.items() if what} == {}


def tab_stops(visitor: Visitor) -> Iterator[list[str]]:
    """What is wrong at each place where Tab stops inside the frame."""
    visitor.page.keyboard.press("Tab")
    while (wrong := poorly_focused(visitor)) is not None:
        yield wrong
        visitor.page.keyboard.press("Tab")


def poorly_focused(visitor: Visitor) -> list[str] | None:
    """What is wrong with where Tab came to; None when it has left the frame."""
    page, frame = visitor.page, inner(visitor)
    wrong: list[str] = []
    for _ in range(20):  # 2 s: focus and scrolling pass between the processes of page and frame
        if not page.evaluate("document.activeElement.matches('iframe')"):
            return None
        box = page.locator("iframe").bounding_box()
        assert box
        wrong = frame.evaluate(POORLY_FOCUSED, [-box["y"], SMALLEST["height"] - box["y"]])
        if not wrong:
            break
        page.wait_for_timeout(100)
    return wrong
