"""Pages on a narrow phone, magnified, with text set wider, and in print: nothing is lost."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
NAMES = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
PAGES = [name.removesuffix("index.md").replace(".md", "/") for name in NAMES]
EVERY_PAGE = [f"/{language}/{page}" for language in ("en", "fr") for page in PAGES]
EVERY_PAGE += ["/", "/404.html", "/notice.html", "/en/notice.html", "/fr/notice.html"]
NARROW = {"width": 320, "height": 640}
# A window of 1280 by 1024 at 400 %: what the page has is a quarter of it.
MAGNIFIED = {"width": 320, "height": 256}
# What WCAG 1.4.12 lets a reader set.
WIDER = """
* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important }
"""
# What reaches out of the window sideways, and text that its own box cuts off. What is hidden from
# the eye on purpose, and what may be scrolled by itself, is no loss.
LOST = """
() => {
  const isHere = (element) => element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('.visually-hidden, .skip, .menu')
  const isBeside = ({ left, right }) => left < -1 || right > innerWidth + 1
  const cuts = ({ overflowX, overflowY }) =>
    [overflowX, overflowY].some((value) => ['hidden', 'clip'].includes(value))
  const isFuller = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
    scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1
  const name = ({ localName, className, textContent }) =>
    `${localName}.${className} "${textContent.trim().slice(0, 30)}"`
  const lost = []
  for (const element of [...document.querySelectorAll('body *')].filter(isHere)) {
    if (isBeside(element.getBoundingClientRect())) lost.push(`beside: ${name(element)}`)
    const isCut = cuts(getComputedStyle(element)) && isFuller(element)
    if (isCut && element.textContent.trim()) lost.push(`cut: ${name(element)}`)
  }
  if (document.documentElement.scrollWidth > innerWidth) lost.push('the page scrolls sideways')
  return lost
}
"""
# Phone numbers and dates of which a part stands on another line.
BROKEN = r"""
() => {
  const name = (language, month) => new Date(Date.UTC(2010, month))
    .toLocaleDateString(language, { month: 'long', timeZone: 'UTC' })
  const months = ['en', 'fr'].flatMap((language) =>
    [...Array(12).keys()].map((month) => name(language, month)))
  const date = `(?:\\d{1,2}(?:er)?\\s)?(?:${months.join('|')})\\s(?:\\d{1,2},\\s)?\\d{4}`
  const whole = new RegExp(`\\d+(?:-\\d+){2,}|${date}`, 'gi')
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = { seen: 0, broken: [] }
  while (texts.nextNode()) {
    const text = texts.currentNode
    if (text.parentElement.closest('script, template, pre')) continue
    for (const { 0: match, index } of text.data.matchAll(whole)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + match.length)
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      found.seen += 1
      if (lines.size > 1) found.broken.push(match)
    }
  }
  return found
}
"""


def lost(page: Page, addresses: list[str]) -> dict[str, Any]:
    """What is lost on each page that loses something."""
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = page.evaluate(LOST)
    return {address: what for address, what in found.items() if what}


@pytest.fixture
def every_page(at_root: str) -> list[str]:
    """The addresses of all pages."""
    return [at_root + path for path in EVERY_PAGE]


@pytest.mark.parametrize(
    "size",
    [pytest.param(NARROW, id="on a phone of 320 px"), pytest.param(MAGNIFIED, id="at 400 %")],
)
def test_nothing_is_beside_the_window(
    page: Page, every_page: list[str], size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})

    assert lost(page, every_page) == {}


def test_text_set_wider_is_not_cut(browser: Browser, every_page: list[str]) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page = context.new_page()
    found = {}

    for address in every_page:
        page.goto(address)
        page.add_style_tag(content=WIDER)
        found[address] = page.evaluate(LOST)
    context.close()

    assert {address: what for address, what in found.items() if what} == {}


def test_no_phone_number_and_no_date_is_broken(page: Page, every_page: list[str]) -> None:
    broken, seen = {}, 0

    for address in every_page:
        page.goto(address)
        for width in range(320, 420, 20):  # where a line ends is chance
            page.set_viewport_size({"width": width, "height": 640})
            found = page.evaluate(BROKEN)
            broken[f"{address} at {width}"] = found["broken"]
            seen += found["seen"]

    assert {where: what for where, what in broken.items() if what} == {}
    assert seen > len(every_page)


def test_the_menu_opens_without_a_script_and_holds_every_page(
    browser: Browser, at_root: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{at_root}/fr/")

    page.locator(".bar button").click()

    menu, foot = page.locator("#menu a"), page.locator(".foot a")
    assert menu.first.is_visible()
    there = {link.get_attribute("href") for link in [*menu.all(), *foot.all()]}
    assert len(there) == len(PAGES)
    context.close()


def test_every_page_reads_without_a_script(browser: Browser, every_page: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    for address in every_page:
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert page.locator("main p").first.is_visible(), address
    context.close()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_in_print_an_answer_is_whole_and_a_link_shows_its_address(
    page: Page, at_root: str, language: str
) -> None:
    page.goto(f"{at_root}/{language}/genuine/")
    page.emulate_media(media="print")

    link = page.locator("#content .words a[href^=http]").first
    shown = link.evaluate("link => getComputedStyle(link, '::after').content")

    assert str(link.get_attribute("href")) in shown
    assert page.locator("#menu, .bar, .toggle").first.is_hidden()
    assert page.locator(".words > h2").last.is_visible()


def test_what_is_lost_would_be_seen(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.set_content("<p style='width: 400px'>wide</p><p style='height: 9px; overflow: clip'>low")

    found = page.evaluate(LOST)

    assert found == ['beside: p. "wide"', 'cut: p. "low"', "the page scrolls sideways"]
    context.close()
