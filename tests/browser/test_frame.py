"""A frame that nobody notices: its height, Tab, headings, zoom, spacing, print and Back."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, ViewportSize, expect

from tests.browser.test_access import inner
from tests.browser.test_visit import NOTHING, SEVERAL_EVENTS
from tests.browser.visitor import Visitor, Words, flagship

# WCAG 2.2, 1.4.12: what a reader may set. A constructed sheet needs no leave of the policy.
SPACING = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
}"""
CUT_OFF = """() => [...document.querySelectorAll('h1, h2, p, li, label, legend, button, dd')]
  .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.textContent)"""
# Where the frame begins in the window: after the page's own listener, before the frame scrolls.
TELL_WHERE_IT_BEGINS = """() => addEventListener('message', ({ data }) => {
  if (data.type !== 'ready') return
  window.begins = document.querySelector('iframe').getBoundingClientRect().top
})"""
SMALLEST: ViewportSize = {"width": 320, "height": 256}  # 1280 by 1024 at 400 %


def assert_fits(visitor: Visitor) -> None:
    """The frame is as high as what it holds, and as wide as there is room."""
    frame = inner(visitor)
    # A height takes a message, and a busy machine its time.
    fits = """() => {
      const held = document.documentElement.scrollHeight
      return held <= innerHeight && innerHeight <= held + 2
    }"""
    frame.wait_for_function(fits, polling=100)  # ms: a frame out of sight draws nothing to wait for
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def headings(where: Frame | Page) -> list[int]:
    """The levels of the headings that are shown, in order."""
    levels: list[int] = where.evaluate(
        """[...document.querySelectorAll('h1, h2, h3, h4')]
        .filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"""
    )
    return levels


def assert_in_order(visitor: Visitor) -> None:
    """Read as one page: the page's own heading, then those of the frame, none a level too deep."""
    around, inside = headings(visitor.page), headings(inner(visitor))

    assert around[0] == 1
    assert inside.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise([1, *inside]))


def screens(visitor: Visitor, answers: dict[str, Any]) -> Any:
    """Each kind of screen in turn: a question, one in error, the answers, the result."""
    expect(visitor.heading).to_be_visible()
    yield "a question"
    visitor.go_on()
    expect(visitor.frame.locator(".error-summary")).to_be_visible()
    yield "an error"
    visitor.answer_all(answers)
    yield "the answers"
    expect(visitor.see_result()).to_be_visible()
    yield "the result"


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(SMALLEST, id="zoomed to 400 %"),
        pytest.param({"width": 1280, "height": 900}, id="at a desk"),
    ],
)
def test_the_frame_is_as_high_as_its_content_and_its_headings_in_order(
    page: Page, at_root: str, size: Any
) -> None:
    page.set_viewport_size(size)
    visitor = Visitor(page, at_root, person="child").start()

    for _ in screens(visitor, SEVERAL_EVENTS):
        assert_fits(visitor)
        assert_in_order(visitor)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_new_is_in_sight_when_zoomed_to_400_percent(
    page: Page, at_root: str, language: str
) -> None:
    page.set_viewport_size(SMALLEST)
    visitor = Visitor(page, at_root, language, person="child").arrive()
    page.evaluate(TELL_WHERE_IT_BEGINS)
    page.locator("button.start").click()
    expect(visitor.heading).to_be_visible()
    assert page.evaluate("begins") > -1

    for _ in screens(visitor, SEVERAL_EVENTS):
        first = visitor.frame.locator("h1, .error-summary").first
        expect(first).to_be_in_viewport()
    again = visitor.words.theme["frame"]["result"]["again"]
    visitor.frame.get_by_role("button", name=again).click()
    expect(visitor.heading).to_be_in_viewport()


def test_text_may_be_spaced_out(page: Page, at_root: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    visitor = Visitor(page, at_root, person="child").start()
    expect(visitor.heading).to_be_visible()
    page.evaluate(SPACING)
    inner(visitor).evaluate(SPACING)

    for _ in screens(visitor, SEVERAL_EVENTS):
        assert_fits(visitor)
        assert inner(visitor).evaluate(CUT_OFF) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_frame_has_one_title_in_the_language(page: Page, at_root: str, language: str) -> None:
    visitor = Visitor(page, at_root, language).start()
    expect(visitor.heading).to_be_visible()
    frame = page.locator("iframe")
    other = "fr" if language == "en" else "en"

    expect(frame).to_have_count(1)
    expect(frame).to_have_attribute("title", Words(language).theme["check"]["frame_title"])
    expect(visitor.frame.locator("html")).to_have_attribute("lang", f"{language}-CA")
    page.locator("#toggle").click()
    expect(frame).to_have_attribute("title", Words(other).theme["check"]["frame_title"])
    expect(visitor.frame.locator("html")).to_have_attribute("lang", f"{other}-CA")


def test_a_name_in_the_other_language_says_so(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root, "fr").start()
    visitor.answer_all(NOTHING)
    expect(visitor.see_result()).to_be_visible()
    foreign = visitor.frame.locator("main [lang]")

    support = visitor.words.incident["support"]
    named = [name for name in flagship().vocabulary.foreign["en"] if name in support]
    assert named
    expect(foreign).to_have_text(named)
    expect(foreign).to_have_attribute("lang", "en-CA")
    page.locator("#toggle").click()
    english = Visitor(page, at_root).words.incident["outcomes"]["not-named"]["title"]
    expect(visitor.heading).to_have_text(english)
    expect(foreign).to_have_count(0)


def test_a_question_that_turns_the_verb_round_is_not_broken_at_its_hyphens(
    page: Page, at_root: str
) -> None:
    visitor = Visitor(page, at_root, "fr", person="care").start()
    visitor.answer({"question": "whom"}, visitor.person)

    expect(visitor.heading.locator(".whole")).to_have_text("a-t-elle")


def place_of_focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.matches('iframe') ? 'inside' : 'outside'"))


def test_tab_goes_in_and_out_of_the_frame_as_in_one_page(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root).start()
    visitor.answer({"question": "whom"}, "me")
    expect(visitor.heading).to_be_visible()
    page.locator("#toggle").focus()

    places = []
    for _ in range(60):
        page.keyboard.press("Tab")
        places.append(place_of_focus(page))
        if page.evaluate("document.activeElement.closest('footer, [data-words=foot]') !== null"):
            break

    runs = re.sub(r"(\w+)( \1)+", r"\1", " ".join(places))
    assert runs == "outside inside outside"
    while place_of_focus(page) != "inside":
        page.keyboard.press("Shift+Tab")
    assert inner(visitor).evaluate("document.activeElement.tagName") == "BUTTON"


def test_the_whole_result_is_printed(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root, person="child").start()
    visitor.answer_all(SEVERAL_EVENTS)
    result = visitor.see_result()
    expect(result).to_be_visible()

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})  # a sheet's width

    assert_fits(visitor)
    last = visitor.frame.locator(".as-of").bounding_box()
    frame = page.locator("iframe").bounding_box()
    assert last
    assert frame
    assert last["y"] + last["height"] <= frame["y"] + frame["height"]
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))
    assert sheets >= frame["height"] // 1056  # CSS pixels of a sheet


def test_back_steps_back_a_question_and_leaves_no_trail(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root).start()
    entries = page.evaluate("history.length")
    visitor.answer({"question": "whom"}, "me")
    no = False
    visitor.answer({"question": "birth", "event": 0}, no)
    expect(visitor.heading).to_have_text(visitor.legend({"question": "pregnancy", "event": 0}))

    page.evaluate("history.back()")
    expect(visitor.heading).to_have_text(visitor.legend({"question": "birth", "event": 0}))
    page.evaluate("history.back()")
    expect(visitor.heading).to_have_text(visitor.legend({"question": "whom"}))

    expect(visitor.frame.get_by_label("Myself")).to_be_checked()
    assert page.evaluate("history.length") <= entries + 1


def test_the_heading_has_the_focus_after_each_step(page: Page, at_root: str) -> None:
    visitor = Visitor(page, at_root).start()
    expect(visitor.heading).to_be_focused()

    visitor.answer_all(NOTHING)
    expect(visitor.heading).to_be_focused()
    visitor.see_result()

    expect(visitor.heading).to_be_focused()
